/** The reliability diagram as a table: the share at or below each nominal level, as issued and after adaptive calibration, as a plot in characters. */
import { QUANTILE_LEVELS } from "#domain";
import type { Line } from "#forecasting";
import { percent } from "./text-table.ts";

/** Characters between 0 % and 100 %. */
const WIDTH = 40;

/** `+` is where the level is, `o` what was observed as issued, `x` adaptive; of those that fall on one place the last drawn stands. */
export function dotPlot(level: number, issued: number, adaptive: number): string {
  const row = new Array<string>(WIDTH + 1).fill("·");
  const draw = (share: number, mark: string): void => {
    if (Number.isFinite(share)) row[Math.round(Math.min(1, Math.max(0, share)) * WIDTH)] = mark;
  };
  draw(level, "+");
  draw(issued, "o");
  draw(adaptive, "x");
  return row.join("");
}

/** A row for each line and level. `keep` names what is shown as `group/model`; all by default. */
export function diagramRows(issued: readonly Line[], adaptive: readonly Line[], keep?: ReadonlySet<string>): string[][] {
  const after = new Map(adaptive.map((l) => [`${l.group}/${l.model}`, l]));
  const shown = keep ? issued.filter((l) => keep.has(`${l.group}/${l.model}`)) : issued;
  return [
    ["group", "model", "level", "as issued", "adaptive", "0 % (level: +, as issued: o, adaptive: x) 100 %"],
    ...shown.flatMap((l) =>
      QUANTILE_LEVELS.map((level, j) => {
        const own = l.reliability[j] ?? Number.NaN;
        const then = after.get(`${l.group}/${l.model}`)?.reliability[j] ?? Number.NaN;
        return [l.group, l.model, percent(level, 0), percent(own), percent(then), dotPlot(level, own, then)];
      }),
    ),
  ];
}
