/** Meters and weather: which points of a building tell of power, and which of the sky. */
import type { PointState, SignalId } from "#domain";

export type Carrier = "electricity" | "heat" | "gas";

/** Signals that tell a carrier's power, the most direct first. */
const POWER_SIGNALS: Readonly<Record<Carrier, readonly SignalId[]>> = {
  electricity: ["electricPowerW", "electricEnergyWh"],
  heat: ["heatingPowerW", "heatEnergyWh"],
  gas: ["gasEnergyWh", "gasVolumeM3"],
};
export const CARRIERS = Object.keys(POWER_SIGNALS) as readonly Carrier[];

export const METER_SIGNALS: readonly SignalId[] = CARRIERS.flatMap((c) => POWER_SIGNALS[c]);
export const WEATHER_SIGNALS: readonly SignalId[] = ["outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS", "airPressurePa"];

/** The point that tells a carrier's power best. */
export function powerPoint(points: readonly PointState[], carrier: Carrier): PointState | undefined {
  for (const signal of POWER_SIGNALS[carrier]) {
    const found = points.find((p) => p.signal === signal);
    if (found) return found;
  }
  return undefined;
}
