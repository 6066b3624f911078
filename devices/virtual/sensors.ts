/** What the sensors of a virtual device say: the plant's truth, or what a known fault makes of it. */
import { type Plant, type SignalId, signalOf } from "#domain";
import type { Sample } from "./network.ts";
import { batteryPctOf, type VirtualDevice } from "./plan.ts";

/**
 * - `freeze`: goes on sending what it said first.
 * - `nan`: its sensor is gone, and the firmware prints `nan`.
 * - `glitch`: every fifth message says 0, counters included.
 * - `skew`: its clock is two hours fast.
 */
export const FAULTS = ["freeze", "nan", "glitch", "skew"] as const;
export type Fault = (typeof FAULTS)[number];

const GLITCH_EVERY = 5;
const SKEW_MS = 2 * 3_600_000;

/** Reads the device's sensors in the plant as it stands. Each call is one measurement at `ts` (UTC ms). */
export function sensorsOf(device: VirtualDevice, plant: Plant, fault?: Fault): (ts: number) => Sample {
  let first: Sample | undefined;
  let measurements = 0;
  const measure = (ts: number): Sample => ({
    ts,
    values: new Map(device.points.map((p) => [p.signal, readingOf(device, plant, p.signal)])),
  });
  return (ts) => {
    const sample = measure(ts);
    first ??= sample;
    measurements++;
    if (fault === "freeze") return { ts, values: first.values };
    if (fault === "nan")
      return { ts, values: withAll(sample, Number.NaN, (s) => s !== "heatingSetpointC" && s !== "batteryPct") };
    if (fault === "glitch" && measurements % GLITCH_EVERY === 0)
      return { ts, values: withAll(sample, 0, (s) => s !== "heatingSetpointC" && s !== "batteryPct") };
    if (fault === "skew") return { ts: ts + SKEW_MS, values: sample.values };
    return sample;
  };
}

function readingOf(device: VirtualDevice, plant: Plant, signal: SignalId): number | null {
  if (signal === "batteryPct") return batteryPctOf(device);
  const value = plant.read(device.zone, signal);
  if (!Number.isFinite(value)) return null;
  const { min, max } = signalOf(signal);
  return Math.min(max, Math.max(min, value));
}

const withAll = (sample: Sample, value: number, which: (signal: SignalId) => boolean): Sample["values"] =>
  new Map([...sample.values].map(([signal, v]) => [signal, which(signal) ? value : v]));
