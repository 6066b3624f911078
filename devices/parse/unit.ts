/** Foreign unit texts and what they are in ours: a table, no guesses. */
import { type SignalId, signalOf } from "#domain";

/** Turns a foreign value into the signal's canonical unit. */
export type Convert = (value: number) => number;

const same: Convert = (value) => value;

interface Conversion {
  /** One of the units of `SIGNALS`. */
  readonly unit: string;
  /** From the foreign unit into ours, and back: made once, as they are wanted for every value. */
  readonly to: Convert;
  readonly from: Convert;
}

// Spellings after NFKC, which makes one sign of many: ℃ -> °C, m³ -> m3. Case matters: mW is not MW.
const TABLE: readonly (readonly [unit: string, scale: number, offset: number, spellings: string])[] = [
  ["°C", 1, 0, "°C C degC oC celsius Celsius"],
  ["°C", 5 / 9, -160 / 9, "°F F degF oF fahrenheit Fahrenheit"],
  ["°C", 1, -273.15, "K kelvin Kelvin"],
  // Tenths of a degree, as OpenEMS spells them.
  ["°C", 0.1, 0, "dC"],
  ["%", 1, 0, "% %RH %rH pct percent"],
  ["ppm", 1, 0, "ppm PPM"],
  ["W", 1, 0, "W w watt Watt"],
  ["W", 1e3, 0, "kW KW kw"],
  ["W", 1e6, 0, "MW"],
  ["W", 1e-3, 0, "mW"],
  ["Wh", 1, 0, "Wh wh W.h W·h"],
  ["Wh", 1e3, 0, "kWh KWh kwh KWH"],
  ["Wh", 1e6, 0, "MWh"],
  // 1 Wh = 3,600 J by definition.
  ["Wh", 1 / 3.6e3, 0, "J"],
  ["Wh", 1 / 3.6, 0, "kJ"],
  ["Wh", 1e3 / 3.6, 0, "MJ"],
  ["Wh", 1e6 / 3.6, 0, "GJ"],
  ["m³", 1, 0, "m3 m^3 cbm"],
  ["m³", 1e-3, 0, "L l liter litre"],
  // US liquid gallon (231 in³) and cubic foot, by definition.
  ["m³", 3.785411784e-3, 0, "gal"],
  ["m³", 0.028316846592, 0, "ft3 cf"],
  ["Pa", 1, 0, "Pa pa"],
  ["Pa", 1e2, 0, "hPa mbar mBar"],
  ["Pa", 1e3, 0, "kPa"],
  ["Pa", 1e5, 0, "bar"],
  // Conventional inch of mercury, NIST SP 811 appendix B.8.
  ["Pa", 3386.389, 0, "inHg"],
  ["W/m²", 1, 0, "W/m2 W/m^2 W·m-2"],
  ["m/s", 1, 0, "m/s mps"],
  ["m/s", 1 / 3.6, 0, "km/h kmh kph"],
  // International mile and nautical mile, by definition.
  ["m/s", 0.44704, 0, "mph mi/h"],
  ["m/s", 1852 / 3600, 0, "kn kt"],
  ["V", 1, 0, "V"],
  ["V", 1e-3, 0, "mV"],
  ["A", 1, 0, "A"],
  ["A", 1e-3, 0, "mA"],
];

/** canonical = foreign * scale + offset. */
const conversion = (unit: string, scale: number, offset: number): Conversion =>
  scale === 1 && offset === 0
    ? { unit, to: same, from: same }
    : { unit, to: (value) => undust(value * scale + offset), from: (value) => undust((value - offset) / scale) };

const CONVERSIONS: ReadonlyMap<string, Conversion> = new Map(
  TABLE.flatMap(([unit, scale, offset, spellings]) =>
    spellings.split(" ").map((spelling) => [spelling.normalize("NFKC"), conversion(unit, scale, offset)] as const),
  ),
);

/** The spellings of the table are found as they are; others may have blanks around them or signs of the same meaning. */
const conversionOf = (foreign: string): Conversion | undefined =>
  CONVERSIONS.get(foreign) ?? CONVERSIONS.get(foreign.trim().normalize("NFKC"));

/** Takes out the dust of binary fractions: 16.39 kWh is 16,390 Wh. Twelve digits are more than any meter has. */
function undust(value: number): number {
  // Printing is dear, and most counters in kWh are whole Wh. `+ 0` takes the sign off a zero, as printing does.
  const whole = Math.round(value);
  return Math.abs(value - whole) <= Math.abs(value) * 1e-13 ? whole + 0 : Number(value.toPrecision(12));
}

/**
 * How values that carry the unit text `foreign` become values of `signal`; undefined when the text is not in the table
 * or measures another quantity. A signal of 0|1 has no unit and takes none.
 */
export function converterTo(signal: SignalId, foreign: string): Convert | undefined {
  const conversion = conversionOf(foreign);
  return conversion?.unit === signalOf(signal).unit ? conversion.to : undefined;
}

/** The inverse of `converterTo`, for commands to a device that counts in `foreign`. */
export function converterFrom(signal: SignalId, foreign: string): Convert | undefined {
  const conversion = conversionOf(foreign);
  return conversion?.unit === signalOf(signal).unit ? conversion.from : undefined;
}
