/** What kind of device it is, told by its signals. */
import type { Device, SignalId } from "#domain";

/** For devices whose convention does not say it. Without any signal: `other`. */
export function kindOf(signals: readonly SignalId[]): Device["kind"] {
  const has = (...some: SignalId[]): boolean => signals.some((signal) => some.includes(signal));
  if (has("heatingSetpointC", "coolingSetpointC", "valvePct")) return "thermostat";
  if (has("airTempC", "relativeHumidityPct", "co2Ppm", "occupancy", "windowOpen")) return "sensor";
  if (has("outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS", "airPressurePa")) return "weather";
  return signals.length > 0 ? "meter" : "other";
}
