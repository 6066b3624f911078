import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import type { MeasuredSeries } from "#forecasting";
import { foldsOf } from "../../../../bin/evaluate/folds.ts";

const series = (id: string, building: string, group: string): MeasuredSeries => ({
  ...{ id, building, group, signal: "airTempC", timeZone: "UTC", horizonS: 86_400 },
  frame: makeFrame(0, 3600, [["y", new Float64Array(1)]]),
});

test("no building is on both sides, and each is once a target", () => {
  const all = ["a", "b", "c"].flatMap((b) => [series(`${b}/1`, b, "room"), series(`${b}/2`, b, "room")]);
  const folds = foldsOf(all);
  expect(folds.length).toBe(2);
  for (const { sources, targets } of folds) {
    const learned = new Set(sources.map((s) => s.building));
    expect(targets.some((t) => learned.has(t.building))).toBe(false);
    expect(sources.length + targets.length).toBe(6);
  }
  expect(folds.flatMap((f) => f.targets.map((t) => t.id)).sort()).toEqual(all.map((s) => s.id).sort());
});

test("a group of one building has none", () => {
  expect(foldsOf([series("a/1", "a", "room"), series("a/2", "a", "room")])).toEqual([]);
});
