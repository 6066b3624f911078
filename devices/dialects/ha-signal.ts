/** Which of our signals a Home Assistant sensor measures: decided by its device class and unit, then by words in its names. */
import type { SignalId } from "#domain";
import { type Convert, converterTo } from "../parse/unit.ts";

/** What a discovery message says about a sensor. */
export interface SensorFacts {
  readonly deviceClass: string | undefined;
  readonly unit: string | undefined;
  readonly stateClass: string | undefined;
  /** It describes the device itself, not its surroundings. */
  readonly diagnostic: boolean;
  /** Its names in lower case, joined by blanks: object id, name, and those of its device. */
  readonly ownWords: string;
  readonly deviceWords: string;
}

export interface SensorSignal {
  readonly signal: SignalId;
  readonly convert: Convert;
}

/** Units that one class alone measures, for sensors that do not name their class. */
const CLASS_OF_UNIT: ReadonlyMap<string, string> = new Map([
  ["°C", "temperature"],
  ["°F", "temperature"],
  ["K", "temperature"],
  ["W", "power"],
  ["kW", "power"],
  ["Wh", "energy"],
  ["kWh", "energy"],
  ["MWh", "energy"],
  ["W/m²", "irradiance"],
]);

const SIMPLE: ReadonlyMap<string, SignalId> = new Map<string, SignalId>([
  ["humidity", "relativeHumidityPct"],
  ["carbon_dioxide", "co2Ppm"],
  ["gas", "gasVolumeM3"],
  ["irradiance", "globalIrradianceWPerM2"],
  ["wind_speed", "windSpeedMPerS"],
  ["atmospheric_pressure", "airPressurePa"],
  ["voltage", "voltageV"],
  ["current", "currentA"],
  ["battery", "batteryPct"],
]);

const SETTING = /\b(?:set ?points?|target|calibration|offset|limit|threshold|minimum|maximum|min|max)\b/;
const NOT_AIR = /\b(?:chip|cpu|soc|board|mcu|processor|internal|device|dew|feels|apparent|wind ?chill)\b/;
const WATER = /\b(?:water|flow|return|supply|boiler|tank|buffer|inlet|outlet|dhw)\b/;
const OUTDOOR = /\b(?:outdoors?|outside|exterior|ambient|weather)\b/;
// A heat pump takes electricity.
const HEAT = /\b(?:heat(?! ?pump)|heating|thermal)\b/;
const GAS = /\bgas\b/;
const PART_OF_TIME = /\b(?:today|yesterday|daily|hourly|weekly|monthly|day|hour|week|month|year)\b/;
const OTHER_WAY =
  /\b(?:export(?:ed)?|returned?|feed ?in|production|produced|generat(?:ed|ion)|yield|solar|pv|reactive|apparent)\b/;

/** The signal and how its values convert, or in words why it is none. */
export function sensorSignal(facts: SensorFacts): SensorSignal | string {
  if (SETTING.test(facts.ownWords)) return "a setting, not a measurement";
  const found = choose(facts);
  if ("why" in found) return found.why;
  if (facts.unit === undefined) return "has no unit";
  const convert = converterTo(found.signal, facts.unit);
  return convert ? { signal: found.signal, convert } : `unit '${facts.unit.slice(0, 20)}' is not known for it`;
}

type Choice = { readonly signal: SignalId } | { readonly why: string };

function choose(facts: SensorFacts): Choice {
  const { ownWords, unit = "" } = facts;
  const deviceClass = facts.deviceClass ?? CLASS_OF_UNIT.get(unit) ?? classOfWords(ownWords, unit);
  switch (deviceClass) {
    case "temperature":
      return temperature(facts);
    case "power":
      if (OTHER_WAY.test(ownWords)) return { why: "not the power that is used" };
      return { signal: HEAT.test(ownWords) ? "heatingPowerW" : "electricPowerW" };
    case "energy":
      return energy(facts);
    case "valve":
      return { signal: "valvePct" };
    case "pressure":
      // The class also stands for water and tyres; only weather is told in these units.
      return unit === "hPa" || unit === "mbar" || unit === "inHg"
        ? { signal: "airPressurePa" }
        : { why: "may not be the pressure of air" };
    default: {
      const signal = SIMPLE.get(deviceClass);
      return signal ? { signal } : { why: "no signal of ours" };
    }
  }
}

function classOfWords(words: string, unit: string): string {
  if (unit === "%" && /\b(?:heating demand|valve position|valve opening|valve)\b/.test(words)) return "valve";
  if (unit === "ppm" && /\b(?:co2|carbon dioxide)\b/.test(words)) return "carbon_dioxide";
  return "";
}

function temperature({ diagnostic, ownWords, deviceWords }: SensorFacts): Choice {
  if (diagnostic || NOT_AIR.test(ownWords)) return { why: "not the temperature of a room" };
  if (WATER.test(ownWords)) return { signal: "waterTempC" };
  return { signal: OUTDOOR.test(`${ownWords} ${deviceWords}`) ? "outdoorTempC" : "airTempC" };
}

function energy({ stateClass, ownWords, deviceWords }: SensorFacts): Choice {
  if (stateClass === "measurement" || PART_OF_TIME.test(ownWords)) return { why: "not a counter that only grows" };
  if (OTHER_WAY.test(ownWords)) return { why: "not the energy that is used" };
  if (GAS.test(ownWords)) return { signal: "gasEnergyWh" };
  if (HEAT.test(ownWords)) return { signal: "heatEnergyWh" };
  const meter = /\b(gas|heat) meter\b/.exec(deviceWords)?.[1];
  return { signal: meter === "gas" ? "gasEnergyWh" : meter === "heat" ? "heatEnergyWh" : "electricEnergyWh" };
}
