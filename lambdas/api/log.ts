/** One line of JSON a request, and nothing in it that a person wrote or is: the fields below are all there are. */
type Line = {
  level: "info" | "error";
  at: string;
  requestId: string;
  route: string;
  status: number;
  code?: string;
  ms: number;
  /** Name and stack of a defect of ours, without its message, which may quote data. */
  error?: string;
  stack?: string[];
};

export type Log = (line: Line) => void;

export const jsonLines =
  (write: (text: string) => void): Log =>
  (line) =>
    write(`${JSON.stringify(line)}\n`);

/** Where a defect arose: file and line of each frame. */
export const framesOf = (error: Error): string[] =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8)
    .map((line) => line.trim());
