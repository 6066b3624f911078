/** A table of coloured cells. */
import { px, seriesColour } from "./picture.ts";

export interface HeatMapInput {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Of the cell in `column` from the left and `row` from the top: -1 full orange, 0 nothing, 1 full blue. */
  readonly shade: (column: number, row: number) => number;
}

export function heatMap({ left, top, width, height, columns, rows, shade }: HeatMapInput): string[] {
  const [w, h] = [width / columns, height / rows];
  const cells: string[] = [`<rect class="soft" x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}"/>`];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const value = Math.max(-1, Math.min(1, shade(column, row)));
      if (!(Math.abs(value) > 0)) continue;
      const place = `x="${px(left + w * column)}" y="${px(top + h * row)}" width="${px(w)}" height="${px(h)}"`;
      const opacity = (0.12 + 0.88 * Math.abs(value)).toFixed(2);
      cells.push(`<rect ${place} fill="${seriesColour(value > 0 ? 0 : 1)}" fill-opacity="${opacity}"/>`);
    }
  return cells;
}
