/** The experiment as a page of the documentation. */
import { RESPONSE_LEARNERS, SMALLEST_K } from "#forecasting";
import type { CellRow } from "./cell.ts";
import type { Design } from "./design.ts";
import { summarise } from "./summary.ts";
import { envelopeTable, markdown, tablesOf } from "./table.ts";
import { type YearRow, yearTable } from "./year.ts";

const READING = [
  "## How to read it",
  "",
  "- Compare the columns of the training's own policy with the others: the error inside it is small for every training, and says nothing",
  "  about the error outside or about the response.",
  "- The sign is the mild measure: most models get it right whatever they learned from, even where they under-estimate the heater by half.",
  "  The size is what a controller needs.",
  "- Ridge-ARX is the baseline. Where it beats the networks, the house is near enough to linear, and the noise-free data help it most.",
  "- Intervals over so few houses are too narrow rather than too wide.",
  "- The envelope is judged on the response in the first of the last two tables, and on comfort in the last one. The envelope looks one",
  "  step ahead: it fills the walls up to the band's edge, and a warm or sunny day then carries the house over it. What every house does",
  "  on warm days (people open windows above 24 °C when it is cooler outdoors, heating rests above 15 °C outdoors) is what brings the year",
  "  above 98 %; the envelope alone does not. The days of training and test are winter days without either rule. What `p` lacks is",
  "  its night set-back to 18 °C, which lets the house fall a little lower.",
  "",
];

/** @param years empty where the year was not lived */
export function pageText(rows: readonly CellRow[], design: Design, years: readonly YearRow[]): string {
  const summary = summarise(rows);
  const houses = [...new Set(rows.map((r) => r.building))];
  const seeds = [...new Set(rows.map((r) => r.seed))];
  const command = `npx zonecast evaluate excitation --buildings ${houses.length} --seeds ${seeds.length} --days ${design.trainDays}`;
  return `${[
    "# Experiment: what data teach a model what heating does",
    "",
    "A model that has only seen a building under control can be accurate to a few hundredths of a kelvin and still not know what its heating",
    "does. This experiment trains three models on several kinds of data and asks the simulator for the truth. The page is made by",
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
    `- **Training**: ${design.trainDays} days from day ${design.trainFromDay} of the year (${rows[0]?.trainingRows ?? 0} rows), after ${design.warmUpDays} days of warm-up. Closed loop: \`p\` (0.7 per kelvin), \`pi\` and \`two-point\` (1 K), asked every 3 min, recorded`,
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
    ...tablesOf(summary).flatMap((t) => [markdown(t), ""]),
    ...(years.length > 0 ? [markdown(envelopeTable(rows, years[0]!.building)), "", markdown(yearTable(years)), ""] : []),
    ...READING,
  ]
    .join("\n")
    .trimEnd()}\n`;
}
