/**
 * Run as a process of its own, bundled as it is in AWS: what a signed plan's document costs, the first with all that a process must
 * load for it, and the next. Prints JSON. Its argument is how many more to make.
 */
import { filled } from "#domain/rounds";
import plan2021 from "#domain/templates/plan-2021";
import { aLife, answersFilled } from "#tests/builders";
import { type Signed, submissionDocument } from "../../lambdas/document/submission.ts";

export type Rendering = { cold: number; warm: number; peakMB: number; bytes: number };

function aSignedPlan(): Signed {
  const { versions, events } = aLife({ state: "submitted", answers: answersFilled() });
  const fact = events.at(-1)?.fact;
  const [version] = versions;
  if (fact?.type !== "signed" || !version) throw new Error("never signed");
  const { receipt, evidence } = fact;
  const names = { head: "Anna Berg", writer: "Maja Lind", registrar: "", portal: "https://plan.example.se" };
  return { version, template: filled(plan2021, version.round), receipt, evidence, ...names };
}

const runs = Number(process.argv[2]);
const signed = aSignedPlan();
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const { bytes } = await submissionDocument(signed, new Map());
const cold = spent();
for (let n = 0; n < runs; n += 1) await submissionDocument(signed, new Map());
const warm = (spent() - cold) / runs;
const peakMB = process.resourceUsage().maxRSS / 1000;
process.stdout.write(JSON.stringify({ cold, warm, peakMB, bytes: bytes.length } satisfies Rendering));
