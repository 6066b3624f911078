import { expect, test } from "vitest";
import { createPolicy, POLICY_IDS, type PolicyView } from "../../../../sim/env/policies.ts";

const view = (change: Partial<PolicyView> = {}): PolicyView => ({
  airTempC: 20,
  setpointC: 21,
  band: { minC: 18, maxC: 26 },
  predictC: () => 20,
  ...change,
});
const setting = { stepS: 900, seed: 1, name: "x" };

test("every policy stays within 0..1 and says the same again", () => {
  for (const id of POLICY_IDS) {
    const levels = () => {
      const policy = createPolicy(id, setting);
      return Array.from({ length: 400 }, (_, k) => {
        const heating = policy(view({ airTempC: 19 + (k % 30) / 10 }));
        return typeof heating === "number" ? heating : heating(20);
      });
    };
    const once = levels();
    expect(once.every((u) => u >= 0 && u <= 1)).toBe(true);
    expect(levels()).toEqual(once);
  }
});

test("a mixture is half closed loop, half excited", () => {
  const policy = createPolicy("mixed", setting);
  const closed = Array.from({ length: 20 * 192 }, () => policy(view())).filter((h) => typeof h === "function");
  expect(closed.length / (20 * 192)).toBeCloseTo(0.5, 2);
});

test("the envelope stops heating that would be too warm", () => {
  const policy = createPolicy("bounded-poisson", setting);
  for (let k = 0; k < 100; k++) expect(policy(view({ predictC: (u) => 25 + 10 * u }))).toBeLessThan(0.0701);
});

test("an unknown policy is named", () => {
  expect(() => createPolicy("poison", setting)).toThrow(/unknown policy 'poison'/);
});
