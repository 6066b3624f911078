/** The components of a Shelly device (Gen2 and later): which attributes of their status are which signals. */
import type { SignalId } from "#domain";
import type { AnnouncedPoint, PatternTime, PatternValue } from "../dialect.ts";
import { isObject, type JsonObject, own } from "../parse/json.ts";
import { remembering } from "../parse/remembering.ts";
import { parseTime } from "../parse/time.ts";
import { measure, type Sensed } from "./sightings.ts";

/** `switch:0` is of kind `switch` and has number 0. */
export interface Component {
  readonly key: string;
  readonly kind: string;
  readonly number: number;
}

/** What a virtual number stands for, as its device's configuration tells. */
export interface Role {
  readonly signal: SignalId;
  readonly unit: string;
  readonly writable: AnnouncedPoint["writable"];
}

interface Row {
  /** Attribute, with dots where it is nested. */
  readonly path: string;
  readonly signal: SignalId;
  readonly unit: string;
  /** Tells the phases of a meter apart. */
  readonly phase?: string;
  readonly writable?: AnnouncedPoint["writable"];
}

const row = (path: string, signal: SignalId, unit: string, more: Pick<Row, "phase" | "writable"> = {}): Row => ({
  path,
  signal,
  unit,
  ...more,
});

/** Energies are counted in Wh, whatever other makers do. */
const SOCKET: readonly Row[] = [
  row("apower", "electricPowerW", "W"),
  row("voltage", "voltageV", "V"),
  row("current", "currentA", "A"),
  row("aenergy.total", "electricEnergyWh", "Wh"),
];
const PHASES = ["a", "b", "c"] as const;

// Ranges of the set-points are those of the thermostats' own API; their status does not repeat them.
const WALL_RANGE = { min: 5, max: 35, step: 0.5 };
const VALVE_RANGE = { min: 4, max: 30, step: 0.1 };

const ROWS: ReadonlyMap<string, readonly Row[]> = new Map<string, readonly Row[]>([
  ...["switch", "light", "cover", "pm1", "cct", "rgb", "rgbw"].map((kind) => [kind, SOCKET] as const),
  [
    "em",
    [
      row("total_act_power", "electricPowerW", "W"),
      row("total_current", "currentA", "A"),
      ...PHASES.flatMap((phase) => [
        row(`${phase}_act_power`, "electricPowerW", "W", { phase }),
        row(`${phase}_voltage`, "voltageV", "V", { phase }),
        row(`${phase}_current`, "currentA", "A", { phase }),
      ]),
    ],
  ],
  [
    "emdata",
    [
      row("total_act", "electricEnergyWh", "Wh"),
      ...PHASES.map((phase) => row(`${phase}_total_act_energy`, "electricEnergyWh", "Wh", { phase })),
    ],
  ],
  ["em1", [row("act_power", "electricPowerW", "W"), row("voltage", "voltageV", "V"), row("current", "currentA", "A")]],
  ["em1data", [row("total_act_energy", "electricEnergyWh", "Wh")]],
  ["voltmeter", [row("voltage", "voltageV", "V")]],
  ["temperature", [row("tC", "airTempC", "°C")]],
  ["humidity", [row("rh", "relativeHumidityPct", "%")]],
  ["devicepower", [row("battery.percent", "batteryPct", "%")]],
  ["thermostat", [row("current_C", "airTempC", "°C"), row("target_C", "heatingSetpointC", "°C", { writable: WALL_RANGE })]],
  [
    "blutrv",
    [
      row("current_C", "airTempC", "°C"),
      row("target_C", "heatingSetpointC", "°C", { writable: VALVE_RANGE }),
      row("pos", "valvePct", "%"),
      row("battery", "batteryPct", "%"),
    ],
  ],
]);

/** A meter's powers and energies are told by two components, and belong together. */
const METER_OF: ReadonlyMap<string, string> = new Map([
  ["emdata", "em"],
  ["em1data", "em1"],
]);
/** What they measure is the room of the device itself when they are its first: then they have no endpoint. */
const OF_THE_ROOM = new Set(["temperature", "humidity", "devicepower", "thermostat"]);
/** Of the virtual components only numbers can be signals. */
export const VIRTUAL = new Set(["number", "boolean", "enum", "text", "button", "group"]);
/** When a value was measured that a gateway relays. */
const TIMES = ["last_updated_ts", "last_update_ts"];

const NONE: readonly never[] = [];

/** All that a component's key says about its status: found once for each key. */
interface Plan {
  readonly component: Component | undefined;
  readonly rows: readonly PlannedRow[];
  /** The name and reason of a number that is not read; undefined for one that is, or that nobody misses. */
  readonly unread: (path: string) => { readonly line: readonly [path: string, why: string] | undefined };
}

interface PlannedRow extends Row {
  /** The path, taken apart. */
  readonly first: string;
  readonly second: string | undefined;
  readonly endpoint: string | undefined;
  /** Where it stands, for people. */
  readonly where: string;
}

const planOf = remembering((key): Plan => {
  const [, kind, number = "0"] = /^([a-z][a-z0-9_]{0,30})(?::(\d{1,5}))?$/.exec(key) ?? [];
  if (kind === undefined) return { component: undefined, rows: NONE, unread: () => ({ line: undefined }) };
  const component = { key, kind, number: Number(number) };
  const place = placeOf(component);
  const rows = ROWS.get(kind) ?? NONE;
  const planned = rows.map((row): PlannedRow => {
    const [first = "", second] = row.path.split(".");
    const endpoint = [place, row.phase].filter((part) => part !== undefined).join("-") || undefined;
    return { ...row, first, second, endpoint, where: `${key}/${row.path}` };
  });
  const unread = remembering((path: string): ReturnType<Plan["unread"]> => {
    if (path.endsWith("_ts") || rows.some((row) => row.path === path)) return { line: undefined };
    const ofChip = rows === SOCKET && /^temperature(?:\.|$)/.test(path);
    return { line: [`${key}/${path}`, ofChip ? "of the device's own chip" : "no signal of ours"] };
  }, 500);
  return { component, rows: planned, unread };
});

/** `switch:0` taken apart; undefined for what is no component. A service such as `sys` is number 0 of its kind. */
export const componentOf = (key: string): Component | undefined => planOf(key).component;

/**
 * The values of `told`, a part of the component's `status` that has just been told. Attributes that were not told are not
 * given again: they would look as if measured now. `ts`: time of the message, UTC ms.
 */
export function readComponent(
  component: Component,
  status: JsonObject,
  told: JsonObject,
  role: Role | undefined,
  ts: number | undefined,
): Sensed[] {
  const { key, kind } = component;
  if (kind === "number" && role) {
    if (!Object.hasOwn(told, "value")) return [];
    const value = measure(role.signal, role.unit, own(status, "value"));
    return [{ signal: role.signal, writable: role.writable, value, path: key, ts: timeOf(told) ?? ts }];
  }
  const sensed: Sensed[] = [];
  const measuredAt = timeOf(told) ?? ts;
  for (const { first, second, signal, unit, endpoint, writable, where } of planOf(key).rows) {
    if (at(told, first, second) === undefined) continue;
    const value = measure(signal, unit, at(status, first, second));
    sensed.push({ endpoint, signal, writable, value, path: where, ts: measuredAt });
  }
  return sensed;
}

/**
 * How statuses of a component are read that tell the same attributes as `told`; undefined when they say more than their values:
 * what a service or a battery tells decides how its device is treated.
 */
export function componentPattern(
  { key, kind }: Component,
  told: JsonObject,
  role: Role | undefined,
): { values: PatternValue[]; time: PatternTime | undefined } | undefined {
  if (SERVICES.has(kind) || kind === "devicepower" || (VIRTUAL.has(kind) && !role)) return undefined;
  const [timeKey, ...more] = TIMES.filter((name) => Object.hasOwn(told, name));
  if (more.length > 0) return undefined;
  const time = timeKey === undefined ? undefined : { keys: [timeKey], read: parseTime, needed: false };
  const reader = (signal: SignalId, unit: string) => (raw: unknown) => measure(signal, unit, raw);
  if (kind === "number" && role) {
    const read = reader(role.signal, role.unit);
    return { values: (own(told, "value") ?? null) === null ? [] : [{ keys: ["value"], signal: role.signal, read }], time };
  }
  const rows = planOf(key).rows.filter(({ first, second }) => (at(told, first, second) ?? null) !== null);
  const values = rows.map(({ first, second, endpoint, signal, unit }) => {
    const keys = second === undefined ? [first] : [first, second];
    return { keys, endpoint, signal, read: reader(signal, unit) };
  });
  return { values, time };
}

/** Numbers of a component's status that are not read, each with the reason. */
export function unreadOf(
  { key, kind }: Component,
  told: JsonObject,
  role: Role | undefined,
): (readonly [path: string, why: string])[] {
  if (VIRTUAL.has(kind)) {
    if (role) return [];
    return [[key, kind === "number" ? "its role is not known, or no signal of ours" : "no signal of ours"]];
  }
  if (!ROWS.has(kind)) return SERVICES.has(kind) ? [] : [[key, "no signal of ours"]];
  const { unread } = planOf(key);
  const lines: (readonly [string, string])[] = [];
  const check = (path: string): void => {
    const { line } = unread(path);
    if (line) lines.push(line);
  };
  for (const name of Object.keys(told)) {
    if (name === "id") continue;
    const value = told[name];
    if (typeof value === "number") check(name);
    else if (isObject(value))
      for (const inner of Object.keys(value)) if (typeof value[inner] === "number") check(`${name}.${inner}`);
  }
  return lines;
}

/** Kinds that tell of the device itself. */
export const SERVICES = new Set(
  "sys wifi cloud mqtt ble ws eth ui ht_ui script schedule input bthome modbus knx matter serial web plugs_ui".split(" "),
);

/** The command that sets the set-point of `component` to `value` degC; undefined when it takes none. */
export function setpointCall({ kind, number }: Component, value: number): { method: string; params: JsonObject } | undefined {
  if (kind === "thermostat")
    return { method: "Thermostat.SetConfig", params: { id: number, config: { id: number, target_C: value } } };
  if (kind === "blutrv")
    return {
      method: "BluTRV.Call",
      params: { id: number, method: "TRV.SetTarget", params: { id: 0, target_C: value } },
    };
  return kind === "number" ? { method: "Number.Set", params: { id: number, value } } : undefined;
}

/** The endpoint of the component's points. */
export function placeOf({ kind, number }: Component): string | undefined {
  if (kind === "number") return undefined;
  return OF_THE_ROOM.has(kind) && number === 0 ? undefined : `${METER_OF.get(kind) ?? kind}-${number}`;
}

function at(status: JsonObject, first: string, second: string | undefined): unknown {
  const value = own(status, first);
  return second === undefined ? value : isObject(value) ? own(value, second) : undefined;
}

function timeOf(told: JsonObject): number | undefined {
  for (const key of TIMES) {
    const ts = parseTime(own(told, key));
    if (ts !== undefined) return ts;
  }
  return undefined;
}

/** `change` laid over `status`, nested objects too: attributes that a notification leaves out stay as they were. */
export function overlay(status: JsonObject, change: JsonObject): JsonObject {
  const merged = new Map(Object.entries(status));
  for (const [key, value] of Object.entries(change)) {
    const before = own(status, key);
    merged.set(key, isObject(before) && isObject(value) ? overlay(before, value) : value);
  }
  return Object.fromEntries(merged);
}
