/** Lines of an evaluation as rows of a table. */
import type { Line } from "#forecasting";
import { figure, percent } from "./text-table.ts";

const HEAD = [
  "group",
  "model",
  "series",
  "cases",
  "MAE",
  "skill [95 % interval]",
  "pinball skill",
  "wins",
  "in 95 %",
  "least..most",
  "series in 94..96 (by chance)",
  "in 80 %",
  "PINAW",
  "width",
];

const interval = ({ mean, low, high, n }: Line["maeSkill"]): string =>
  n > 1 ? `${percent(mean)} [${percent(low)}..${percent(high)}]` : percent(mean);

export const lineRows = (lines: readonly Line[]): string[][] => [
  HEAD,
  ...lines.map((l) => [
    l.group,
    l.model,
    String(l.series),
    String(l.cases),
    figure(l.mae),
    interval(l.maeSkill),
    percent(l.pinballSkill.mean),
    `${l.wins}`,
    percent(l.picp95),
    `${percent(l.picp95Low)}..${percent(l.picp95High)}`,
    `${l.within} (${Number.isNaN(l.withinByChance) ? "-" : l.withinByChance.toFixed(1)})`,
    percent(l.picp80),
    figure(l.pinaw95),
    figure(l.widthRatio),
  ]),
];

/** Skill and coverage at single leads, and the share at or below each quantile. */
export function reliabilityRows(lines: readonly Line[]): string[][] {
  const leads = [...new Set(lines.flatMap((l) => l.byLead.map((b) => b.leadS)))].sort((a, b) => a - b);
  const levels = ["2 %", "10 %", "25 %", "50 %", "75 %", "90 %", "98 %"];
  return [
    ["group", "model", ...leads.map((s) => `${s / 3600} h: skill, in 95 %`), ...levels.map((t) => `below ${t}`)],
    ...lines.map((l) => [
      l.group,
      l.model,
      ...leads.map((s) => {
        const at = l.byLead.find((b) => b.leadS === s);
        return at ? `${percent(at.maeSkill, 0)}, ${percent(at.picp95, 0)}` : "-";
      }),
      ...l.reliability.map((share) => percent(share, 0)),
    ]),
  ];
}
