import { expect, test } from "vitest";
import type { Reading } from "#domain";
import { createMeterCheck, type Verdict } from "../../../devices/meter-check.ts";

const MINUTE = 60_000;

const reading = (signal: Reading["signal"], ts: number, value: number, more: Partial<Reading> = {}): Reading => ({
  ts,
  receivedAt: ts,
  building: "mill",
  zone: "whole",
  signal,
  value,
  quality: "good",
  source: "tasmota:A1",
  ...more,
});

interface Run {
  /** What the counter counts of each Wh that the power says. */
  readonly share?: number;
  readonly hours?: number;
  readonly everyMin?: number;
  /** The counter shows whole steps of this, Wh. */
  readonly stepWh?: number;
  readonly powerW?: (minute: number) => number;
}

/** A meter that tells power and counter together; its power swings between 400 W and 1,600 W. */
function run({
  share = 1,
  hours = 24,
  everyMin = 5,
  stepWh = 1,
  powerW = (m) => 1_000 + 600 * Math.sin(m / 40),
}: Run): Verdict[] {
  const check = createMeterCheck();
  const verdicts: Verdict[] = [];
  let wh = 50_000;
  for (let minute = 0; minute <= hours * 60; minute++) {
    wh += (share * powerW(minute)) / 60;
    if (minute % everyMin > 0) continue;
    const ts = minute * MINUTE;
    const shown = Math.floor(wh / stepWh) * stepWh;
    verdicts.push(...check.observe([reading("electricPowerW", ts, powerW(minute)), reading("electricEnergyWh", ts, shown)]));
  }
  return verdicts;
}

test.each([1, 10, 100, 1_000])("T22: a meter that agrees with itself, counting in steps of %d Wh, is left in peace", (stepWh) =>
  expect(run({ stepWh, hours: 72 })).toEqual([]),
);

test("T22: a counter that counts half, or double, is raised once within four hours, with both figures", () => {
  for (const share of [0.5, 2]) {
    const verdicts = run({ share });
    expect(verdicts).toHaveLength(1);
    const [verdict] = verdicts;
    if (!verdict || verdict.agrees) throw new Error("it was not raised");
    expect(verdict).toMatchObject({ source: "tasmota:A1", signal: "electricEnergyWh", building: "mill" });
    expect(verdict.countedWh / verdict.integralWh).toBeCloseTo(share, 1);
    expect(verdict.toTs).toBeLessThanOrEqual(4 * 60 * MINUTE);
  }
});

test("T22: a counter that stands still while power flows is raised", () =>
  expect(run({ share: 0 })).toMatchObject([{ agrees: false, countedWh: 0 }]));

test("within 20 % is measurement, not error", () => {
  expect(run({ share: 0.85 })).toEqual([]);
  expect(run({ share: 1.15 })).toEqual([]);
});

test("a meter that fits again is taken back", () => {
  const check = createMeterCheck();
  const verdicts: Verdict[] = [];
  let wh = 0;
  for (let minute = 0; minute <= 48 * 60; minute += 5) {
    wh += (1_000 * 5 * (minute < 24 * 60 ? 0.3 : 1)) / 60;
    const ts = minute * MINUTE;
    verdicts.push(...check.observe([reading("heatingPowerW", ts, 1_000), reading("heatEnergyWh", ts, wh)]));
  }
  expect(verdicts.map((v) => v.agrees)).toEqual([false, true]);
});

test("a reset, a pause in the power, what is fed in, what is retained or late prove nothing", () => {
  expect(run({ powerW: () => -500, share: 0 })).toEqual([]);
  expect(run({ everyMin: 20, share: 0.1 })).toEqual([]);
  const check = createMeterCheck();
  for (let i = 0; i < 200; i++) {
    const ts = i * 5 * MINUTE;
    // Every half hour the counter starts at nothing.
    const counter = reading("electricEnergyWh", ts, (i % 6) * 10);
    expect(check.observe([reading("electricPowerW", ts, 1_000), counter])).toEqual([]);
    expect(check.observe([reading("electricEnergyWh", ts + 1, 9e9, { quality: "retained" })])).toEqual([]);
    expect(check.observe([reading("electricEnergyWh", ts - 1, 9e9)])).toEqual([]);
  }
});
