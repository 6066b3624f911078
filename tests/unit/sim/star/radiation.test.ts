import { expect, test } from "vitest";
import { radiantFactors } from "../../../../sim/star/radiation.ts";

const black = (areaM2: number) => ({ areaM2, emissivity: 1 });

test("black sides of a cube exchange through the star what they would exchange face to face", () => {
  const faces = Array.from({ length: 6 }, () => black(1));
  const F = radiantFactors(faces);
  // Star to delta: conductance between two of six equal branches is F/6, and each side sees 1/5 of every other.
  for (const f of F) expect(f / 6).toBeCloseTo(1 / 5, 9);
});

test("a grey surface adds its own resistance", () => {
  const [a = 0] = radiantFactors([black(1), black(1), black(1), black(1)]);
  const [b = 0] = radiantFactors([{ areaM2: 1, emissivity: 0.5 }, black(1), black(1), black(1)]);
  expect(1 / b).toBeCloseTo(1 / a + 1, 9);
});

test("a room that is nearly all one surface stays finite", () => {
  for (const f of radiantFactors([black(100), black(1)])) {
    expect(f).toBeGreaterThan(0);
    expect(f).toBeLessThan(3);
  }
});
