import { expect, it } from "vitest";
import { makeFrame, type Point, pointKey, type Span, type Store } from "#domain";
import { readSeries } from "../../../../server/http/series.ts";

const HOUR_MS = 3_600_000;
const point: Point = { building: "b", zone: "whole", signal: "electricEnergyWh", source: "s" };

it("asks for a counter's rate no further than there is data, however long the span", async () => {
  const first = Date.UTC(2026, 0, 1);
  const asked: Span[] = [];
  const store: Pick<Store, "window" | "frame"> = {
    window: async () => ({ point, resolution: "1h", ts: [first, first + HOUR_MS], mean: [1, 2], min: [1, 2], max: [1, 2] }),
    frame: async (_points, span, stepS) => {
      asked.push(span);
      return makeFrame(first + HOUR_MS, stepS, [[pointKey(point), Float64Array.of(5, Number.NaN, 7)]]);
    },
  };
  const series = await readSeries(store, { ...point, fromTs: 0, toTs: 4_102_444_800_000, maxPoints: 1_000 });
  expect(asked).toEqual([{ fromTs: first - HOUR_MS, toTs: first + 3 * HOUR_MS }]);
  expect([series.ts, series.mean]).toEqual([
    [first + HOUR_MS, first + 3 * HOUR_MS],
    [5, 7],
  ]);
});
