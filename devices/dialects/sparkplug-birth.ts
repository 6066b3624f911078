/** What a birth certificate says: which metrics there are, which of them we read, and who it is that speaks. */
import { type Device, SETTABLE, type SignalId } from "#domain";
import type { AnnouncedDevice, AnnouncedPoint } from "../dialect.ts";
import { type Alias, type Metric, TYPE } from "./sparkplug-payload.ts";
import { type Reading, signalFor } from "./sparkplug-signals.ts";
import { type Address, idOf } from "./sparkplug-topic.ts";

/** A metric of the session, as its birth defined it. */
export interface Defined {
  readonly name: string;
  readonly alias: Alias | undefined;
  readonly type: number;
  /** Absent: we know it and do not read it. */
  readonly reading?: Reading | undefined;
  readonly writable?: AnnouncedPoint["writable"];
}

export interface Definitions {
  readonly byName: ReadonlyMap<string, Defined>;
  readonly byAlias: ReadonlyMap<Alias, Defined>;
  readonly device: AnnouncedDevice;
}

const MAX_POINTS = 500;
const MAX_UNREAD = 200;
/** Of the protocol itself, or about the program: nothing that could have been read. */
const HOUSEKEEPING = /^(?:bdSeq$|Node Control\/|Device Control\/|Node Info\/|Properties\/)/;
const VENDOR = /(?:^|\/)(?:Hardware )?(?:Make|Manufacturer|Vendor)$/i;
const MODEL = /(?:^|\/)(?:Hardware )?Model$/i;
/** Step of a set-point that is no whole number, in °C: Sparkplug has no word for it. */
const STEP_K = 0.1;

/** Reads the metrics of an NBIRTH or DBIRTH. Of two metrics with one meaning the first is read. */
export function readBirth(address: Address, metrics: readonly Metric[]): Definitions {
  const byName = new Map<string, Defined>();
  const byAlias = new Map<Alias, Defined>();
  const points = new Map<string, AnnouncedPoint>();
  const unread: string[] = [];
  let vendor = "";
  let model = "";
  for (const metric of metrics) {
    const { name } = metric;
    if (name === undefined || byName.has(name)) continue;
    if (metric.text !== undefined && VENDOR.test(name)) vendor ||= metric.text;
    if (metric.text !== undefined && MODEL.test(name)) model ||= metric.text;
    const defined = HOUSEKEEPING.test(name) ? plain(name, metric) : define(name, metric, points, unread);
    byName.set(name, defined);
    if (metric.alias !== undefined) byAlias.set(metric.alias, defined);
  }
  const announced = [...points.values()];
  const device: AnnouncedDevice = {
    id: idOf(address),
    name: address.device === undefined ? address.edge : `${address.edge}/${address.device}`,
    vendor,
    model,
    kind: kindOf(announced),
    batteryPowered: announced.some((point) => point.signal === "batteryPct"),
    points: announced,
    unread,
  };
  return { byName, byAlias, device };
}

const plain = (name: string, { alias, type }: Metric): Defined => ({ name, alias, type: type ?? 0 });

function define(name: string, metric: Metric, points: Map<string, AnnouncedPoint>, unread: string[]): Defined {
  const unreadAs = (why: string): Defined => {
    if (unread.length < MAX_UNREAD) unread.push(`${name}: ${why}`);
    return plain(name, metric);
  };
  const reading = signalFor(name, metric);
  if (typeof reading === "string") return unreadAs(reading);
  const { signal, endpoint } = reading;
  const key = `${endpoint ?? ""}/${signal}`;
  if (points.has(key)) return unreadAs(`another metric is read as ${signal} already`);
  if (points.size >= MAX_POINTS) return unreadAs(`more than ${MAX_POINTS} values are not read`);
  const writable = SETTABLE.some((s) => s === signal) ? rangeOf(metric, reading) : undefined;
  points.set(key, { endpoint, signal, writable });
  return { ...plain(name, metric), reading, writable };
}

/** The range that the metric states, in °C. Without one, or when it is read-only, none is commanded. */
function rangeOf({ properties, type = 0 }: Metric, { convert }: Reading): AnnouncedPoint["writable"] {
  const stated = new Map([...properties].map(([key, value]) => [key.toLowerCase(), value]));
  const [low, high] = [stated.get("englow"), stated.get("enghigh")];
  if (typeof low !== "number" || typeof high !== "number" || stated.get("readonly") === true) return undefined;
  const [min, max] = [convert(low), convert(high)];
  const step = type < TYPE.float ? convert(1) - convert(0) : STEP_K;
  return min < max && Number.isFinite(min) && Number.isFinite(max) && step > 0 ? { min, max, step } : undefined;
}

function kindOf(points: readonly AnnouncedPoint[]): Device["kind"] {
  const has = (...signals: SignalId[]) => points.some((p) => signals.includes(p.signal));
  if (has("heatingSetpointC", "coolingSetpointC", "valvePct")) return "thermostat";
  if (has("airTempC", "relativeHumidityPct", "co2Ppm", "occupancy", "windowOpen")) return "sensor";
  if (has("outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS")) return "weather";
  return points.length > 0 ? "meter" : "other";
}
