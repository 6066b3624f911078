import { expect, test } from "vitest";
import { afflict, FAULT_NAMES, type Fault, FLOOD_TIMES, SKEW_MS } from "../../../../devices/virtual/faults.ts";
import type { Emission, Sample } from "../../../../devices/virtual/network.ts";
import { stream } from "../../../../domain/random.ts";

const sampleAt = (ts: number): Sample => ({
  ts,
  values: new Map([
    ["electricEnergyWh", 1000 + ts],
    ["airTempC", 20 + ts / 1000],
    ["heatingSetpointC", 21],
    ["batteryPct", 80],
  ]),
});
const emissionAt = (ts: number): Emission => ({ topic: "t", payload: `{"at":${ts}}`, retain: false });

/** What a device with this fault says and sends in `rounds` rounds, and when the fault struck. */
function lived(fault: Fault, rounds: number, seed = 1) {
  const strikes: number[] = [];
  let cuts = 0;
  let round = 0;
  const affliction = afflict(fault, {
    random: stream(seed, "fault"),
    onStrike: () => void strikes.push(round),
    cut: () => void cuts++,
  });
  const said: (Sample | undefined)[] = [];
  const sent: (readonly Emission[])[] = [];
  for (; round < rounds; round++) {
    said.push(affliction.sense(sampleAt(round)));
    sent.push(affliction.send([emissionAt(round)]));
  }
  return { said, sent, strikes, cuts };
}

test.each(FAULT_NAMES)(
  "%s strikes, never in the first three messages but by its own nature, and the same way for the same seed",
  (fault) => {
    const once = lived(fault, 60);
    expect(once.strikes.length).toBeGreaterThan(0);
    expect(Math.min(...once.strikes)).toBeGreaterThanOrEqual(3);
    expect(lived(fault, 60)).toEqual(once);
  },
);

test("a glitch is 0 for what is measured, and leaves what was set", () => {
  const { said, strikes } = lived("glitch", 60);
  said.forEach((sample, i) => {
    const glitched = strikes.includes(i);
    expect(sample?.values.get("electricEnergyWh")).toBe(glitched ? 0 : 1000 + i);
    expect([sample?.values.get("heatingSetpointC"), sample?.values.get("batteryPct")]).toEqual([21, 80]);
  });
});

test.each([
  ["nan", Number.NaN],
  ["null", null],
] as const)("%s stands for what is measured", (fault, value) => {
  const { said, strikes } = lived(fault, 60);
  for (const i of strikes) expect(said[i]?.values.get("airTempC")).toBe(value);
});

test("a fast clock shifts the time only", () => {
  const { said } = lived("skew", 2);
  expect(said).toEqual([0, 1].map((ts) => ({ ...sampleAt(ts), ts: ts + SKEW_MS })));
});

test("a frozen device falls silent, a stuck one says the same again at new times", () => {
  expect(lived("freeze", 6).said.map((s) => s?.ts)).toEqual([0, 1, 2, undefined, undefined, undefined]);
  expect(lived("stuck", 5).said).toEqual([0, 1, 2, 3, 4].map((ts) => ({ ts, values: sampleAt(0).values })));
});

test("a flood is the same many times at QoS 0, a repetition twice", () => {
  expect(lived("flood", 4).sent.map((s) => s.length)).toEqual([1, 1, 1, FLOOD_TIMES]);
  expect(new Set(lived("flood", 4).sent[3]?.map((e) => e.qos))).toEqual(new Set([0]));
  expect(lived("repeat", 4).sent.map((s) => s.length)).toEqual([1, 1, 1, 2]);
});

test("late messages come in fours, the newest first, and none is lost", () => {
  const { sent } = lived("late", 8);
  expect(sent.map((s) => s.length)).toEqual([0, 0, 0, 4, 0, 0, 0, 4]);
  expect(sent[3]?.map((e) => e.payload)).toEqual([3, 2, 1, 0].map((ts) => emissionAt(ts).payload));
});

test("garbage is half of a message; bytes are halved as texts are", () => {
  const { sent, strikes } = lived("garbage", 60);
  for (const i of strikes) expect(sent[i]?.[0]?.payload).toBe(emissionAt(i).payload.slice(0, emissionAt(i).payload.length >> 1));
});

test("a device that vanishes breaks its connection each time", () => {
  const { strikes, cuts } = lived("vanish", 100);
  expect(cuts).toBe(strikes.length);
});
