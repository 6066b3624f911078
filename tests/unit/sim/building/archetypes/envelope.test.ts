import { expect, test } from "vitest";
import { type Envelope, envelopeOf, SIDES } from "../../../../../sim/building/archetypes/envelope.ts";
import type { BuildingType } from "../../../../../sim/building/archetypes/tabula/building-type.ts";
import { DE_SINGLE_FAMILY } from "../../../../../sim/building/archetypes/tabula/de-single-family.ts";
import { DE_TERRACED_AND_FLATS } from "../../../../../sim/building/archetypes/tabula/de-terraced-and-flats.ts";
import { EASTERN_EUROPE } from "../../../../../sim/building/archetypes/tabula/eastern-europe.ts";
import { WESTERN_EUROPE } from "../../../../../sim/building/archetypes/tabula/western-europe.ts";

const TYPES = [...DE_SINGLE_FAMILY, ...DE_TERRACED_AND_FLATS, ...EASTERN_EUROPE, ...WESTERN_EUROPE];
const typeOf = (code: string): BuildingType => {
  const found = TYPES.find((t) => t.code.startsWith(code));
  if (!found) throw new Error(`no ${code}`);
  return found;
};

/** Of the parts and the bridges, W/K. */
function lossWPerK(e: Envelope, type: BuildingType): number {
  const sides = SIDES.reduce((sum, s) => sum + e.wallsM2[s] * e.u.wall + e.windowsM2[s] * e.u.window, 0);
  const rest = e.roofM2 * e.u.roof + e.windowsM2.up * e.u.window + e.doorM2 * e.u.door;
  return sides + rest + e.floorM2 * e.u.floor * type.floor.share + e.bridgesWPerK;
}

test.each(TYPES.map((t) => [t.code, t] as const))("%s loses what its row says", (_, type) => {
  expect(lossWPerK(envelopeOf(type, {}), type) / (type.heatLossWPerM2K * type.refAreaM2)).toBeCloseTo(1, 9);
});

test("a terraced house has walls on two opposite sides, a semi-detached one on three", () => {
  const walls = (code: string) => SIDES.filter((s) => envelopeOf(typeOf(code), {}).wallsM2[s] > 0).join("");
  expect(walls("DE.N.TH.06")).toMatch(/^(ns|ew)$/);
  expect(walls("DE.N.SFH.08")).toHaveLength(3);
  expect(walls("DE.N.SFH.09")).toBe("nesw");
});

test("a share of windows moves area between wall and glass, and leaves façades that are not named", () => {
  const type = typeOf("DE.N.SFH.09");
  const [own, south] = [envelopeOf(type, {}), envelopeOf(type, { windowShare: { s: 0.5 } })];
  const façade = (e: Envelope, side: "s" | "n") => e.wallsM2[side] + e.windowsM2[side];
  expect(south.windowsM2.s).toBeCloseTo(0.5 * façade(own, "s"), 9);
  expect(façade(south, "s")).toBeCloseTo(façade(own, "s"), 9);
  expect(south.windowsM2.n).toBe(own.windowsM2.n);
  expect(envelopeOf(type, { windowShare: 0 }).windowsM2).toEqual({ n: 0, e: 0, s: 0, w: 0, up: 0 });
});

test("twice the lengths are four times the areas", () => {
  const type = typeOf("NL.N.SFH.06");
  const [one, two] = [envelopeOf(type, {}), envelopeOf(type, { scale: 2 })];
  expect(two.refAreaM2).toBeCloseTo(4 * one.refAreaM2, 9);
  expect(lossWPerK(two, type)).toBeCloseTo(4 * lossWPerK(one, type), 6);
});
