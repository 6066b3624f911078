import { expect, test } from "vitest";
import { isZonecastError, makeFrame } from "#domain";
import { blankControls, controlsOf } from "#sim";
import { checkControls, controlReader } from "../../../sim/controls.ts";
import { fittedHouse } from "../../../sim/validation/analytic/fitted-house.ts";
import { boxBuilding, boxZone } from "../../support/box-building.ts";

const box = boxBuilding([boxZone("a"), boxZone("b", { heating: undefined })]);
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (e) {
    return isZonecastError(e) && e.code;
  }
  return "nothing";
};

test("a building can be controlled in what it has", () => {
  expect(controlsOf(box)).toEqual([
    "a/heatingPowerW",
    "a/valvePct",
    "a/heatingSetpointC",
    "a/ventilationPerH",
    "a/gainsW",
    "b/ventilationPerH",
    "b/gainsW",
  ]);
  const rich = controlsOf(fittedHouse());
  for (const name of ["coolingPowerW", "coolingSetpointC", "windowOpenShare", "blindClosedShare"])
    expect(rich.some((c) => c.endsWith(`/${name}`))).toBe(true);
});

test("a row holds until the next; before the first, after the last and where it is NaN nothing does", () => {
  const frame = makeFrame(1_000_000, 900, [["a/valvePct", Float64Array.of(30, Number.NaN, 60)]]);
  const at = controlReader(box, frame);
  const seen = [999_999, 1_000_000, 1_899_999, 1_900_000, 2_800_000, 3_700_000].map((ts) => at(ts).valvePct?.[0]);
  expect(seen).toEqual([Number.NaN, 30, 30, Number.NaN, 60, Number.NaN]);
  expect(controlReader(box, undefined)(0)).toEqual({});
});

test("what is no control, or out of range, is refused", () => {
  const frame = (name: string, value: number) => makeFrame(0, 900, [[name, Float64Array.of(value)]]);
  expect(codeOf(() => controlReader(box, frame("b/valvePct", 1)))).toBe("unknown-name");
  expect(codeOf(() => controlReader(box, frame("a/valvePct", 120)))).toBe("bad-input");
  expect(codeOf(() => checkControls({ ...blankControls(box), windowOpenShare: Float64Array.of(0, 1.1) }))).toBe("bad-input");
  expect(codeOf(() => checkControls(blankControls(box)))).toBe("nothing");
});
