/** The experiment as a page of the documentation. */
import { RESPONSE_LEARNERS, SMALLEST_K } from "#forecasting";
import type { CellRow } from "./cell.ts";
import type { Design } from "./design.ts";
import { summarise } from "./summary.ts";
import { errorTable, markdown, responseTable } from "./table.ts";

export function pageText(rows: readonly CellRow[], design: Design): string {
  const summary = summarise(rows);
  const houses = [...new Set(rows.map((r) => r.building))];
  const seeds = [...new Set(rows.map((r) => r.seed))];
  const command = `npx zonecast evaluate excitation --buildings ${houses.length} --seeds ${seeds.length} --days ${design.trainDays}`;
  return `${[
    "# Experiment: what data teach a model what heating does",
    "",
    "A model that has only seen a building under control can be accurate to a few hundredths of a kelvin and still not know what its heating",
    "does. This experiment trains three models on six kinds of data and asks the simulator for the truth. The page is made by",
    "",
    "```sh",
    `${command} --page docs/excitation-experiment.md`,
    "```",
    "",
    "## Layout",
    "",
    `- **Houses** (${houses.length}): ${houses.join(", ")}; one zone each, heated by 0..1 of their installed power, at 15 min. BuilDa's reference house heats its`,
    "  air at once, the archetypes through radiators. Nobody is at home, there is no noise: what a model misses is not hidden in chance.",
    `- **Seeds** (${seeds.length}): each has a synthetic central European weather, a set-point schedule, walkers and initial weights of its own.`,
    `- **Training**: ${design.trainDays} days from day ${design.trainFromDay} of the year (${rows[0]?.trainingRows ?? 0} rows), after ${design.warmUpDays} days of warm-up. Closed loop: \`p\` (0.7 per kelvin) and \`pi\`, asked every 3 min, recorded`,
    "  as the mean of the quarter of an hour, as a building's log would. Excited: Poisson hold. Mixed: two-day episodes of both, half and half.",
    "  `bounded`: the walker inside the comfort envelope (docs/excitation.md).",
    `- **Test**: ${design.testDays} days from day ${design.testFromDay}, under each of the test policies; ${rows[0]?.origins ?? 0} origins each, with control and weather of the next 4 h known.`,
    `- **Models**: ${RESPONSE_LEARNERS.map((l) => `${l.id} (${l.about})`).join("; ")}.`,
    "- **Action response**: from each origin the simulator is branched twice, with the plan raised and lowered by 0.2 (clipped to 0..1), and with",
    `  heating full and off. The difference of the two truths is compared with that of the two forecasts, at each of 16 leads where it is above ${SMALLEST_K} K:`,
    "  share with the right sign, share with a size within 25 % of the true one, root mean square error; gain is the forecast's difference over the true one.",
    "- Numbers are means over houses and seeds, in brackets the 95 % interval of a bootstrap that draws houses, then seeds within them.",
    "",
    "## Result",
    "",
    ...[responseTable(summary), errorTable(summary, "1 h"), errorTable(summary, "4 h")].flatMap((t) => [markdown(t), ""]),
  ]
    .join("\n")
    .trimEnd()}\n`;
}
