/** The structure tree of a file: elements, the content they own on each page, and the way back from content to element. */
import type { Element } from "./elements.ts";
import { type PdfObjects, type Ref, text, type Value } from "./objects.ts";

/** One page's part: its object, and for each MCID the element whose content it is. */
export type TaggedPage = { ref: Ref; owners: Element[] };
/** A link's or field's annotation, and the element it is the object of. */
export type TaggedObject = { ref: Ref; page: Ref; owner: Element };

type Content = { page: Ref; mcid: number };

/**
 * Writes the tree under `root` and gives its reference. Pages have StructParents 0, 1, …; an annotation's StructParent is
 * `pages.length` and its place among `objects`.
 */
export function writeStructure(pdf: PdfObjects, root: Element, pages: TaggedPage[], objects: TaggedObject[]): Ref {
  const contents = new Map<Element, Content[]>();
  for (const { ref: page, owners } of pages)
    for (const [mcid, owner] of owners.entries()) {
      const own = contents.get(owner);
      if (own) own.push({ page, mcid });
      else contents.set(owner, [{ page, mcid }]);
    }
  const refs = new Map<Element, Ref>();
  const refOf = (one: Element): Ref => {
    const ref = refs.get(one) ?? pdf.reserve();
    refs.set(one, ref);
    return ref;
  };

  const write = (one: Element, parent: Ref): Ref => {
    const ref = refOf(one);
    const own = contents.get(one) ?? [];
    const [first] = own;
    const kids: Value[] = own.map(({ page, mcid }) =>
      // Content of the element's own page is named by its number alone.
      page === first?.page ? mcid : { Type: "/MCR", Pg: page, MCID: mcid },
    );
    for (const { ref: object, page, owner } of objects)
      if (owner === one) kids.push({ Type: "/OBJR", Pg: page, Obj: object });
    for (const child of one.children) kids.push(write(child, ref));
    pdf.put(ref, {
      Type: "/StructElem",
      S: `/${one.tag}`,
      P: parent,
      Pg: first?.page,
      K: kids.length > 1 ? kids : kids[0],
      Lang: one.language && text(one.language),
      Alt: one.alternative && text(one.alternative),
      ActualText: one.actualText && text(one.actualText),
      A: attributes(one),
    });
    return ref;
  };

  const tree = pdf.reserve();
  const top = write(root, tree);
  const numbers = [
    ...pages.flatMap(({ owners }, index): Value[] => [index, owners.map(refOf)]),
    ...objects.flatMap(({ owner }, index): Value[] => [pages.length + index, refOf(owner)]),
  ];
  pdf.put(tree, {
    Type: "/StructTreeRoot",
    K: [top],
    ParentTree: { Nums: numbers },
    ParentTreeNextKey: pages.length + objects.length,
  });
  return tree;
}

/** What a kind of element has beside its tag (ISO 32000-1, 14.8.5); no element has two of these. */
function attributes({ scope, numbering, box }: Element): Value | undefined {
  if (scope) return { O: "/Table", Scope: `/${scope}` };
  if (numbering) return { O: "/List", ListNumbering: `/${numbering}` };
  return box && { O: "/Layout", Placement: "/Block", BBox: box };
}
