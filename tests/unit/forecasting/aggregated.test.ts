/** Several speeds at once: the promise is kept in calm and under drift, and nothing moves before it can. */
import { expect, test } from "vitest";
import { P10, P90, stream } from "#domain";
import { aggregatedLead } from "../../../forecasting/aggregated.ts";
import { adaptiveLead, INTERVAL_COUNT, widened } from "../../../forecasting/conformal.ts";

const NORMAL = [-2.05, -1.28, -0.67, 0, 0.67, 1.28, 2.05];

/** Shares of the 80 % and 96 % intervals held in blocks of 100 cases, whose deviation is `scale` of the block. */
function held(scale: (block: number) => number, blocks: number, lead = aggregatedLead()) {
  const random = stream(6, "aggregated");
  return Array.from({ length: blocks }, (_, block) => {
    let [in80, in96] = [0, 0];
    for (let i = 0; i < 100; i++) {
      const issued = widened(NORMAL, lead.corrections());
      const actual = random.normal() * scale(block);
      if (actual >= (issued[P10] ?? 0) && actual <= (issued[P90] ?? 0)) in80++;
      if (actual >= (issued[0] ?? 0) && actual <= (issued[6] ?? 0)) in96++;
      lead.learn(NORMAL, issued, actual);
    }
    return { in80: in80 / 100, in96: in96 / 100 };
  });
}
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

test.each([0.3, 1, 3])("a band whose width is wrong by a factor of %s comes to hold what it promises", (scale) => {
  const late = held(() => scale, 15).slice(3);
  expect(Math.abs(mean(late.map((b) => b.in80)) - 0.8)).toBeLessThan(0.03);
  expect(Math.abs(mean(late.map((b) => b.in96)) - 0.96)).toBeLessThan(0.015);
});

test("when errors swing between small and large, blocks keep closer to the promise than with one slow speed", () => {
  const swing = (block: number): number => (block % 6 < 3 ? 1 : 2.5);
  const miss = (blocks: ReturnType<typeof held>): number => mean(blocks.slice(3).map((b) => Math.abs(b.in80 - 0.8)));
  expect(miss(held(swing, 40))).toBeLessThan(miss(held(swing, 40, adaptiveLead({ rate: 0.001 }))));
});

test("says nothing before anything came, and takes no notice of gaps", () => {
  const lead = aggregatedLead();
  lead.learn(NORMAL, NORMAL, Number.NaN);
  expect(lead.corrections()).toEqual(new Array(INTERVAL_COUNT).fill(0));
});
