import { expect, it } from "vitest";
import { BARRIER_WORDS, meet } from "../../../../forecasting/train/barrier.ts";

const words = () => new Int32Array(new SharedArrayBuffer(BARRIER_WORDS * 4));

it("lets one alone pass, again and again", () => {
  const shared = words();
  for (let i = 1; i <= 3; i++) {
    meet(shared, 1, 10);
    expect(shared[1]).toBe(i);
  }
});

it("does not wait for ever for one that does not come", () => {
  expect(() => meet(words(), 2, 20)).toThrow(/another worker did not answer for 0.02 s/);
});
