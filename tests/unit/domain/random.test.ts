import { describe, expect, it } from "vitest";
import { hash32, stream, streamsOf } from "#domain";

const take = (n: number, next: () => number): number[] => Array.from({ length: n }, next);

describe("random streams", () => {
  it("repeat for the same seed and name, and differ for others", () => {
    const a = take(5, stream(7, "occupants").uniform);
    expect(take(5, stream(7, "occupants").uniform)).toEqual(a);
    expect(take(5, stream(8, "occupants").uniform)).not.toEqual(a);
    expect(take(5, stream(7, "weather").uniform)).not.toEqual(a);
  });

  it("say the same as ever: data sets are known by it", () => {
    const s = stream(7, "occupants");
    expect([s.uniform(), s.uniform(), s.normal(), s.below(1000)]).toEqual([
      0.7964221874717623, 0.05759015120565891, -2.3476619166813784, 18,
    ]);
    const nameless = stream(-3, "");
    expect([nameless.uniform(), nameless.below(1e6)]).toEqual([0.5917448247782886, 978_398]);
  });

  it("of one beginning are those of the whole name", () => {
    for (const rest of ["", "1", "zone/19000"])
      expect(take(5, streamsOf(3, "people/")(rest).uniform)).toEqual(take(5, stream(3, `people/${rest}`).uniform));
  });

  it("are uniform and normal: mean and spread of 100,000 draws within five standard errors", () => {
    const n = 100_000;
    const r = stream(1, "moments");
    const u = take(n, r.uniform);
    const z = take(n, r.normal);
    const mean = (v: number[]) => v.reduce((s, x) => s + x, 0) / n;
    expect(Math.abs(mean(u) - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(n));
    expect(Math.abs(mean(z))).toBeLessThan(5 / Math.sqrt(n));
    const m = mean(z);
    expect(Math.abs(z.reduce((s, x) => s + (x - m) ** 2, 0) / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(u.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  it("hash near names far apart", () => {
    const bits = (x: number) => x.toString(2).replace(/0/g, "").length;
    const flips = Array.from({ length: 200 }, (_, i) => bits((hash32(`zone-${i}`) ^ hash32(`zone-${i + 1}`)) >>> 0));
    const mean = flips.reduce((a, b) => a + b, 0) / flips.length;
    expect(mean).toBeGreaterThan(14);
    expect(mean).toBeLessThan(18);
  });
});
