import { expect, test } from "vitest";
import { controllerSpecSchema, createController } from "../../../../sim/excitation/controllers.ts";

const setting = { range: { min: 0, max: 100 }, stepS: 900, sense: "heating" } as const;

test.each(["p", "pi", "two-point"] as const)("%s: heats when cold, not when warm, inside its range", (kind) => {
  const act = (airTempC: number) => createController({ kind }, setting).act({ airTempC, setpointC: 21 });
  expect(act(10)).toBe(100);
  expect(act(30)).toBe(0);
  expect(act(20.2)).toBeGreaterThan(0);
});

test("a plan's misspelt parameter is not passed over", () => {
  expect(controllerSpecSchema.safeParse({ kind: "p", gain: 2 }).success).toBe(false);
  expect(controllerSpecSchema.safeParse({ kind: "p", gainPerK: 2 }).success).toBe(true);
});
