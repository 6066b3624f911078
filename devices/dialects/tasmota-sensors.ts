/** The sensors object that Tasmota publishes (`SENSOR`, `STATUS8`, discovery): which of its values are which signals. */
import type { SignalId } from "#domain";
import type { AnnouncedPoint, PatternValue } from "../dialect.ts";
import { isObject, type JsonObject, ownText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { remembering } from "../parse/remembering.ts";
import { converterTo } from "../parse/unit.ts";

/** One value found, in the signal's unit; null: it has none now; undefined: it was no number. */
export interface Sensed extends Pick<AnnouncedPoint, "endpoint" | "signal"> {
  readonly value: number | null | undefined;
  /** Where it stood: `ENERGY.Total`. */
  readonly path: string;
}

export interface Sensors {
  readonly sensed: readonly Sensed[];
  /** Values that we do not read, with the reason. */
  readonly unread: readonly string[];
}

interface Row {
  readonly signal: SignalId;
  /** The unit, or the key of the message under which it stands. */
  readonly unit: string;
}

const ENVIRONMENT: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["Temperature", { signal: "airTempC", unit: "TempUnit" }],
  ["Humidity", { signal: "relativeHumidityPct", unit: "%" }],
  ["CarbonDioxide", { signal: "co2Ppm", unit: "ppm" }],
  ["Pressure", { signal: "airPressurePa", unit: "PressureUnit" }],
  ["Speed.Act", { signal: "windSpeedMPerS", unit: "SpeedUnit" }],
]);
const METER: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["Power", { signal: "electricPowerW", unit: "W" }],
  ["Total", { signal: "electricEnergyWh", unit: "kWh" }],
  ["Energy", { signal: "electricEnergyWh", unit: "kWh" }],
  ["Voltage", { signal: "voltageV", unit: "V" }],
  ["Current", { signal: "currentA", unit: "A" }],
]);
/** These measure the chip, not a room. */
const CHIPS = new Set(["ESP32", "ESP8266"]);
const MAX_LEAVES = 500;
const MAX_NAMES = 4;

/** The names on the way to a value, and what they mean: found once, as they are the same in every message. */
interface Way {
  readonly names: readonly string[];
  /** The same as keys: they count from 0 in a list, names from 1. */
  readonly keys: readonly string[];
  readonly path: string;
  readonly found: ReturnType<typeof meaningOf>;
  /** What is said of a value that means nothing to us. */
  readonly unread: string;
  readonly to: (name: string) => Way;
  readonly item: (index: string) => Way;
}

/** Names come from strangers: past this many ways, all are forgotten and found anew. */
const MAX_WAYS = 20_000;
let ways = 0;
let start: Way | undefined;

function way(names: readonly string[], keys: readonly string[]): Way {
  ways++;
  const path = names.join(".");
  return {
    names,
    keys,
    path,
    found: meaningOf(names),
    unread: `${path}: no signal of ours`,
    to: remembering((name) => way([...names, name], [...keys, name]), 500),
    item: remembering((index) => way([...names, String(Number(index) + 1)], [...keys, index]), 500),
  };
}

/** Reads a sensors object. `tempUnit` holds where the message itself names none. Never throws. */
export function readSensors(body: JsonObject, tempUnit: string): Sensors {
  const sensed: Sensed[] = [];
  const unread: string[] = [];
  eachLeaf(body, ({ found, path, unread: unreadLine }, raw) => {
    if (!found) {
      unread.push(unreadLine);
      return;
    }
    const unit = unitOf(found.row, body, tempUnit);
    const convert = unit === undefined ? undefined : converterTo(found.row.signal, unit);
    if (!convert) {
      unread.push(`${path}: unit '${(unit ?? "").slice(0, 20)}' is not known for it`);
      return;
    }
    const value = raw === null ? null : convert(parseNumber(raw) ?? Number.NaN);
    // A number near the end of what a double holds leaves it by conversion.
    const whole = value === null || Number.isFinite(value) ? value : undefined;
    sensed.push({ signal: found.row.signal, endpoint: found.endpoint, value: whole, path });
  });
  return { sensed, unread };
}

/** How the values of a sensors object are read that have one now. */
export function sensorPattern(body: JsonObject, tempUnit: string): PatternValue[] {
  const values: PatternValue[] = [];
  eachLeaf(body, ({ found, keys }, raw) => {
    const unit = found && unitOf(found.row, body, tempUnit);
    const convert = found && unit !== undefined ? converterTo(found.row.signal, unit) : undefined;
    if (!found || !convert || raw === null) return;
    const read = (value: unknown): number | undefined => {
      const number = parseNumber(value);
      return number === undefined ? undefined : convert(number);
    };
    values.push({ keys, endpoint: found.endpoint, signal: found.row.signal, read });
  });
  return values;
}

function eachLeaf(body: JsonObject, leaf: (way: Way, raw: unknown) => void): void {
  let leaves = 0;
  // What stands beside the sensors (`Time`, units) is no value.
  const visit = (value: unknown, to: Way): void => {
    if (leaves >= MAX_LEAVES) return;
    if (isObject(value)) walk(value, to);
    else if (Array.isArray(value)) {
      if (to.names.length < MAX_NAMES) value.forEach((one, i) => void visit(one, to.item(String(i))));
    } else if (to.names.length > 1) {
      leaves++;
      leaf(to, value);
    }
  };
  const walk = (object: JsonObject, from: Way): void => {
    if (from.names.length >= MAX_NAMES) return;
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (from.names.length > 0 || typeof value === "object") visit(value, from.to(key));
    }
  };
  if (!start || ways > MAX_WAYS) {
    ways = 0;
    start = way([], []);
  }
  walk(body, start);
}

/**
 * What a leaf measures, and the endpoint that tells it from others: the sensor's name (none for `ENERGY`, which is the
 * device itself), a number behind a key (`Temperature2`), and the channel or phase of a list or object.
 */
function meaningOf(names: readonly string[]): { readonly row: Row; readonly endpoint: string | undefined } | undefined {
  const [sensor = "", ...rest] = names;
  if (CHIPS.has(sensor)) return undefined;
  const clamp = rest[0]?.startsWith("CTEnergy") ? /^CTEnergy(\d*)$/.exec(rest[0]) : null;
  const [key = "", ...channel] = clamp ? rest.slice(1) : rest;
  const [, word = key, number = ""] = (endsInDigit(key) && /^([A-Za-z]+?)(\d+)$/.exec(key)) || [];
  const meter = sensor === "ENERGY" || clamp !== null;
  const row = (meter ? METER : ENVIRONMENT).get(word);
  if (row) {
    const place = [meter && !clamp ? "" : sensor, clamp?.[1] ?? "", number, ...channel];
    return { row, endpoint: endpointOf(place.filter((part) => part !== "")) };
  }
  const windRow = meter ? undefined : ENVIRONMENT.get(`${word}.${channel[0] ?? ""}`);
  return windRow && { row: windRow, endpoint: endpointOf([sensor]) };
}

const endsInDigit = (text: string): boolean => {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0x30 && last <= 0x39;
};

function unitOf({ unit }: Row, body: JsonObject, tempUnit: string): string | undefined {
  if (unit === "TempUnit") return ownText(body, unit) ?? tempUnit;
  if (unit === "PressureUnit") return ownText(body, unit) ?? "hPa";
  return unit === "SpeedUnit" ? ownText(body, unit) : unit;
}

const endpointOf = (parts: readonly string[]): string | undefined =>
  parts.length === 0
    ? undefined
    : parts
        .join("-")
        .replace(/[^A-Za-z0-9_.-]/g, "_")
        .slice(0, 40);
