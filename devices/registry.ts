/** Which devices there are and where each stands. Pure state: told what happened and when, it never looks anything up. */
import { type Device, type DevicePoint, INBOX, oneLine, type SignalId, toSlug, ZonecastError } from "#domain";
import type { AnnouncedDevice } from "./dialect.ts";
import { type Place, placeFor, zoneOfEndpoint } from "./placing.ts";
import { pointKey } from "./point-key.ts";
import { believing, type Trust } from "./trust.ts";

export interface RegistryOptions {
  /** Devices of earlier runs: they keep their place. */
  readonly known: readonly Device[];
  /** Who is placed by what it says of itself; others wait in the inbox for a person. */
  readonly trusted: Trust;
  readonly defaultBuilding: string;
  /** More than this are refused, so that a flood of announcements cannot fill the memory. Default 10,000. */
  readonly maxDevices?: number | undefined;
}

export interface Registry {
  all(): readonly Device[];
  find(id: string): Device | undefined;
  /** The device as it is kept, for whoever asks with every message; it stays the same until the device is announced anew or removed. */
  entry(id: string): RegistryEntry | undefined;
  /** The point that a value belongs to, undefined when the device did not announce it. */
  point(id: string, endpoint: string | undefined, signal: SignalId): DevicePoint | undefined;
  /** Adds a device or renews its description, told on `topic`; false when there is no room for another one. */
  announce(dialect: string, device: AnnouncedDevice, topic?: string): boolean;
  remove(id: string): boolean;
  /** Removes a device together with its place: should it come back, it is a new one. */
  forget(id: string): void;
  availability(id: string, availability: Device["availability"]): void;
  /** Nothing is known about any device any more: the connection to the broker is gone. */
  forgetAvailability(): void;
  /** The device sent something at `at` (UTC ms). */
  seen(id: string, at: number): void;
  /**
   * Moves a device; of its points only those in `signals` (left out: all) feed the place, the others wait in the inbox. Throws
   * `not-found`, and `bad-input` for a point that the device does not have.
   */
  place(id: string, place: Place, signals?: readonly PointOfDevice[]): Device;
  /** From now on exactly these points of a placed device feed its zone. Throws as `place`, and for a device that waits. */
  bind(id: string, signals: readonly PointOfDevice[]): Device;
  /** Puts a device where it is proposed to stand. Throws `not-found`, and `bad-input` when it is placed already. */
  accept(id: string): Device;
  /** Puts a device, and all that it says, out of sight, or takes that back. Throws `not-found`. */
  ignore(id: string, ignored: boolean): Device;
  /** What was found out about a device; undefined takes it back. */
  note(id: string, found: Found): void;
  /** What changed since the last call. Being seen is no change by itself. */
  takeChanges(): { readonly changed: readonly Device[]; readonly gone: readonly string[] };
  /** Devices that were seen since the last call. */
  takeSeen(): readonly Device[];
}

/** A point of a device, whose `source` is the device with its endpoint. */
export type PointOfDevice = Pick<DevicePoint, "source" | "signal">;

export type Found = { readonly [K in "silentSince" | "clockOffsetMs"]?: Device[K] | undefined };

/** The source of a point: the device's id, with `#endpoint` where it has several. */
export const sourceOf = (id: string, endpoint: string | undefined): string => (endpoint === undefined ? id : `${id}#${endpoint}`);

/** What a message needs to know of its device. */
export interface RegistryEntry {
  /** By `endpoint/signal`. Another map means that something about them, or about where the device stands, has changed. */
  readonly points: ReadonlyMap<string, DevicePoint>;
  /** It was not announced anew since, nor removed. */
  readonly isCurrent: boolean;
  readonly ignored: boolean;
  readonly clockOffsetMs: number | undefined;
  readonly availability: Device["availability"];
  /** The device sent something at `at` (UTC ms). */
  seen(at: number): void;
  point(endpoint: string | undefined, signal: SignalId): DevicePoint | undefined;
}

class Entry implements RegistryEntry {
  place: Place;
  /** Absent until the device announced itself in this run. */
  announced: AnnouncedDevice | undefined;
  /** Points by `endpoint/signal`. */
  points: ReadonlyMap<string, DevicePoint>;
  /** UTC ms, 0 while it never was. Every message moves it, so the device is written anew only when somebody looks. */
  seenAt: number;
  isCurrent = true;
  #device: Device;
  /** Those that were seen lately, and whether it is among them. */
  readonly #fresh: Set<Entry>;
  #isFresh = false;

  constructor(
    fresh: Set<Entry>,
    device: Device,
    place: Place,
    points: ReadonlyMap<string, DevicePoint>,
    announced?: AnnouncedDevice,
  ) {
    this.#fresh = fresh;
    this.#device = device;
    this.place = place;
    this.points = points;
    this.announced = announced;
    this.seenAt = device.lastSeen ?? 0;
  }

  get device(): Device {
    if ((this.#device.lastSeen ?? 0) < this.seenAt) this.#device = { ...this.#device, lastSeen: this.seenAt };
    return this.#device;
  }
  set device(device: Device) {
    this.#device = device;
  }

  get ignored(): boolean {
    return this.#device.ignored === true;
  }
  get clockOffsetMs(): number | undefined {
    return this.#device.clockOffsetMs;
  }
  get availability(): Device["availability"] {
    return this.#device.availability;
  }

  seen(at: number): void {
    if (this.seenAt >= at) return;
    this.seenAt = at;
    this.refresh();
  }
  refresh(): void {
    if (this.#isFresh) return;
    this.#isFresh = true;
    this.#fresh.add(this);
  }
  /** Whether it was seen since the last call. */
  takeFresh(): boolean {
    const was = this.#isFresh;
    this.#isFresh = false;
    this.#fresh.delete(this);
    return was;
  }

  point(endpoint: string | undefined, signal: SignalId): DevicePoint | undefined {
    return this.points.get(pointKey(endpoint, signal));
  }
}

export function createRegistry(options: RegistryOptions): Registry {
  const entries = new Map<string, Entry>();
  /** Outlives a device, so that one that is removed and comes back stands where it stood. */
  const places = new Map<string, Place>();
  const ignored = new Set<string>();
  /** Points of placed devices that a person left in the inbox, by device. */
  const left = new Map<string, ReadonlySet<string>>();
  const changed = new Set<string>();
  const justSeen = new Set<Entry>();
  const gone = new Set<string>();
  const maxDevices = options.maxDevices ?? 10_000;
  const believed = believing(options.trusted);

  for (const device of options.known) {
    const place = placeOf(device);
    if (device.bound && device.points.length > 0) places.set(device.id, place);
    if (device.ignored) ignored.add(device.id);
    if (device.bound) leaveOut(device.id, device.points.filter((p) => p.building === INBOX).map(keyOf));
    // How long it was silent while we were away, nobody knows.
    const { silentSince: _, ...rest } = device;
    entries.set(device.id, new Entry(justSeen, { ...rest, availability: "unknown" }, place, indexKnown(device)));
  }

  function existing(id: string): Entry {
    const entry = entries.get(id);
    if (!entry) throw new ZonecastError("not-found", `there is no device '${oneLine(id, 128)}'`);
    return entry;
  }

  function leaveOut(id: string, keys: readonly string[]): void {
    if (keys.length === 0) left.delete(id);
    else left.set(id, new Set(keys));
  }

  /** All points of the device but these. */
  function othersThan(id: string, signals: readonly PointOfDevice[]): string[] {
    const { points } = existing(id);
    const wanted = new Set(signals.map(keyOf));
    for (const { source, signal } of signals)
      if (source.split("#")[0] !== id || !points.has(keyOf({ source, signal })))
        throw new ZonecastError("bad-input", `the device '${oneLine(id, 128)}' has no ${signal} at '${oneLine(source, 128)}'`);
    return [...points.keys()].filter((key) => !wanted.has(key));
  }

  function put(id: string, place: Place, leftOut: readonly string[] = []): Device {
    const entry = existing(id);
    leaveOut(id, leftOut);
    entry.place = place;
    const bound = place.building !== INBOX;
    if (bound) places.set(id, place);
    else places.delete(id);
    ignored.delete(id);
    entry.points = entry.announced
      ? pointsAt(entry.announced, place, left.get(id))
      : moveKnown(entry.points, place, left.get(id));
    const { proposal: _, ignored: __, ...device } = entry.device;
    const proposal = entry.announced && placeFor(entry.announced, options.defaultBuilding);
    entry.device = { ...device, ...(!bound && proposal && { proposal }) };
    update(entry, { bound, points: [...entry.points.values()] });
    return entry.device;
  }

  function update(entry: Entry, change: Partial<Device>): void {
    entry.device = { ...entry.device, ...change };
    changed.add(entry.device.id);
  }

  const setAvailability = (id: string, availability: Device["availability"]): void => {
    const entry = entries.get(id);
    if (entry && entry.availability !== availability) update(entry, { availability });
  };

  function remove(id: string): boolean {
    changed.delete(id);
    const entry = entries.get(id);
    if (!entry) return false;
    entry.takeFresh();
    entry.isCurrent = false;
    entries.delete(id);
    gone.add(id);
    return true;
  }

  return {
    all: () => [...entries.values()].map((e) => e.device),
    find: (id) => entries.get(id)?.device,
    entry: (id) => entries.get(id),
    point: (id, endpoint, signal) => entries.get(id)?.point(endpoint, signal),
    announce(dialect, announced, topic = "") {
      const before = entries.get(announced.id);
      if (!before && entries.size >= maxDevices) return false;
      const proposal = placeFor(announced, options.defaultBuilding);
      const claim = { dialect, topic, id: announced.id, place: proposal };
      const own = announced.place ?? (ignored.has(announced.id) || !believed(claim) ? undefined : proposal);
      const place = places.get(announced.id) ?? own ?? { building: INBOX, zone: proposal.zone };
      const bound = place.building !== INBOX;
      if (bound && places.size < 2 * maxDevices) places.set(announced.id, place);
      const points = pointsAt(announced, place, bound ? left.get(announced.id) : undefined);
      const device: Device = {
        id: announced.id,
        dialect,
        name: oneLine(announced.name, 200),
        vendor: oneLine(announced.vendor, 120),
        model: oneLine(announced.model, 120),
        kind: announced.kind,
        bound,
        ...(!bound && { proposal }),
        ...(!bound && ignored.has(announced.id) && { ignored: true }),
        ...(before?.device.silentSince !== undefined && { silentSince: before.device.silentSince }),
        ...(before?.device.clockOffsetMs !== undefined && { clockOffsetMs: before.device.clockOffsetMs }),
        availability: before?.device.availability ?? "unknown",
        lastSeen: before?.device.lastSeen ?? null,
        batteryPowered: announced.batteryPowered,
        points: [...points.values()],
        unread: announced.unread.slice(0, 200).map((line) => oneLine(line, 200)),
      };
      const entry = new Entry(justSeen, device, place, points, announced);
      if (before) before.isCurrent = false;
      if (before?.takeFresh()) entry.refresh();
      entries.set(announced.id, entry);
      changed.add(announced.id);
      gone.delete(announced.id);
      return true;
    },
    remove,
    forget(id) {
      remove(id);
      places.delete(id);
      ignored.delete(id);
      left.delete(id);
    },
    availability: setAvailability,
    forgetAvailability() {
      for (const id of entries.keys()) setAvailability(id, "unknown");
    },
    seen: (id, at) => entries.get(id)?.seen(at),
    place: (id, place, signals) => put(id, place, signals && othersThan(id, signals)),
    bind(id, signals) {
      const { device, place } = existing(id);
      if (!device.bound) throw new ZonecastError("bad-input", `the device '${oneLine(id, 128)}' waits for a place first`);
      return put(id, place, othersThan(id, signals));
    },
    accept(id) {
      const { proposal, bound } = existing(id).device;
      if (bound || !proposal) throw new ZonecastError("bad-input", `the device '${oneLine(id, 128)}' does not wait for a place`);
      return put(id, proposal);
    },
    ignore(id, now) {
      const entry = existing(id);
      if (entry.device.bound) put(id, { building: INBOX, zone: entry.place.zone });
      if (now && ignored.size < 2 * maxDevices) ignored.add(id);
      else ignored.delete(id);
      const { ignored: _, ...device } = entry.device;
      entry.device = device;
      update(entry, now ? { ignored: true } : {});
      return entry.device;
    },
    note(id, found) {
      const entry = entries.get(id);
      if (!entry) return;
      const { device } = entry;
      const { silentSince, clockOffsetMs } = { ...device, ...found };
      if (device.silentSince === silentSince && device.clockOffsetMs === clockOffsetMs) return;
      const { silentSince: _, clockOffsetMs: __, ...rest } = device;
      entry.device = {
        ...rest,
        ...(silentSince !== undefined && { silentSince }),
        ...(clockOffsetMs !== undefined && { clockOffsetMs }),
      };
      changed.add(id);
    },
    takeChanges() {
      const devices = [...changed].flatMap((id) => entries.get(id)?.device ?? []);
      const ids = [...gone];
      changed.clear();
      gone.clear();
      return { changed: devices, gone: ids };
    },
    takeSeen() {
      const fresh = [...justSeen];
      for (const entry of fresh) entry.takeFresh();
      return fresh.map((entry) => entry.device);
    },
  };
}

const keyOf = ({ source, signal }: PointOfDevice): string => pointKey(source.split("#")[1], signal);

function pointsAt(announced: AnnouncedDevice, place: Place, left?: ReadonlySet<string>): Map<string, DevicePoint> {
  const points = new Map<string, DevicePoint>();
  for (const { endpoint, signal, writable, origin } of announced.points.slice(0, 500))
    points.set(pointKey(endpoint, signal), {
      source: sourceOf(announced.id, endpoint),
      signal,
      building: left?.has(pointKey(endpoint, signal)) ? INBOX : place.building,
      zone: zoneOfEndpoint(announced, endpoint, place.zone),
      ...(writable && { writable }),
      ...(origin && { origin }),
    });
  return points;
}

/** The place that `zoneOfEndpoint` started from. A device without points has none until it announces some. */
function placeOf({ points: all }: Device): Place {
  const bound = all.filter((p) => p.building !== INBOX);
  const points = bound.length > 0 ? bound : all;
  const [point] = points;
  if (!point) return { building: INBOX, zone: "unnamed" };
  const endpoint = point.source.split("#")[1];
  const suffix = endpoint === undefined ? "" : `-${toSlug(endpoint)}`;
  const several = new Set(points.map((p) => p.zone)).size > 1;
  const zone = several && suffix !== "" && point.zone.endsWith(suffix) ? point.zone.slice(0, -suffix.length) : point.zone;
  return { building: point.building, zone };
}

const indexKnown = (device: Device): Map<string, DevicePoint> => new Map(device.points.map((p) => [keyOf(p), p]));

const moveKnown = (
  points: ReadonlyMap<string, DevicePoint>,
  place: Place,
  left?: ReadonlySet<string>,
): Map<string, DevicePoint> =>
  new Map([...points].map(([key, point]) => [key, { ...point, ...place, ...(left?.has(key) && { building: INBOX }) }]));
