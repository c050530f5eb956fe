/**
 * The one text form of a value, so that a hash of it means the same everywhere (RFC 8785, without fractions: the portal
 * has none). Keys are sorted by UTF-16 code units; `undefined` members are left out as in JSON.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") {
    if (typeof value === "number" && !Number.isSafeInteger(value))
      throw new RangeError("only whole numbers have one text form here");
    return JSON.stringify(value) as string;
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  // Every answer is written so, and every version before it is hashed: no list of pairs is made of each object on the way.
  let members = "";
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}

/** SHA-256 as 64 lower-case hex digits, handed in so that the rules stay free of Node and of the browser. */
export type Hash = (text: string) => string;
