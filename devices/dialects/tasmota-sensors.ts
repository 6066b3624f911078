/** The sensors object that Tasmota publishes (`SENSOR`, `STATUS8`, discovery): which of its values are which signals. */
import type { SignalId } from "#domain";
import type { AnnouncedPoint } from "../dialect.ts";
import { isObject, type JsonObject, ownText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
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

/** A value with the names on the way to it. */
interface Leaf {
  readonly names: readonly string[];
  readonly value: unknown;
}

/** Reads a sensors object. `tempUnit` holds where the message itself names none. Never throws. */
export function readSensors(body: JsonObject, tempUnit: string): Sensors {
  const sensed: Sensed[] = [];
  const unread: string[] = [];
  for (const leaf of leavesOf(body)) {
    const path = leaf.names.join(".");
    const found = meaningOf(leaf.names);
    const unit = found && unitOf(found.row, body, tempUnit);
    const convert = found && unit !== undefined ? converterTo(found.row.signal, unit) : undefined;
    if (!found) unread.push(`${path}: no signal of ours`);
    else if (!convert) unread.push(`${path}: unit '${(unit ?? "").slice(0, 20)}' is not known for it`);
    else {
      const value = leaf.value === null ? null : convert(parseNumber(leaf.value) ?? Number.NaN);
      // A number near the end of what a double holds leaves it by conversion.
      const whole = value === null || Number.isFinite(value) ? value : undefined;
      sensed.push({ signal: found.row.signal, endpoint: found.endpoint, value: whole, path });
    }
  }
  return { sensed, unread };
}

/** All values below the sensors; what stands beside them (`Time`, units) is no value. */
function leavesOf(body: JsonObject): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, names: readonly string[]): void => {
    if (leaves.length >= MAX_LEAVES) return;
    if (isObject(value)) walk(value, names);
    else if (Array.isArray(value)) {
      if (names.length < MAX_NAMES) value.forEach((one, i) => void visit(one, names.concat(String(i + 1))));
    } else if (names.length > 1) leaves.push({ names, value });
  };
  const walk = (object: JsonObject, names: readonly string[]): void => {
    if (names.length >= MAX_NAMES) return;
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (names.length > 0 || typeof value === "object") visit(value, names.concat(key));
    }
  };
  walk(body, []);
  return leaves;
}

/**
 * What a leaf measures, and the endpoint that tells it from others: the sensor's name (none for `ENERGY`, which is the
 * device itself), a number behind a key (`Temperature2`), and the channel or phase of a list or object.
 */
function meaningOf(names: readonly string[]): { readonly row: Row; readonly endpoint: string | undefined } | undefined {
  const [sensor = "", ...rest] = names;
  if (CHIPS.has(sensor)) return undefined;
  // Most leaves are `ENERGY.Power`: expressions are kept for names that look as if they needed them.
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
