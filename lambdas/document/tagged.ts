/** The structure tree of a file: elements, the content they own on each page, and the way back from content to element. */
import { type PDFContext, type PDFDict, PDFHexString, PDFName, type PDFObject, type PDFRef } from "pdf-lib";
import type { Element } from "./elements.ts";

/** One page's part: its object, and for each MCID the element whose content it is. */
export type TaggedPage = { ref: PDFRef; owners: Element[] };
/** A link's or field's annotation, and the element it is the object of. */
export type TaggedObject = { ref: PDFRef; page: PDFRef; owner: Element };

type Content = { page: PDFRef; mcid: number };

/**
 * Writes the tree under `root` and gives its reference. Pages have StructParents 0, 1, …; an annotation's StructParent is
 * `pages.length` and its place among `objects`.
 */
export function writeStructure(
  context: PDFContext,
  root: Element,
  pages: TaggedPage[],
  objects: TaggedObject[],
): PDFRef {
  const contents = new Map<Element, Content[]>();
  for (const { ref, owners } of pages)
    for (const [mcid, owner] of owners.entries())
      contents.set(owner, [...(contents.get(owner) ?? []), { page: ref, mcid }]);
  const refs = new Map<Element, PDFRef>();
  const refOf = (one: Element): PDFRef => {
    const ref = refs.get(one) ?? context.nextRef();
    refs.set(one, ref);
    return ref;
  };

  const write = (one: Element, parent: PDFRef) => {
    const ref = refOf(one);
    const own = contents.get(one) ?? [];
    const [first] = own;
    const kids: (PDFObject | number)[] = own.map(({ page, mcid }) =>
      // Content of the element's own page is named by its number alone.
      page === first?.page ? context.obj(mcid) : context.obj({ Type: "MCR", Pg: page, MCID: mcid }),
    );
    for (const { ref: object, page, owner } of objects)
      if (owner === one) kids.push(context.obj({ Type: "OBJR", Pg: page, Obj: object }));
    for (const child of one.children) kids.push(write(child, ref));
    const dict = context.obj({ Type: "StructElem", S: one.tag, P: parent }) as PDFDict;
    const set = (key: string, value: PDFObject | string | undefined) => {
      if (value === undefined) return;
      dict.set(PDFName.of(key), typeof value === "string" ? PDFHexString.fromText(value) : value);
    };
    if (first) set("Pg", first.page);
    if (kids.length === 1) set("K", kids[0] as PDFObject);
    else if (kids.length > 1) set("K", context.obj(kids as PDFObject[]));
    set("Lang", one.language);
    set("Alt", one.alternative);
    set("ActualText", one.actualText);
    if (one.scope) set("A", context.obj({ O: "Table", Scope: one.scope }));
    if (one.numbering) set("A", context.obj({ O: "List", ListNumbering: one.numbering }));
    if (one.box) set("A", context.obj({ O: "Layout", Placement: "Block", BBox: one.box }));
    context.assign(ref, dict);
    return ref;
  };

  const tree = context.nextRef();
  const top = write(root, tree);
  const numbers = [
    ...pages.flatMap(({ owners }, index) => [context.obj(index), context.obj(owners.map(refOf))]),
    ...objects.flatMap(({ owner }, index) => [context.obj(pages.length + index), refOf(owner)]),
  ];
  context.assign(
    tree,
    context.obj({
      Type: "StructTreeRoot",
      K: [top],
      ParentTree: context.obj({ Nums: numbers }),
      ParentTreeNextKey: pages.length + objects.length,
    }),
  );
  return tree;
}
