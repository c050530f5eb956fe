/** Which of the signed versions is read, and with which one it is compared. */
import type { JSX } from "preact";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { reviewWords } from "../texts/review.ts";

/** Numbers of the versions that have been signed, by the log; the first one needs no asking. */
export function useSigned(id: string, standing: number): number[] {
  const { data: log } = useServer("log", { id }, { enabled: standing > 1 });
  const signed = (log?.events ?? [])
    .filter(({ type }) => type === "signed" || type === "signed-on-paper")
    .flatMap(({ figures }) => figures?.version ?? []);
  return signed.length > 0 ? [...new Set(signed)] : [standing];
}

type Props = {
  signed: number[];
  standing: number;
  read: number;
  compare: number | null;
  toRead: (version: number) => void;
  toCompare: (version: number | null) => void;
};

export function Versions({ signed, standing, read, compare, toRead, toCompare }: Props): JSX.Element | null {
  const words = useWords(reviewWords).versions;
  if (signed.length < 2) return null;
  return (
    <div class="versions">
      <label>
        <span>{words.label}</span>
        <select class="input" value={read} onChange={({ currentTarget }) => toRead(Number(currentTarget.value))}>
          {signed.toReversed().map((version) => (
            <option key={version} value={version}>
              {words.one(version, version === standing)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.compare}</span>
        <select
          class="input"
          value={compare ?? ""}
          onChange={({ currentTarget }) => toCompare(Number(currentTarget.value) || null)}
        >
          <option value="">{words.nothing}</option>
          {signed
            .filter((version) => version !== read)
            .map((version) => (
              <option key={version} value={version}>
                {words.one(version, version === standing)}
              </option>
            ))}
        </select>
      </label>
    </div>
  );
}
