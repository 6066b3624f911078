/** What a zigbee2mqtt definition `exposes`, read into our signals: a table of properties and the reader of the tree. */
import type { Device, DevicePoint, SignalId } from "#domain";
import type { AnnouncedPoint } from "../dialect.ts";
import { isObject, type JsonObject, own, ownText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { type Convert, converterFrom, converterTo } from "../parse/unit.ts";

/** A property of the state message that carries a signal. */
export interface Binding extends AnnouncedPoint {
  readonly property: string;
  /** The unit that it is published in, empty for none. */
  readonly unit: string;
  /** The value in the signal's unit, undefined when the published value is not of the announced type. */
  readonly read: (published: unknown) => number | undefined;
  /** The value in the device's unit, for a set-point. */
  readonly write: (value: number) => number;
}

export interface Exposed {
  readonly kind: Device["kind"];
  readonly bindings: readonly Binding[];
  readonly unread: readonly string[];
}

/** Feature name -> signal. Where two features of one endpoint carry the same signal, the one further up is read. */
const NUMERIC: readonly (readonly [feature: string, signal: SignalId, scope: "climate" | "any"])[] = [
  ["local_temperature", "airTempC", "any"],
  ["temperature", "airTempC", "any"],
  ["occupied_heating_setpoint", "heatingSetpointC", "climate"],
  ["current_heating_setpoint", "heatingSetpointC", "climate"],
  ["occupied_cooling_setpoint", "coolingSetpointC", "climate"],
  ["current_cooling_setpoint", "coolingSetpointC", "climate"],
  ["pi_heating_demand", "valvePct", "any"],
  ["valve_position", "valvePct", "any"],
  ["humidity", "relativeHumidityPct", "any"],
  ["co2", "co2Ppm", "any"],
  ["pressure", "airPressurePa", "any"],
  ["power", "electricPowerW", "any"],
  ["energy", "electricEnergyWh", "any"],
  ["voltage", "voltageV", "any"],
  ["current", "currentA", "any"],
  ["battery", "batteryPct", "any"],
];
const RANK: ReadonlyMap<string, number> = new Map(NUMERIC.map(([feature], i) => [feature, i]));

/** Access bits of an expose: the value is published; it can be set. */
const PUBLISHED = 1;
const SETTABLE = 2;
const MAX_FEATURES = 1_000;
/** A definition holds groups (`climate`) that hold features; composites below them are settings, not signals. */
const MAX_DEPTH = 3;

interface Feature {
  readonly expose: JsonObject;
  readonly inClimate: boolean;
  readonly endpoint: string | undefined;
}

/** Reads `definition.exposes`. Never throws; what it does not understand is named in `unread`. */
export function readExposes(exposes: unknown): Exposed {
  const features: Feature[] = [];
  const groups = collect(exposes, false, undefined, 0, features);
  const candidates: { binding: Binding; rank: number }[] = [];
  const unread: string[] = [];
  for (const feature of features) {
    const property = ownText(feature.expose, "property");
    if (property === undefined || property === "" || property.length > 100) continue;
    const bound = bind(feature, property);
    if (typeof bound === "string") unread.push(`${property}: ${bound}`);
    else candidates.push(bound);
  }
  candidates.sort((a, b) => a.rank - b.rank);
  const bindings = new Map<string, Binding>();
  for (const { binding } of candidates) {
    const key = `${binding.endpoint ?? ""}/${binding.signal}`;
    const first = bindings.get(key);
    if (first) unread.push(`${binding.property}: ${first.property} is read for the same signal`);
    else bindings.set(key, binding);
  }
  return { kind: kindOf(groups, [...bindings.values()]), bindings: [...bindings.values()], unread: unread.slice(0, 200) };
}

function collect(
  exposes: unknown,
  inClimate: boolean,
  endpoint: string | undefined,
  depth: number,
  into: Feature[],
): Set<string> {
  const groups = new Set<string>();
  if (!Array.isArray(exposes) || depth >= MAX_DEPTH) return groups;
  for (const expose of exposes) {
    if (!isObject(expose) || into.length >= MAX_FEATURES) continue;
    const type = ownText(expose, "type") ?? "";
    const here = ownText(expose, "endpoint") ?? endpoint;
    if (type === "composite" || type === "list") into.push({ expose, inClimate, endpoint: here });
    else if (Array.isArray(own(expose, "features"))) {
      groups.add(type);
      for (const inner of collect(own(expose, "features"), type === "climate", here, depth + 1, into)) groups.add(inner);
    } else into.push({ expose, inClimate, endpoint: here });
  }
  return groups;
}

/** The binding of a feature, or in words why there is none. */
function bind({ expose, inClimate, endpoint }: Feature, property: string): { binding: Binding; rank: number } | string {
  const access = parseNumber(own(expose, "access")) ?? 0;
  if (!(access & PUBLISHED)) return "is not published by the device";
  if (endpoint !== undefined && !/^[A-Za-z0-9_.-]{1,20}$/.test(endpoint)) return "its endpoint has no plain name";
  const name = ownText(expose, "name") ?? property;
  const type = ownText(expose, "type");
  if (type === "binary") return bindBinary(expose, name, property, endpoint);
  const row = NUMERIC.find(([feature, , scope]) => feature === name && (scope === "any" || inClimate));
  if (type !== "numeric" || !row) return "no signal of ours";
  const [, signal] = row;
  const unit = ownText(expose, "unit") ?? "";
  const how = numericIn(signal, unit);
  if (!how) return unit === "" ? "has no unit" : `unit '${unit.slice(0, 20)}' is not known for it`;
  const writable = inClimate && access & SETTABLE ? rangeOf(expose, how.convert) : undefined;
  return { binding: { property, endpoint, signal, unit, ...how, writable }, rank: RANK.get(name) ?? RANK.size };
}

/** Reads and writes a number that is published in `unit`. */
function numericIn(signal: SignalId, unit: string): (Pick<Binding, "read" | "write"> & { convert: Convert }) | undefined {
  const convert = converterTo(signal, unit);
  const write = converterFrom(signal, unit);
  if (!convert || !write) return undefined;
  const read = (published: unknown) => {
    const number = parseNumber(published);
    return number === undefined ? undefined : convert(number);
  };
  return { convert, read, write };
}

/** Range and step of a set-point in canonical units. Without an announced range none is commanded. */
function rangeOf(expose: JsonObject, convert: (value: number) => number): AnnouncedPoint["writable"] {
  const [min, max] = [parseNumber(own(expose, "value_min")), parseNumber(own(expose, "value_max"))];
  const step = parseNumber(own(expose, "value_step")) ?? 0.5;
  if (min === undefined || max === undefined || !(min <= max) || !(step > 0)) return undefined;
  // A step is a difference: the offset of degF must not enter.
  return { min: convert(min), max: convert(max), step: Number((convert(min + step) - convert(min)).toPrecision(6)) };
}

function bindBinary(
  expose: JsonObject,
  name: string,
  property: string,
  endpoint: string | undefined,
): { binding: Binding; rank: number } | string {
  const found = TWO_VALUED.find(([feature]) => feature === name);
  if (!found) return "no signal of ours";
  const [, signal, rank] = found;
  const read = twoValued(signal, own(expose, "value_on") ?? true, own(expose, "value_off") ?? false);
  return { binding: { property, endpoint, signal, unit: "", read, write: same }, rank };
}

const TWO_VALUED: readonly (readonly [feature: string, signal: "occupancy" | "windowOpen", rank: number])[] = [
  ["occupancy", "occupancy", 0],
  ["presence", "occupancy", 1],
  ["contact", "windowOpen", 0],
];

const same: Convert = (value) => value;

function twoValued(signal: "occupancy" | "windowOpen", on: unknown, off: unknown): Binding["read"] {
  // `contact` is true while the window is closed, whatever a definition calls on and off.
  const [one, zero] = signal === "windowOpen" ? [false, true] : [on, off];
  return (published) => (published === one ? 1 : published === zero ? 0 : undefined);
}

/** The binding of a point as it was in an earlier run; a definition's own words for on and off are not remembered. */
export function recallBinding({ source, signal, writable, origin }: DevicePoint): Binding | undefined {
  if (!origin) return undefined;
  const { property, unit } = origin;
  const two =
    signal === "occupancy" || signal === "windowOpen" ? { read: twoValued(signal, true, false), write: same } : undefined;
  const how = two ?? numericIn(signal, unit);
  return how && { property, unit, signal, endpoint: source.split("#")[1], writable, read: how.read, write: how.write };
}

function kindOf(groups: ReadonlySet<string>, bindings: readonly Binding[]): Device["kind"] {
  const has = (...signals: SignalId[]) => bindings.some((b) => signals.includes(b.signal));
  if (groups.has("climate")) return "thermostat";
  if (has("electricPowerW", "electricEnergyWh")) return "meter";
  if (has("airTempC", "relativeHumidityPct", "co2Ppm", "occupancy", "windowOpen", "airPressurePa")) return "sensor";
  return "other";
}
