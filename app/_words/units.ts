/** From canonical units to those that people read. The only place where units change. */
import { type SignalId, signalOf } from "#domain";

export type TemperatureUnit = "C" | "F";

/** How a quantity is written: `shown = value * factor + offset`, in `unit`, with `digits` decimals. */
export interface Scale {
  readonly unit: string;
  readonly factor: number;
  readonly offset: number;
  readonly digits: number;
}

const asIs = (unit: string, digits: number): Scale => ({ unit, factor: 1, offset: 0, digits });
const thousands = (unit: string, digits: number): Scale => ({ unit, factor: 1e-3, offset: 0, digits });

export const temperatureScale = (unit: TemperatureUnit): Scale =>
  unit === "C" ? asIs("°C", 1) : { unit: "°F", factor: 1.8, offset: 32, digits: 1 };

/** Scale of a temperature difference: kelvins have no offset. */
export const differenceScale = (unit: TemperatureUnit): Scale =>
  unit === "C" ? asIs("K", 1) : { unit: "°F", factor: 1.8, offset: 0, digits: 1 };

const SCALES: Readonly<Record<string, Scale>> = {
  W: thousands("kW", 2),
  Wh: thousands("kWh", 1),
  Pa: { unit: "hPa", factor: 0.01, offset: 0, digits: 0 },
  "%": asIs("%", 0),
  ppm: asIs("ppm", 0),
  "W/m²": asIs("W/m²", 0),
  "m/s": asIs("m/s", 1),
  "m³": asIs("m³", 1),
  "m³/h": asIs("m³/h", 2),
  V: asIs("V", 0),
  A: asIs("A", 1),
};

/** Scale of a signal's own value. */
export function scaleOf(signal: SignalId, temperature: TemperatureUnit): Scale {
  const { unit } = signalOf(signal);
  return unit === "°C" ? temperatureScale(temperature) : (SCALES[unit] ?? asIs(unit, 1));
}

/** Scale of a signal as it is drawn and forecast: a counter as its rate. */
export function drawnScaleOf(signal: SignalId, temperature: TemperatureUnit): Scale {
  const { kind, unit } = signalOf(signal);
  if (kind !== "cumulated") return scaleOf(signal, temperature);
  const rate = unit === "Wh" ? "W" : `${unit}/h`;
  return SCALES[rate] ?? asIs(rate, 1);
}

/** Scale of a difference between two drawn values of a signal: errors, deviations. */
export const errorScaleOf = (signal: SignalId, temperature: TemperatureUnit): Scale =>
  signalOf(signal).unit === "°C" ? differenceScale(temperature) : { ...drawnScaleOf(signal, temperature), offset: 0 };

export const shown = (value: number, { factor, offset }: Scale): number => value * factor + offset;
