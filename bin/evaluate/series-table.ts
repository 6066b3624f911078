/** The evaluation's lines of single series as rows of a table: coverage and width as issued beside those after adaptive calibration. */
import { type Line, NAIVE, type SeriesLine } from "#forecasting";
import { figure, percent } from "./text-table.ts";

const HEAD = [
  ...["series", "model", "cases", "MAE", "skill", "in 95 %", "adaptive", "in 80 %", "adaptive"],
  ...["MPIW 95", "adaptive", "PINAW", "adaptive", "CRPS", "adaptive", "mean pinball", "adaptive"],
];

/** The most skilful model of each group that learns and the most skilful that does not, as `group/model`. */
export function leading(lines: readonly Line[]): ReadonlySet<string> {
  const groups = [...new Set(lines.map((l) => l.group))];
  return new Set(
    groups.flatMap((group) => {
      const here = lines.filter((l) => l.group === group && Number.isFinite(l.maeSkill.mean));
      const best = [false, true].flatMap((naive) => here.find((l) => NAIVE.includes(l.model) === naive) ?? []);
      return best.map((l) => `${group}/${l.model}`);
    }),
  );
}

/** Widths, CRPS and pinball loss are in the unit of the series. `keep` names what is shown as `group/model`; all by default. */
export function seriesRows(
  issued: readonly SeriesLine[],
  adaptive: readonly SeriesLine[],
  keep?: ReadonlySet<string>,
): string[][] {
  const after = new Map(adaptive.map((l) => [`${l.series} ${l.model}`, l]));
  const shown = keep ? issued.filter((l) => keep.has(`${l.group}/${l.model}`)) : issued;
  return [
    HEAD,
    ...shown.map((l) => {
      const own = after.get(`${l.series} ${l.model}`);
      const both = (of: (line: SeriesLine) => number, text: (value: number) => string): string[] => [
        text(of(l)),
        own ? text(of(own)) : "-",
      ];
      return [
        ...[l.series, l.model, `${l.cases}`, figure(l.mae), percent(l.maeSkill)],
        ...both((x) => x.picp95, percent),
        ...both((x) => x.picp80, percent),
        ...both((x) => x.mpiw95, figure),
        ...both((x) => x.pinaw95, figure),
        ...both((x) => x.crps, figure),
        ...both((x) => x.pinball, figure),
      ];
    }),
  ];
}
