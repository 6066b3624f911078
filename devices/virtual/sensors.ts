/** What the sensors of a virtual device say: the plant's truth, or what a known fault makes of it. */
import { hash32, type Plant, type SignalId, signalOf } from "#domain";
import type { Sample } from "./network.ts";
import { OWN_SIGNALS, type VirtualDevice } from "./plan.ts";

/**
 * - `freeze`: goes on sending what it said first.
 * - `nan`: its sensor is gone, and the firmware prints `nan`.
 * - `glitch`: every fifth message says 0, counters included.
 * - `skew`: its clock is two hours fast.
 */
export const FAULTS = ["freeze", "nan", "glitch", "skew"] as const;
export type Fault = (typeof FAULTS)[number];

export const GLITCH_EVERY = 5;
export const SKEW_MS = 2 * 3_600_000;
/** Nominal voltage of the mains, V (EN 50160). */
const MAINS_V = 230;

/** Reads the device's sensors in the plant as it stands. Each call is one measurement at `ts` (UTC ms). */
export function sensorsOf(device: VirtualDevice, plant: Plant, fault?: Fault): (ts: number) => Sample {
  let first: Sample | undefined;
  let measurements = 0;
  return (ts) => {
    const sample = { ts, values: new Map(device.points.map((p) => [p.signal, readingOf(device, plant, p.signal)])) };
    first ??= sample;
    measurements++;
    if (fault === "freeze") return { ts, values: first.values };
    if (fault === "nan") return { ts, values: withMeasured(sample, Number.NaN) };
    if (fault === "glitch" && measurements % GLITCH_EVERY === 0) return { ts, values: withMeasured(sample, 0) };
    return fault === "skew" ? { ts: ts + SKEW_MS, values: sample.values } : sample;
  };
}

function readingOf(device: VirtualDevice, plant: Plant, signal: SignalId): number | null {
  // Steady, and different from one device to the next: 40-100 %.
  if (signal === "batteryPct") return 40 + (hash32(device.id) % 61);
  if (signal === "voltageV") return MAINS_V;
  if (signal === "currentA") return (readingOf(device, plant, "electricPowerW") ?? 0) / MAINS_V;
  const value = plant.read(device.zone, signal);
  if (!Number.isFinite(value)) return null;
  const { min, max } = signalOf(signal);
  return Math.min(max, Math.max(min, value));
}

/** The sample with every measured value replaced; what was set, and what the device knows of itself, stays. */
const withMeasured = ({ values }: Sample, value: number): Sample["values"] =>
  new Map([...values].map(([signal, v]) => [signal, signal === "heatingSetpointC" || OWN_SIGNALS.has(signal) ? v : value]));
