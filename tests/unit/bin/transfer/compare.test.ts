import { expect, test } from "vitest";
import { BASELINES, NAIVE, STRATEGIES } from "#forecasting";
import { compare } from "../../../../bin/transfer/compare.ts";
import { hourlySeries, untrained } from "../../../support/hourly-series.ts";

const DAYS = 24;
// Two waves of no common period: yesterday is near, but not right.
const waves = (h: number): number => 20 + 2 * Math.sin((2 * Math.PI * h) / 24) + Math.sin(h / 9);

test("every way and every baseline is judged on the same cases after what was learned, the least error first", async () => {
  const shares: number[] = [];
  const { rows, cases, judgedDays } = await compare(untrained(16), hourlySeries("hall", DAYS, waves), {
    ...{ end: DAYS * 24 - 1, days: 5, stride: 24, onProgress: (share: number) => shares.push(share) },
  });
  // Three tenths of the history.
  expect(judgedDays).toBe(7);
  expect(rows.map((r) => r.mae)).toEqual(rows.map((r) => r.mae).sort((a, b) => a - b));
  const names = rows.map((r) => r.name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name } of STRATEGIES) expect(names).toContain(name);
  const plain = BASELINES.map((b) => b.name).filter((name) => names.includes(name));
  expect(plain.length).toBeGreaterThanOrEqual(NAIVE.length);
  // Physics of the room, what it is blended with, and who hears it.
  const baselines = [...plain, "grey-box", "ridge-arx + grey-box", "ridge-arx + probe", "grey-box + probe"];
  expect(names).toEqual(expect.arrayContaining([...baselines, "probe on ridge-arx", "probe on grey-box"]));

  // What it costs to learn is told of the ways; baselines and blends have no such thing.
  for (const row of rows) expect([row.name, row.trainedParameters === null]).toEqual([row.name, baselines.includes(row.name)]);
  const learned = (name: string): number => rows.find((r) => r.name === name)?.trainedParameters ?? -1;
  expect([learned("zero-shot"), learned("probe")]).toEqual([0, 119]);
  expect(learned("scratch")).toBeGreaterThan(learned("decoder"));

  // Skill is against the best naive baseline, known in hindsight.
  const naive = Math.min(...rows.filter((r) => NAIVE.includes(r.name)).map((r) => r.mae));
  for (const row of rows) expect(row.skill).toBeCloseTo(1 - row.mae / naive, 9);
  for (const { in95 } of rows) expect([in95 >= 0, in95 <= 1]).toEqual([true, true]);

  // Issue times are seven hours apart over the judged days, each with 24 leads, those without a whole day ahead left out.
  expect(cases % 24).toBe(0);
  expect(cases).toBeGreaterThan(12 * 24);
  expect(cases).toBeLessThanOrEqual(24 * 24);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

test("too short a series is refused with what works with less", async () => {
  const short = hourlySeries("hall", 8, waves);
  await expect(
    compare(untrained(16), short, { end: 8 * 24 - 1, days: 28, stride: 3, onProgress: () => {} }),
  ).rejects.toMatchObject({ code: "too-little-history", message: "hall has 8 days before that moment" });
});

test("when nothing was measured in the days to judge, that is said", async () => {
  const silent = hourlySeries("hall", DAYS, (h) => (h < 12 * 24 ? waves(h) : Number.NaN));
  await expect(
    compare(untrained(16), silent, { end: DAYS * 24 - 1, days: 1, stride: 24, onProgress: () => {} }),
  ).rejects.toMatchObject({ code: "too-little-history", message: "on hall nothing could be judged" });
});
