/**
 * `npm run -s freeze -- prod`: ends with 1 when the stage is not to be deployed today. With DESPITE, a reason, it says so and lets go: a
 * portal that fails on its last day must be mended.
 */
import { instant } from "#domain/deadlines";
import { frozenBy, liesAhead } from "./freeze.ts";
import { stages } from "./stages.ts";

const [name = ""] = process.argv.slice(2);
const stage = Object.entries(stages).find(([known]) => known === name)?.[1];
if (!stage) throw new Error(`no stage ${name} in infra/stages.ts`);

const now = instant(Date.now());
const by = frozenBy(stage.deadlines, now);
const despite = process.env.DESPITE?.trim();
// GitHub shows such a line on the run's own page.
if (!liesAhead(stage.deadlines, now))
  console.log(
    `::warning::${name}: every deadline in infra/stages.ts is past, so nothing is kept back. Put the next one in.`,
  );
if (!by) console.log(`${name}: no deadline within a week`);
else if (despite) console.log(`${name}: frozen until ${by} is over, and deployed all the same: ${despite}`);
else {
  console.error(`${name}: frozen until ${by} is over. To deploy all the same, run the workflow by hand and say why.`);
  process.exitCode = 1;
}
