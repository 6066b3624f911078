import { expect, test } from "vitest";
import { manualClock, type Rejection } from "#domain";
import { foldRejections } from "../../../devices/rejections.ts";

const rejection = (topic: string, raw = "x"): Rejection => ({ reason: "not-json", detail: "d", topic, raw, at: 1, count: 1 });

function fold() {
  const clock = manualClock();
  const out: Rejection[][] = [];
  return { clock, out, rejections: foldRejections(clock, (list) => void out.push([...list])) };
}

test("equal ones leave as one with a count, once a second, the newest payload first", () => {
  const { clock, out, rejections } = fold();
  for (let i = 0; i < 15_257; i++) rejections.add(rejection("oven/status", String(i)));
  rejections.add(rejection("other"));
  expect(out).toEqual([]);
  clock.advance(1000);
  expect(out).toEqual([[{ ...rejection("oven/status", "15256"), count: 15_257 }, rejection("other")]]);
  clock.advance(5000);
  expect(out).toHaveLength(1);
});

test("a flood over many topics stays bounded and none goes uncounted", () => {
  const { out, rejections } = fold();
  for (let i = 0; i < 5000; i++) rejections.add(rejection(`t/${i}`));
  rejections.stop();
  expect(out[0]?.length).toBeLessThanOrEqual(1001);
  expect(out[0]?.reduce((sum, r) => sum + r.count, 0)).toBe(5000);
});
