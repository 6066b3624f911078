/** The picture of all buildings that this browser holds: a snapshot, and every change since. Pure; knows no framework. */
import {
  type Alarm,
  type Building,
  type BuildingClock,
  type Command,
  type Cursor,
  type Delta,
  type Device,
  type Forecast,
  type Hold,
  INBOX,
  isAlarmOver,
  isNewer,
  type PointState,
  pointKey,
  type Snapshot,
} from "#domain";

/** Commands that are kept; the building's audit list holds the rest. */
const KEPT_COMMANDS = 200;

export interface LiveState {
  /** Undefined until the first snapshot. */
  readonly cursor: Cursor | undefined;
  /** Server clock minus this browser's clock, ms. */
  readonly serverAheadMs: number;
  readonly buildings: ReadonlyMap<string, Building>;
  /** Clocks of replayed buildings; a building without one lives in the server's time. */
  readonly clocks: ReadonlyMap<string, BuildingClock>;
  /** By `zoneKey`; a list keeps its identity while none of its points changes. */
  readonly zones: ReadonlyMap<string, readonly PointState[]>;
  readonly devices: ReadonlyMap<string, Device>;
  /** By `pointKey`. */
  readonly forecasts: ReadonlyMap<string, Forecast>;
  readonly commands: ReadonlyMap<string, Command>;
  /** By id: those that last, those that nobody has acknowledged, and those on the shelf. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  readonly holds: readonly Hold[];
  readonly rejectedTotal: number;
}

export const EMPTY_STATE: LiveState = {
  cursor: undefined,
  serverAheadMs: 0,
  buildings: new Map(),
  clocks: new Map(),
  zones: new Map(),
  devices: new Map(),
  forecasts: new Map(),
  commands: new Map(),
  alarms: new Map(),
  holds: [],
  rejectedTotal: 0,
};

export const zoneKey = (building: string, zone: string): string => `${building}/${zone}`;

/** The id of the device behind a source, which may name one of its endpoints. */
export const deviceIdOf = (source: string): string => source.split("#", 1)[0] ?? source;

/** Buildings in the order of their names, without the inbox of unplaced devices. */
export const placedBuildings = (buildings: ReadonlyMap<string, Building>): Building[] =>
  [...buildings.values()].filter((b) => b.id !== INBOX).sort((a, b) => a.name.localeCompare(b.name));

/** A state made of nothing but `snapshot`. `localNow`: this browser's clock when it arrived, UTC ms. */
export function fromSnapshot(snapshot: Snapshot, localNow: number): LiveState {
  return {
    cursor: snapshot.cursor,
    serverAheadMs: snapshot.serverNow - localNow,
    buildings: new Map(snapshot.buildings.map((b) => [b.id, b])),
    clocks: new Map(snapshot.clocks.map((c) => [c.building, c])),
    zones: placePoints(new Map(), snapshot.points),
    devices: new Map(snapshot.devices.map((d) => [d.id, d])),
    forecasts: new Map(snapshot.forecasts.map((f) => [pointKey(f), f])),
    commands: newestCommands(new Map(), snapshot.commands),
    alarms: openAlarms(new Map(), snapshot.alarms),
    holds: snapshot.holds,
    rejectedTotal: snapshot.rejectedTotal,
  };
}

/** How a delta relates to what is known: the `next` one, `seen` already, or one that cannot be placed: a `gap` lies before it. */
export function relationOf(cursor: Cursor | undefined, delta: Cursor): "next" | "seen" | "gap" {
  if (cursor === undefined || cursor.epoch !== delta.epoch) return "gap";
  if (delta.seq <= cursor.seq) return "seen";
  return delta.seq === cursor.seq + 1 ? "next" : "gap";
}

/** `state` after `deltas`, which follow it and each other without a gap. `localNow`: when they arrived. */
export function withDeltas(state: LiveState, deltas: readonly Delta[], localNow: number): LiveState {
  const last = deltas.at(-1);
  if (!last) return state;
  const all = <T>(pick: (delta: Delta) => readonly T[] | undefined): T[] => deltas.flatMap((d) => pick(d) ?? []);
  const gone = all((d) => d.gone);
  return {
    cursor: last.cursor,
    serverAheadMs: last.serverNow - localNow,
    buildings: upsert(
      state.buildings,
      all((d) => d.buildings),
      (b) => b.id,
    ),
    clocks: upsert(
      state.clocks,
      all((d) => d.clocks),
      (c) => c.building,
    ),
    zones: placePoints(
      state.zones,
      all((d) => d.points),
    ),
    devices: without(
      upsert(
        state.devices,
        all((d) => d.devices),
        (d) => d.id,
      ),
      gone,
    ),
    forecasts: newestForecasts(
      state.forecasts,
      all((d) => d.forecasts),
    ),
    commands: newestCommands(
      state.commands,
      all((d) => d.commands),
    ),
    alarms: openAlarms(
      state.alarms,
      all((d) => d.alarms),
    ),
    holds: deltas.findLast((d) => d.holds)?.holds ?? state.holds,
    rejectedTotal: deltas.reduce((total, d) => d.rejectedTotal ?? total, state.rejectedTotal),
  };
}

/** `state` with commands that an HTTP answer brought before the socket did. */
export const withCommands = (state: LiveState, commands: readonly Command[]): LiveState => ({
  ...state,
  commands: newestCommands(state.commands, commands),
});

function upsert<T>(map: ReadonlyMap<string, T>, items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  if (items.length === 0) return map;
  const next = new Map(map);
  for (const item of items) next.set(keyOf(item), item);
  return next;
}

function without<T>(map: ReadonlyMap<string, T>, keys: readonly string[]): ReadonlyMap<string, T> {
  if (keys.length === 0) return map;
  const next = new Map(map);
  for (const key of keys) next.delete(key);
  return next;
}

/** Latest by measurement time wins, whatever came last; within a zone the point to show of each signal comes first. */
function placePoints(
  zones: ReadonlyMap<string, readonly PointState[]>,
  points: readonly PointState[],
): ReadonlyMap<string, readonly PointState[]> {
  if (points.length === 0) return zones;
  const newest = new Map<string, Map<string, PointState>>();
  for (const point of points) {
    const zone = zoneKey(point.building, point.zone);
    let known = newest.get(zone);
    if (!known) {
      known = new Map((zones.get(zone) ?? []).map((p) => [pointKey(p), p]));
      newest.set(zone, known);
    }
    const before = known.get(pointKey(point));
    if (!before || isNewer(point, before)) known.set(pointKey(point), point);
  }
  const next = new Map(zones);
  for (const [zone, known] of newest)
    next.set(
      zone,
      [...known.values()].sort((a, b) => a.rank - b.rank || (a.source < b.source ? -1 : 1)),
    );
  return next;
}

function newestForecasts(known: ReadonlyMap<string, Forecast>, forecasts: readonly Forecast[]): ReadonlyMap<string, Forecast> {
  const newer = forecasts.filter((f) => (known.get(pointKey(f))?.issuedAt ?? 0) <= f.issuedAt);
  return upsert(known, newer, pointKey);
}

function openAlarms(known: ReadonlyMap<string, Alarm>, alarms: readonly Alarm[]): ReadonlyMap<string, Alarm> {
  const over = alarms.filter(isAlarmOver).map((a) => a.id);
  return without(
    upsert(known, alarms, (a) => a.id),
    over,
  );
}

function newestCommands(known: ReadonlyMap<string, Command>, commands: readonly Command[]): ReadonlyMap<string, Command> {
  const newer = commands.filter((c) => (known.get(c.id)?.updatedAt ?? 0) <= c.updatedAt);
  const next = upsert(known, newer, (c) => c.id);
  if (next.size <= KEPT_COMMANDS) return next;
  return new Map([...next].sort(([, a], [, b]) => b.at - a.at).slice(0, KEPT_COMMANDS));
}
