/**
 * The part of DynamoDB's expression language that the store uses, for tests/memory-table.ts. Whatever else is written throws, so
 * that a new piece of syntax cannot pass for something it is not.
 */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";

export type Item = Record<string, AttributeValue>;
export type Bound = { names?: Record<string, string> | undefined; values?: Item | undefined };

type Operand = (item: Item, bound: Bound) => AttributeValue | undefined;
export type Condition = (item: Item, bound: Bound) => boolean;
type Change = (item: Item, bound: Bound) => void;

/** A request that DynamoDB would answer with ValidationException. */
export class Invalid extends Error {}

/** The same value is the same text, whatever order a map or a set is in. */
export function written(value: AttributeValue | undefined): string {
  if (value === undefined) return "";
  const [[kind, content] = []] = Object.entries(value);
  switch (kind) {
    case "S":
    case "N":
    case "BOOL":
    case "NULL":
      return `${kind}${String(content)}`;
    case "SS":
    case "NS":
      return `${kind}${JSON.stringify([...(content as string[])].sort())}`;
    case "L":
      return `L[${(content as AttributeValue[]).map(written).join()}]`;
    case "M": {
      const entries = Object.entries(content as Item).sort(([one], [other]) => (one < other ? -1 : 1));
      return `M{${entries.map(([name, each]) => `${JSON.stringify(name)}:${written(each)}`).join()}}`;
    }
    default:
      throw new Error(`no such kind of value here: ${kind}`);
  }
}

/** Negative, zero or positive; NaN for values that have no order between them. */
export function compared(one: AttributeValue | undefined, other: AttributeValue | undefined): number {
  if (one?.S !== undefined && other?.S !== undefined) return Buffer.compare(Buffer.from(one.S), Buffer.from(other.S));
  if (one?.N !== undefined && other?.N !== undefined) return Number(one.N) - Number(other.N);
  return Number.NaN;
}

const comparisons: Record<string, (one: AttributeValue | undefined, other: AttributeValue | undefined) => boolean> = {
  "=": (one, other) => one !== undefined && other !== undefined && written(one) === written(other),
  // An attribute that is not there is unlike any value.
  "<>": (one, other) => written(one) !== written(other),
  "<": (one, other) => compared(one, other) < 0,
  "<=": (one, other) => compared(one, other) <= 0,
  ">": (one, other) => compared(one, other) > 0,
  ">=": (one, other) => compared(one, other) >= 0,
};

/** Whether a set or list has a text, or a text a part. */
function holds(whole: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (whole?.S !== undefined) return part?.S !== undefined && whole.S.includes(part.S);
  const members = whole?.SS?.map((S): AttributeValue => ({ S })) ?? whole?.L ?? [];
  return members.some((member) => written(member) === written(part));
}

const token = /\s*(<>|<=|>=|[=<>(),]|[#:]?[A-Za-z_]\w*)/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== "") {
    const from = token.lastIndex;
    const [, found] = token.exec(text) ?? [];
    if (!found) throw new Error(`cannot read the expression: ${text.slice(from)}`);
    tokens.push(found);
  }
  return tokens;
}

function boundName(word: string, { names }: Bound): string {
  if (!word.startsWith("#")) return word;
  const name = names?.[word];
  if (name === undefined) throw new Invalid(`no attribute name ${word}`);
  return name;
}

export function boundValue(word: string, { values }: Bound): AttributeValue {
  const value = values?.[word];
  if (value === undefined) throw new Invalid(`no attribute value ${word}`);
  return value;
}

const operandOf = (word: string): Operand =>
  word.startsWith(":") ? (_, bound) => boundValue(word, bound) : (item, bound) => item[boundName(word, bound)];

const isWord = (word: string | undefined): word is string => word !== undefined && /^[#:]?[A-Za-z_]/.test(word);

function conditionOf(text: string): Condition {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at]?.toUpperCase();
  const wrong = (): never => {
    throw new Error(`cannot read the condition at “${tokens.slice(at).join(" ")}” in “${text}”`);
  };
  const take = (wanted: string) => {
    if (peek() !== wanted) wrong();
    at += 1;
  };
  const word = (): string => {
    const found = tokens[at];
    if (!isWord(found)) return wrong();
    at += 1;
    return found;
  };

  function either(): Condition {
    const one = both();
    if (peek() !== "OR") return one;
    take("OR");
    const other = either();
    return (item, bound) => one(item, bound) || other(item, bound);
  }
  function both(): Condition {
    const one = not();
    if (peek() !== "AND") return one;
    take("AND");
    const other = both();
    return (item, bound) => one(item, bound) && other(item, bound);
  }
  function not(): Condition {
    if (peek() === "NOT") {
      take("NOT");
      const inner = not();
      return (item, bound) => !inner(item, bound);
    }
    if (peek() !== "(") return single();
    take("(");
    const inner = either();
    take(")");
    return inner;
  }
  function single(): Condition {
    const first = word();
    if (peek() === "(") return called(first);
    const left = operandOf(first);
    const sign = tokens[at] ?? "";
    at += 1;
    if (sign.toUpperCase() === "BETWEEN") {
      const from = operandOf(word());
      take("AND");
      const to = operandOf(word());
      return (item, bound) =>
        compared(left(item, bound), from(item, bound)) >= 0 && compared(left(item, bound), to(item, bound)) <= 0;
    }
    const holds = comparisons[sign];
    if (!holds) return wrong();
    const right = operandOf(word());
    return (item, bound) => holds(left(item, bound), right(item, bound));
  }
  function called(name: string): Condition {
    take("(");
    const left = operandOf(word());
    if (name === "attribute_exists" || name === "attribute_not_exists") {
      take(")");
      return (item, bound) => (left(item, bound) !== undefined) === (name === "attribute_exists");
    }
    if (name !== "begins_with" && name !== "contains") return wrong();
    take(",");
    const right = operandOf(word());
    take(")");
    if (name === "contains") return (item, bound) => holds(left(item, bound), right(item, bound));
    return (item, bound) => left(item, bound)?.S?.startsWith(right(item, bound)?.S ?? "\u0000") ?? false;
  }

  const whole = either();
  return at === tokens.length ? whole : wrong();
}

const clauses = ["SET", "ADD", "REMOVE", "DELETE"];

/** What an update expression does to an item (a copy, which it changes). */
function changeOf(text: string): Change {
  const tokens = tokensOf(text);
  const changes: Change[] = [];
  let clause = "";
  for (let at = 0; at < tokens.length; ) {
    const first = tokens[at] ?? "";
    if (clauses.includes(first.toUpperCase())) {
      clause = first.toUpperCase();
      at += 1;
      continue;
    }
    const isSet = clause === "SET";
    const [call, open, same, , kept, shut] = tokens.slice(at + 2, at + 8);
    if (isSet && call === "if_not_exists") {
      if (open !== "(" || shut !== ")" || same !== first || !kept?.startsWith(":")) {
        throw new Error(`cannot read the update “${text}”`);
      }
      const set = single("SET", first, kept);
      changes.push((item, bound) => {
        if (item[boundName(first, bound)] === undefined) set(item, bound);
        else boundValue(kept, bound);
      });
      at += 8;
      if (tokens[at] === ",") at += 1;
      continue;
    }
    const words = tokens.slice(at, at + (clause === "REMOVE" ? 1 : isSet ? 3 : 2));
    const [path, value] = [words[0] ?? "", words[words.length - 1] ?? ""];
    if (!isWord(path) || path.startsWith(":") || (isSet && words[1] !== "=")) {
      throw new Error(`cannot read the update “${text}”`);
    }
    if (clause !== "REMOVE" && !value.startsWith(":")) throw new Error(`no value in the update “${text}”`);
    changes.push(single(clause, path, value));
    at += words.length;
    if (tokens[at] === ",") at += 1;
    else if (at < tokens.length && !clauses.includes((tokens[at] ?? "").toUpperCase())) {
      throw new Error(`cannot read the update “${text}”`);
    }
  }
  return (item, bound) => {
    for (const change of changes) change(item, bound);
  };
}

function single(clause: string, path: string, value: string): Change {
  return (item, bound) => {
    const name = boundName(path, bound);
    const there = item[name];
    if (clause === "REMOVE") {
      delete item[name];
      return;
    }
    const given = boundValue(value, bound);
    if (clause === "SET") item[name] = given;
    else if (clause === "ADD" && given.N !== undefined && (there === undefined || there.N !== undefined)) {
      item[name] = { N: String(Number(there?.N ?? 0) + Number(given.N)) };
    } else if (given.SS !== undefined && (there === undefined || there.SS !== undefined)) {
      const left = (there?.SS ?? []).filter((each) => !given.SS?.includes(each));
      const now = clause === "ADD" ? [...left, ...given.SS] : left;
      if (now.length > 0) item[name] = { SS: now };
      else delete item[name];
    } else throw new Invalid(`${clause} of a value of another kind`);
  };
}

const once = <T>(make: (text: string) => T) => {
  const known = new Map<string, T>();
  return (text: string): T => {
    const found = known.get(text) ?? make(text);
    known.set(text, found);
    return found;
  };
};

export const condition = once(conditionOf);
export const change = once(changeOf);

/** A placeholder that is defined and not used is refused, as DynamoDB refuses it. */
export function refuseUnused(expressions: (string | undefined)[], { names, values }: Bound): void {
  const used = new Set(expressions.flatMap((text) => (text ?? "").match(/[#:]\w+/g) ?? []));
  for (const each of [...Object.keys(names ?? {}), ...Object.keys(values ?? {})]) {
    if (!used.has(each)) throw new Invalid(`unused in expressions: ${each}`);
  }
}
