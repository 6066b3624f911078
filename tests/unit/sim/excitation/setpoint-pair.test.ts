import fc from "fast-check";
import { expect, test } from "vitest";
import { setpointPair } from "../../../../sim/excitation/setpoint-pair.ts";
import { createWalker } from "../../../../sim/excitation/walkers.ts";

const heatingRange = { min: 15, max: 24 };
const coolingRange = { min: 22, max: 30 };
const walker = (range: typeof heatingRange, name: string, seed: number) =>
  createWalker({ spec: { kind: "random" }, range, stepS: 900, seed, name });

test("the pair keeps its gap and its ranges, and is left alone where it is wide enough", () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0, max: 15, noNaN: true }), (seed, gapK) => {
      const next = setpointPair({
        heating: walker(heatingRange, "h", seed),
        cooling: walker(coolingRange, "c", seed),
        heatingRange,
        coolingRange,
        gapK,
      });
      const [h, c] = [walker(heatingRange, "h", seed), walker(coolingRange, "c", seed)];
      for (let k = 0; k < 50; k++) {
        const asked = { heatingC: h.next(), coolingC: c.next() };
        const { heatingC, coolingC } = next();
        expect(coolingC - heatingC).toBeGreaterThanOrEqual(gapK - 1e-9);
        expect(heatingC >= 15 && heatingC <= 24 && coolingC >= 22 && coolingC <= 30).toBe(true);
        if (asked.coolingC - asked.heatingC >= gapK) expect({ heatingC, coolingC }).toEqual(asked);
      }
    }),
    { seed: 1, numRuns: 40 },
  );
});
