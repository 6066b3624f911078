/** What calls for a person: raised once, ended by itself or not, kept until somebody has seen it. */
import type { MeterVerdict } from "#devices";
import {
  type Alarm,
  type Clock,
  type Command,
  type Device,
  INBOX,
  isAlarmOver,
  oneLine,
  type Store,
  signalOf,
  ZonecastError,
} from "#domain";

export interface Alarms {
  /** Those that last and those that nobody has acknowledged, newest first. */
  readonly all: () => readonly Alarm[];
  /** Throws `not-found`. */
  readonly acknowledge: (id: string, who: string) => void;
  /** Puts one aside until `until` (UTC ms): it calls nobody, whatever its cause does. Throws `not-found`. */
  readonly shelve: (id: string, shelf: { readonly by: string; readonly why: string; readonly until: number }) => void;
  /** Takes one off the shelf before its time; says whether it lay there. Throws `not-found`. */
  readonly unshelve: (id: string) => boolean;
  readonly command: (command: Command) => void;
  readonly devices: (devices: readonly Device[]) => void;
  readonly gone: (ids: readonly string[]) => void;
  readonly meter: (verdict: MeterVerdict) => void;
}

export interface AlarmOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, "saveControl" | "removeControl" | "audit">;
  readonly stored: readonly Alarm[];
  readonly isReplayed: (building: string) => boolean;
  readonly onAlarm: (alarm: Alarm) => void;
  readonly onTrouble: (e: unknown) => void;
}

const kwh = (wh: number): string => (wh / 1000).toFixed(1);

export function createAlarms({ clock, store, stored, isReplayed, onAlarm, onTrouble }: AlarmOptions): Alarms {
  const alarms = new Map(stored.map((alarm) => [alarm.id, alarm]));
  /** What calls off the return of each alarm on the shelf. */
  const returns = new Map<string, () => void>();
  for (const alarm of stored) {
    onAlarm(alarm);
    if (alarm.shelf) returnLater(alarm.id, alarm.shelf.until);
  }

  function known(id: string): Alarm {
    const alarm = alarms.get(id);
    if (!alarm) throw new ZonecastError("not-found", `there is no alarm '${oneLine(id, 200)}'`);
    return alarm;
  }
  function returnLater(id: string, until: number): void {
    returns.get(id)?.();
    const backByItself = (): void => {
      if (!unshelve(id)) return;
      const entry = {
        at: clock.now(),
        who: "Zonecast",
        action: "alarm back from the shelf",
        subject: id,
        detail: "its time was over",
      };
      store.audit(entry).catch(onTrouble);
    };
    returns.set(id, clock.after(Math.max(0, until - clock.now()), backByItself));
  }
  /** One that lasts calls for a person again; one that ended meanwhile is over. */
  function unshelve(id: string): boolean {
    const { shelf, ...alarm } = known(id);
    returns.get(id)?.();
    returns.delete(id);
    if (!shelf) return false;
    put({ ...alarm, acknowledgedBy: alarm.endedAt === null ? null : alarm.acknowledgedBy });
    return true;
  }
  function put(alarm: Alarm): void {
    const over = isAlarmOver(alarm);
    if (over) alarms.delete(alarm.id);
    else alarms.set(alarm.id, alarm);
    onAlarm(alarm);
    (over ? store.removeControl("alarm", alarm.id) : store.saveControl({ kind: "alarm", alarm })).catch(onTrouble);
  }
  function raise(
    alarm: Omit<Alarm, "since" | "endedAt" | "acknowledgedBy" | "shelf" | "text"> & { readonly text: string },
  ): void {
    const before = alarms.get(alarm.id);
    const text = oneLine(alarm.text, 300);
    // While it lasts it is one alarm, however often its cause is told.
    if (before && before.endedAt === null && before.text === text) return;
    const lasts = before?.endedAt === null;
    const shelf = before?.shelf;
    put({
      ...alarm,
      text,
      since: lasts ? before.since : clock.now(),
      endedAt: null,
      acknowledgedBy: lasts || shelf ? before.acknowledgedBy : null,
      ...(shelf ? { shelf } : {}),
    });
  }
  function end(id: string): void {
    const alarm = alarms.get(id);
    if (alarm && alarm.endedAt === null) put({ ...alarm, endedAt: clock.now() });
  }

  return {
    all: () => [...alarms.values()].sort((a, b) => b.since - a.since),
    acknowledge(id, who) {
      put({ ...known(id), acknowledgedBy: who.slice(0, 120) });
    },
    shelve(id, { by, why, until }) {
      const alarm = known(id);
      const who = by.slice(0, 120);
      const shelf = { by: who, why: oneLine(why, 200), since: clock.now(), until };
      // Who puts it aside has seen it.
      put({ ...alarm, acknowledgedBy: alarm.acknowledgedBy ?? who, shelf });
      returnLater(id, until);
    },
    unshelve,
    command({ state, overruledBy, source, signal, building, zone, value, problem }) {
      const id = `command-failed ${source} ${signal}`;
      if (state === "echoed" || state === "held") end(id);
      if (state !== "failed" || overruledBy !== undefined) return;
      raise({
        id,
        kind: "command-failed",
        building,
        zone,
        source,
        signal,
        text: `${signalOf(signal).label} ${value} ${signalOf(signal).unit}: ${problem ?? "not carried out"}`,
      });
    },
    devices(devices) {
      for (const { id: source, name, silentSince, bound, points } of devices) {
        const id = `device-silent ${source}`;
        const point = points.find((p) => p.building !== INBOX);
        // A recording that has been played to its end is no device that fell silent.
        if (silentSince === undefined || !bound || !point || isReplayed(point.building)) {
          end(id);
          continue;
        }
        const text = `${name || source} has been silent since ${new Date(silentSince).toISOString().slice(0, 16)}Z`;
        raise({ id, kind: "device-silent", building: point.building, zone: point.zone, source, text });
      }
    },
    gone(ids) {
      for (const id of ids) end(`device-silent ${id}`);
    },
    meter(verdict) {
      const { source, signal } = verdict;
      const id = `meter-disagrees ${source} ${signal}`;
      if (verdict.agrees) return end(id);
      const { building, zone, countedWh, integralWh, fromTs, toTs } = verdict;
      const hours = ((toTs - fromTs) / 3_600_000).toFixed(1);
      const text = `its counter grew by ${kwh(countedWh)} kWh in ${hours} h, its power adds up to ${kwh(integralWh)} kWh`;
      raise({ id, kind: "meter-disagrees", building, zone, source, signal, text });
    },
  };
}
