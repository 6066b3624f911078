/** The live picture: newest value of every point, devices, forecasts; tells what changed a few times a second. */
import {
  type Alarm,
  type Building,
  type Changes,
  type Clock,
  type Command,
  type Cursor,
  type Delta,
  type Device,
  type Forecast,
  type Hold,
  isAlarmOver,
  isNewer,
  type Latest,
  type Point,
  type PointState,
  pointKey,
  type Reading,
  type Snapshot,
  WIRE_VERSION,
} from "#domain";
import { createBuildingClocks } from "./building-clock.ts";
import { createJournal, type Journal } from "./journal.ts";
import { GapTracker, staleAfter } from "./staleness.ts";

/** Changes are gathered this long, so that a flood of messages costs a browser at most ten frames a second. */
const FRAME_MS = 100;
const KEPT_COMMANDS = 50;
/** Whoever missed no more point states than this is told them, however small the whole picture is. */
const LEAST_RESET_POINTS = 2_000;

export interface Hub {
  readonly journal: Journal;
  readonly snapshot: () => Snapshot;
  /** What was missed since `cursor`, or a reset when the whole picture is smaller than that. */
  readonly missedSince: (cursor: Cursor) => Changes;
  /** Readings that are stored. */
  readonly readings: (readings: readonly Reading[]) => void;
  readonly buildings: (buildings: readonly Building[]) => void;
  readonly devices: (devices: readonly Device[]) => void;
  readonly gone: (ids: readonly string[]) => void;
  readonly forecasts: (forecasts: readonly Forecast[]) => void;
  readonly command: (command: Command) => void;
  readonly alarm: (alarm: Alarm) => void;
  /** All that there are now. */
  readonly holds: (holds: readonly Hold[]) => void;
  readonly rejected: (total: number) => void;
  /** Building time, UTC ms. */
  readonly now: (building: string) => number;
  readonly isReplayed: (building: string) => boolean;
  readonly points: () => Iterable<PointState>;
  readonly onFrame: (listener: (delta: Delta) => void) => () => void;
  readonly stop: () => void;
}

export interface HubOptions {
  readonly clock: Clock;
  /** Names this run of the server. */
  readonly epoch: string;
  /** What the store knew at the start. */
  readonly latest: readonly Latest[];
  readonly buildings: readonly Building[];
  readonly devices: readonly Device[];
  /** Called when a building turns out to be replayed or live. */
  readonly onClockKind: (building: string, replayed: boolean) => void;
}

const RANKS: Readonly<Record<Device["kind"], number>> = { sensor: 0, weather: 0, meter: 0, thermostat: 1, other: 2 };
const forecastKey = (f: Point): string => pointKey(f);

export function createHub(options: HubOptions): Hub {
  const { clock } = options;
  const journal = createJournal(options.epoch);
  const clocks = createBuildingClocks();
  const points = new Map<string, PointState>();
  const gaps = new Map<string, GapTracker>();
  const devices = new Map<string, Device>();
  const buildings = new Map<string, Building>();
  const forecasts = new Map<string, Forecast>();
  const commands = new Map<string, Command>();
  const alarms = new Map<string, Alarm>();
  let holds: readonly Hold[] = [];
  let holdsChanged = false;
  const listeners = new Set<(delta: Delta) => void>();
  let rejectedTotal = 0;
  let pending: Omit<Delta, "cursor"> | undefined;
  const dirty = {
    points: new Set<string>(),
    devices: new Set<string>(),
    buildings: new Set<string>(),
    forecasts: new Set<string>(),
    commands: new Set<string>(),
    alarms: new Set<string>(),
    gone: new Set<string>(),
  };

  const deviceIdOf = (source: string): string => source.split("#", 1)[0] ?? source;
  const rankOf = (source: string): number => {
    const device = devices.get(deviceIdOf(source));
    return device ? RANKS[device.kind] : RANKS.other;
  };

  const touch = (): void => {
    if (pending) return;
    pending = { serverNow: clock.now() };
    clock.after(FRAME_MS, flush);
  };

  const pick = <T>(keys: Set<string>, from: ReadonlyMap<string, T>): T[] | undefined => {
    if (keys.size === 0) return undefined;
    const found = [...keys].flatMap((k) => from.get(k) ?? []);
    keys.clear();
    return found;
  };

  function flush(): void {
    if (!pending) return;
    pending = undefined;
    const body: Omit<Delta, "cursor"> = { serverNow: clock.now(), rejectedTotal };
    const changed = {
      points: pick(dirty.points, points),
      devices: pick(dirty.devices, devices),
      buildings: pick(dirty.buildings, buildings),
      forecasts: pick(dirty.forecasts, forecasts),
      commands: pick(dirty.commands, commands),
      alarms: pick(dirty.alarms, alarms),
    };
    const gone = [...dirty.gone];
    dirty.gone.clear();
    const clockList = changed.points ? clocks.replayed() : [];
    const delta = journal.append({
      ...body,
      ...(changed.points ? { points: changed.points } : {}),
      ...(changed.devices ? { devices: changed.devices } : {}),
      ...(changed.buildings ? { buildings: changed.buildings } : {}),
      ...(changed.forecasts ? { forecasts: changed.forecasts } : {}),
      ...(changed.commands ? { commands: changed.commands } : {}),
      ...(changed.alarms ? { alarms: changed.alarms } : {}),
      ...(holdsChanged ? { holds: [...holds] } : {}),
      ...(gone.length > 0 ? { gone } : {}),
      ...(clockList.length > 0 ? { clocks: clockList } : {}),
    });
    holdsChanged = false;
    // Told once more, and then no concern of anybody.
    for (const [id, alarm] of [...alarms]) if (isAlarmOver(alarm)) alarms.delete(id);
    for (const listener of listeners) listener(delta);
  }

  const place = (r: Reading): void => {
    const key = pointKey(r);
    const gap = gaps.get(key) ?? new GapTracker(r.ts, null);
    gaps.set(key, gap);
    gap.observe(r.ts);
    const known = points.get(key);
    if (known && !isNewer(r, known)) return;
    points.set(key, { ...r, staleAfterMs: staleAfter(gap.usualGapMs), rank: known?.rank ?? rankOf(r.source) });
    dirty.points.add(key);
  };

  for (const b of options.buildings) buildings.set(b.id, b);
  for (const d of options.devices) devices.set(d.id, d);
  for (const { usualGapMs, ...reading } of options.latest) {
    gaps.set(pointKey(reading), new GapTracker(reading.ts, usualGapMs));
    points.set(pointKey(reading), { ...reading, staleAfterMs: staleAfter(usualGapMs), rank: rankOf(reading.source) });
  }
  clocks.observe(options.latest.filter((r) => buildings.get(r.building)?.origin === "replayed"));

  return {
    journal,
    snapshot: () => ({
      version: WIRE_VERSION,
      cursor: journal.cursor(),
      serverNow: clock.now(),
      buildings: [...buildings.values()],
      clocks: clocks.replayed(),
      points: [...points.values()],
      devices: [...devices.values()],
      forecasts: [...forecasts.values()],
      commands: [...commands.values()],
      alarms: [...alarms.values()],
      holds: [...holds],
      rejectedTotal,
    }),
    missedSince(cursor) {
      const missed = journal.since(cursor);
      if (missed.reset) return missed;
      const states = missed.deltas.reduce((n, delta) => n + (delta.points?.length ?? 0), 0);
      return states > Math.max(points.size, LEAST_RESET_POINTS) ? { reset: true } : missed;
    },
    readings(batch) {
      for (const r of batch) place(r);
      for (const id of clocks.observe(batch)) options.onClockKind(id, clocks.isReplayed(id));
      touch();
    },
    buildings(list) {
      for (const b of list) {
        buildings.set(b.id, b);
        dirty.buildings.add(b.id);
      }
      touch();
    },
    devices(list) {
      for (const d of list) {
        const before = devices.get(d.id);
        devices.set(d.id, d);
        dirty.devices.add(d.id);
        if (before?.kind !== d.kind)
          for (const [key, p] of points) {
            if (deviceIdOf(p.source) !== d.id) continue;
            points.set(key, { ...p, rank: RANKS[d.kind] });
            dirty.points.add(key);
          }
      }
      touch();
    },
    gone(ids) {
      for (const id of ids) {
        devices.delete(id);
        dirty.gone.add(id);
      }
      touch();
    },
    forecasts(list) {
      for (const f of list) {
        if ((forecasts.get(forecastKey(f))?.issuedAt ?? 0) > f.issuedAt) continue;
        forecasts.set(forecastKey(f), { ...f, candidates: [] });
        dirty.forecasts.add(forecastKey(f));
      }
      touch();
    },
    command(command) {
      commands.set(command.id, command);
      const oldest = commands.keys().next().value;
      if (commands.size > KEPT_COMMANDS && oldest !== undefined) commands.delete(oldest);
      dirty.commands.add(command.id);
      touch();
    },
    alarm(alarm) {
      alarms.set(alarm.id, alarm);
      dirty.alarms.add(alarm.id);
      touch();
    },
    holds(list) {
      holds = list;
      holdsChanged = true;
      touch();
    },
    rejected(total) {
      if (total === rejectedTotal) return;
      rejectedTotal = total;
      touch();
    },
    now: (building) => clocks.now(building, clock.now()),
    isReplayed: (building) => clocks.isReplayed(building),
    points: () => points.values(),
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      listeners.clear();
    },
  };
}
