/** Values that have nothing but a name, and perhaps a unit: which signal they mean. Where a convention says more, that counts. */
import { isSignalId, SIGNALS, type SignalId, signalOf } from "#domain";
import { type Convert, converterTo } from "../parse/unit.ts";
import { sensorSignal } from "./ha-signal.ts";

export interface Named {
  readonly signal: SignalId;
  readonly convert: Convert;
}

/** Units at the end of a name: `power_kw`, `temperatureC`. Of `mw` nobody knows whether it is MW or mW: no unit is called so. */
const UNIT_WORDS: ReadonlyMap<string, string> = new Map(
  "c:°C f:°F degc:°C degf:°F k:K celsius:°C fahrenheit:°F pct:% percent:% ppm:ppm w:W kw:kW mw:mw watt:W watts:W wh:Wh kwh:kWh mwh:MWh v:V mv:mV volt:V volts:V a:A ma:mA pa:Pa hpa:hPa kpa:kPa mbar:mbar bar:bar m3:m³ mps:m/s kmh:km/h wm2:W/m²"
    .split(" ")
    .map((pair): [string, string] => {
      const [word = "", unit = ""] = pair.split(":");
      return [word, unit];
    }),
);

interface Class {
  readonly name: string;
  readonly words: RegExp;
  /** What the name alone means everywhere; without it a unit must be told. */
  readonly unit?: string;
}

/** In order: the first whose words stand in the name. The names are the device classes of `sensorSignal`. */
const CLASSES: readonly Class[] = [
  { name: "temperature", words: /\b(?:temp|temperature|tempc)\b/, unit: "°C" },
  { name: "humidity", words: /\b(?:humidity|humid|hum|rh)\b/, unit: "%" },
  { name: "carbon_dioxide", words: /\b(?:co2|carbon dioxide)\b/, unit: "ppm" },
  { name: "valve", words: /\b(?:valve|heating demand)\b/, unit: "%" },
  { name: "battery", words: /\bbattery (?:level|percentage|percent|pct|soc)\b/, unit: "%" },
  { name: "battery", words: /\bbattery\b/ },
  { name: "irradiance", words: /\b(?:irradiance|radiation|ghi)\b/, unit: "W/m²" },
  { name: "wind_speed", words: /\bwind speed\b/ },
  { name: "atmospheric_pressure", words: /\b(?:pressure|barometer)\b/ },
  { name: "energy", words: /\benergy\b/ },
  { name: "power", words: /\bpower\b/, unit: "W" },
  { name: "voltage", words: /\b(?:voltage|vrms)\b/, unit: "V" },
  // As the last word only: `current mode` is no current.
  { name: "current", words: /\b(?:current|irms)(?: l?\d+| l \d+)?(?: m?a)?$/, unit: "A" },
];
const NO_VALUE =
  /\b(?:factor|count|counter|state|status|time|age|alarm|error|index|version|delta|difference|setting|threshold|mode|esp)\b/;
/** A pressure of air or of water: only these units are told of air. */
const AIR_PRESSURE_UNITS = new Set(["hPa", "mbar", "inHg"]);
const SETPOINT = /\b(?:set ?point|target temperature|target temp|temperature target|desired temperature)\b/;
const NO_SETPOINT = /\b(?:offset|calibration|hysteresis|minimum|maximum|min|max|limit|water|flow|boiler|dhw|humidity)\b/;

/** A name as lower-case words: `LivingRoomTemp_2` is `living room temp 2`. */
export const wordsIn = (name: string): string =>
  name
    // `kWh` is one word, not `k Wh`, which is a thousandth of it.
    .replace(/[kM]Wh?(?![a-z])|[hk]Pa(?![a-z])|m[VA](?![A-Za-z])/g, (unit) => ` ${unit.toLowerCase()} `)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Za-z]+)(\d+)\b/g, (all, letters: string, digits: string) => (/^co2$/i.test(all) ? all : `${letters} ${digits}`))
    .trim()
    .toLowerCase();

/**
 * The signal that `name` means and how its values convert; or in words why it is none. `unit`: as the source tells it,
 * absent when it tells none. `context`: what else is known, such as the device's name.
 */
export function namedValue(name: string, unit: string | undefined, context = ""): Named | string {
  if (isSignalId(name) && SIGNALS[name].unit !== "0|1") return converted(name, unit ?? signalOf(name).unit);
  const words = wordsIn(name);
  const last = words.slice(words.lastIndexOf(" ") + 1);
  const told = unit ?? (words.includes(" ") ? UNIT_WORDS.get(last) : undefined);
  if (SETPOINT.test(words))
    return NO_SETPOINT.test(words)
      ? "a setting, not a measurement"
      : converted(/\bcool/.test(words) ? "coolingSetpointC" : "heatingSetpointC", told ?? "°C");
  const found = CLASSES.find((c) => c.words.test(words));
  if (!found || NO_VALUE.test(words)) return "no signal of ours";
  if (found.name === "atmospheric_pressure" && told !== undefined && !AIR_PRESSURE_UNITS.has(told))
    return "may not be the pressure of air";
  return sensorSignal({
    deviceClass: found.name,
    unit: told ?? found.unit,
    stateClass: undefined,
    diagnostic: false,
    ownWords: words,
    deviceWords: wordsIn(context),
  });
}

/** The signal of a value that is yes or no; or in words why it is none. */
export function namedSwitch(name: string): Pick<Named, "signal"> | string {
  const words = wordsIn(name);
  if (/\b(?:occupancy|occupied|presence|motion)\b/.test(words)) return { signal: "occupancy" };
  if (/\bwindow\b/.test(words) && !/\bcontact\b/.test(words)) return { signal: "windowOpen" };
  if (/\bcontact\b/.test(words)) return "does not say whether on means open";
  return "no signal of ours";
}

function converted(signal: SignalId, unit: string): Named | string {
  const convert = converterTo(signal, unit);
  return convert ? { signal, convert } : `unit '${unit.slice(0, 20)}' is not known for it`;
}
