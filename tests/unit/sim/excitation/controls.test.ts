import { expect, test } from "vitest";
import { isSignalId, signalOf } from "../../../../domain/index.ts";
import { CONTROLS, controlRange } from "../../../../sim/excitation/controls.ts";

test("a control that is a signal has its unit and keeps its range", () => {
  const shared = Object.entries(CONTROLS).filter(([id]) => isSignalId(id));
  expect(shared.length).toBeGreaterThan(3);
  for (const [id, { range, unit }] of shared) {
    if (!isSignalId(id)) continue;
    const signal = signalOf(id);
    expect(range.min).toBeGreaterThanOrEqual(signal.min);
    expect(range.max).toBeLessThanOrEqual(signal.max);
    expect(unit.replace("0..1", "0|1")).toBe(signal.unit);
  }
});

test("powers scale with what is installed, set-points do not", () => {
  expect(controlRange("heatingPowerW", 4000)).toEqual({ min: 0, max: 4000 });
  expect(controlRange("heatingSetpointC")).toEqual({ min: 15, max: 24 });
  expect(() => controlRange("heatingPowerW")).toThrow(expect.objectContaining({ code: "bad-input" }));
  expect(() => controlRange("heatingPowerWatt")).toThrow(expect.objectContaining({ hint: "did you mean 'heatingPowerW'?" }));
});
