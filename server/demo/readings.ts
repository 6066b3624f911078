/** What the virtual devices of a plant would report now, as readings. */
import { virtualDevices } from "#devices";
import type { Plant, Reading } from "#domain";

/** What every virtual device of the plant reads at its present time. */
export function readAll(plant: Plant, ts: number, receivedAt: number): Reading[] {
  const out: Reading[] = [];
  for (const { points } of virtualDevices(plant.building))
    for (const { source, zone, signal } of points) {
      const value = plant.read(zone, signal);
      if (Number.isFinite(value))
        out.push({ ts, receivedAt, building: plant.building.id, zone, signal, value, quality: "simulated", source });
    }
  return out;
}
