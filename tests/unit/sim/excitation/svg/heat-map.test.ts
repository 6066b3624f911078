import { expect, test } from "vitest";
import { heatMap } from "../../../../../sim/excitation/svg/heat-map.ts";

test("empty cells are left out, full ones are full, none is beyond", () => {
  const shades = [0, 1, -5, 0.5];
  const cells = heatMap({ left: 0, top: 0, width: 20, height: 20, columns: 2, rows: 2, shade: (c, r) => shades[2 * r + c] ?? 0 });
  expect(cells).toHaveLength(4);
  expect(cells.slice(1).map((c) => /fill-opacity="([^"]+)"/.exec(c)?.[1])).toEqual(["1.00", "1.00", "0.56"]);
});
