/** Meters and weather: which points of a building tell of power, and which of the sky. */
import { type Forecast, type PointState, pointKey, type SignalId } from "#domain";

export type Carrier = "electricity" | "heat" | "gas";

/** Signals that tell a carrier's power, the most direct first. */
const POWER_SIGNALS: Readonly<Record<Carrier, readonly SignalId[]>> = {
  electricity: ["electricPowerW", "electricEnergyWh"],
  heat: ["heatingPowerW", "heatEnergyWh"],
  gas: ["gasEnergyWh", "gasVolumeM3"],
};
export const CARRIERS = Object.keys(POWER_SIGNALS) as readonly Carrier[];

export const WEATHER_SIGNALS: readonly SignalId[] = ["outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS", "airPressurePa"];

/** The point that tells a carrier's power best. */
export function powerPoint(points: readonly PointState[], carrier: Carrier): PointState | undefined {
  for (const signal of POWER_SIGNALS[carrier]) {
    const found = points.find((p) => p.signal === signal);
    if (found) return found;
  }
  return undefined;
}

export interface Meter {
  readonly carrier: Carrier;
  readonly point: PointState;
}

/** Each meter of each carrier once: a device that tells power and energy is drawn by the one that has a forecast. */
export function metersOf(points: readonly PointState[], forecasts: ReadonlyMap<string, Forecast>): Meter[] {
  return CARRIERS.flatMap((carrier) => {
    const bySource = new Map<string, PointState>();
    for (const signal of POWER_SIGNALS[carrier])
      for (const point of points) {
        if (point.signal !== signal) continue;
        const known = bySource.get(point.source);
        if (!known || (!forecasts.has(pointKey(known)) && forecasts.has(pointKey(point)))) bySource.set(point.source, point);
      }
    return [...bySource.values()].map((point) => ({ carrier, point }));
  });
}
