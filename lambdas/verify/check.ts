/** What an examination comes to: findings, and from them one verdict. Pure. */
import type { Fault } from "../seal/judge.ts";
import { type SealReport, undecided } from "../seal/verify.ts";
import type { Pages } from "./again.ts";
import type { Content, FileFound } from "./content.ts";
import type { Examined } from "./examine.ts";

/** `unsure`: nothing is false, and it can't be told. `note`: good to know, and no more. */
export type Status = "right" | "wrong" | "unsure" | "note";

export type Finding = { status: Status } & (
  | { code: "fault"; fault: Fault }
  | { code: "no-roots" | "sealed" }
  | { code: "content-absent" | "content-unreadable" | "checksum" | "checksum-other" }
  | { code: "file"; state: FileFound["state"]; name: string }
  | { code: "pages"; pages: Pages["kind"] }
);

export type Checked = { verdict: SealReport["verdict"]; findings: Finding[] };

/** Of the seal first, then of the content. */
export function check({ seal, hasRoots, inner }: Examined): Checked {
  // Of what can't be read at all it is enough to say so once.
  const isRead = !(seal.faults.includes("unreadable") && inner.kind === "unreadable");
  const findings = [...ofSeal(seal, hasRoots), ...(isRead ? ofInner(inner) : [])];
  const has = (status: Status) => findings.some((each) => each.status === status);
  return { verdict: has("wrong") ? "invalid" : has("unsure") ? "indeterminate" : "valid", findings };
}

function ofSeal({ faults }: SealReport, hasRoots: boolean): Finding[] {
  if (faults.length === 0) return [{ code: "sealed", status: "right" }];
  return faults.map((fault) =>
    // Without a root no chain can lead anywhere: that is no fault of the file.
    fault === "no-chain" && !hasRoots
      ? { code: "no-roots", status: "unsure" }
      : { code: "fault", status: undecided.has(fault) ? "unsure" : "wrong", fault },
  );
}

function ofInner(inner: Examined["inner"]): Finding[] {
  switch (inner.kind) {
    case "absent":
      return [{ code: "content-absent", status: "note" }];
    case "unreadable":
      return [{ code: "content-unreadable", status: "unsure" }];
    case "read":
      return [
        sumOf(inner.content),
        ...inner.content.files.map(ofFile),
        { code: "pages", status: ofPages(inner.pages.kind), pages: inner.pages.kind },
      ];
    default:
      return inner satisfies never;
  }
}

function sumOf({ sums: { counted, stated, receipt } }: Content): Finding {
  return counted === stated && counted === (receipt ?? counted)
    ? { code: "checksum", status: "right" }
    : { code: "checksum-other", status: "wrong" };
}

function ofFile({ name, state }: FileFound): Finding {
  const statuses = { same: "right", absent: "note", exchanged: "wrong", strange: "wrong" } as const;
  return { code: "file", status: statuses[state], state, name };
}

function ofPages(pages: Pages["kind"]): Status {
  switch (pages) {
    case "same":
      return "right";
    case "different":
    case "failed":
      // Whoever has the key sealed these pages. That they say something else, and that another Node or another package writes a day
      // otherwise, look the same from here.
      return "unsure";
    case "other-program":
    case "other-form":
    case "not-tried":
      return "note";
    default:
      return pages satisfies never;
  }
}
