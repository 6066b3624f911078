/** What the sensors of a virtual device say: the plant's truth, within what a signal may be. */
import { hash32, type Plant, type SignalId, signalOf } from "#domain";
import type { Sample } from "./network.ts";
import type { VirtualDevice } from "./plan.ts";

/** Nominal voltage of the mains, V (EN 50160). */
const MAINS_V = 230;

/** Reads the device's sensors in the plant as it stands, as measured at `ts` (UTC ms). */
export const sense = (device: VirtualDevice, plant: Plant, ts: number): Sample => ({
  ts,
  values: new Map(device.points.map((p) => [p.signal, readingOf(device, plant, p.signal)])),
});

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
