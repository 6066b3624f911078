/** A device as the sum of its entities: one point for each signal, and one answer to whether it is there. */
import type { Device } from "#domain";
import type { AnnouncedDevice } from "../dialect.ts";
import type { Identity } from "./ha-config.ts";
import type { Entity } from "./ha-entity.ts";
import type { Read } from "./ha-read.ts";

export interface KnownDevice {
  identity: Identity;
  /** By the entity's key. */
  readonly entities: Map<string, Entity>;
  /** Who of several entities that carry the same point is read, by `pointOf`. */
  owners: ReadonlyMap<string, Read>;
  /** The same, to ask whether one of them is read. */
  owning: ReadonlySet<Read>;
  /** Its description as it was last told, as JSON. */
  told: string;
  /** When its last value came (UTC ms), 0 for never. */
  valueAt: number;
  /** How long its values count after the last one, ms, when one of its entities says so. */
  expireMs: number | undefined;
  /** Its values are void by its own rule. */
  expired: boolean;
}

export const newDevice = (identity: Identity): KnownDevice => ({
  identity,
  entities: new Map(),
  owners: new Map(),
  owning: new Set(),
  told: "",
  valueAt: 0,
  expireMs: undefined,
  expired: false,
});

const MAX_POINTS = 500;
const MAX_UNREAD = 200;

export const pointOf = ({ endpoint, signal }: Pick<Read, "endpoint" | "signal">): string => `${endpoint ?? ""}/${signal}`;

const inOrder = (device: KnownDevice): Entity[] =>
  [...device.entities.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

/** The first entity by key owns a point: the same device gives the same answer in whatever order its messages came. */
export function ownersOf(device: KnownDevice): Map<string, Read> {
  const owners = new Map<string, Read>();
  for (const { reads } of inOrder(device))
    for (const read of reads) if (!owners.has(pointOf(read)) && owners.size < MAX_POINTS) owners.set(pointOf(read), read);
  return owners;
}

/** What is known of a device after one more message: few repeat everything in each. */
export const completed = (known: Identity, later: Identity): Identity => ({
  id: known.id,
  name: later.name || known.name,
  vendor: later.vendor || known.vendor,
  model: later.model || known.model,
  area: later.area ?? known.area,
  origin: later.origin ?? known.origin,
});

/** The description to announce. */
export function describe(device: KnownDevice): AnnouncedDevice {
  const points = [...device.owners.values()].map(({ endpoint, signal, writable }) => ({ endpoint, signal, writable }));
  const has = (...signals: Read["signal"][]): boolean => points.some((p) => signals.includes(p.signal));
  const kind = (): Device["kind"] => {
    if (has("heatingSetpointC", "coolingSetpointC")) return "thermostat";
    if (has("electricEnergyWh", "heatEnergyWh", "gasEnergyWh", "gasVolumeM3", "electricPowerW", "heatingPowerW")) return "meter";
    if (has("outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS")) return "weather";
    return points.length > 0 ? "sensor" : "other";
  };
  return {
    ...device.identity,
    name: device.identity.name || device.identity.id.slice("ha:".length),
    kind: kind(),
    batteryPowered: has("batteryPct"),
    points,
    unread: inOrder(device)
      .flatMap((entity) => [...entity.unread, ...twins(device, entity)])
      .slice(0, MAX_UNREAD),
  };
}

const twins = ({ owners }: KnownDevice, { reads, label }: Entity): string[] =>
  reads.filter((read) => owners.get(pointOf(read)) !== read).map((read) => `${label}: another entity is read for ${read.signal}`);

/** Whether any of its entities says that it is there; undefined while nothing certain is known. */
export function isOnline(device: KnownDevice): boolean | undefined {
  let answer: false | undefined;
  let certain = true;
  for (const { availability } of device.entities.values()) {
    if (!availability) continue;
    const online = availability.online();
    if (online === true) return true;
    if (online === undefined) certain = false;
    else answer = false;
  }
  return certain ? answer : undefined;
}
