/** Weekly schedules: at the start of each block the set-point goes out, unless somebody who comes first holds it. */
import type { Gateway } from "#devices";
import {
  type Clock,
  currentBlock,
  errorLine,
  type Hold,
  type Log,
  nextBlock,
  oneLine,
  type Schedule,
  type Store,
  scheduleId,
  ZonecastError,
} from "#domain";

export interface Schedules {
  readonly all: () => readonly Schedule[];
  /** When the next block begins (UTC ms), null without a schedule. */
  readonly next: (point: Pick<Hold, "building" | "zone" | "signal">, at: number) => number | null;
  /** Adds or replaces; counts from its next block on. Throws `bad-input` when there are too many. */
  readonly save: (schedule: Schedule) => Promise<void>;
  /** Throws `not-found`. */
  readonly remove: (point: Pick<Schedule, "building" | "zone" | "signal">) => Promise<void>;
  /** Sends what is in force now: a person gave the set-point back. */
  readonly resume: (point: Pick<Schedule, "building" | "zone" | "signal">) => void;
  /** Begins to watch the time. What began before is not sent: nothing goes out because the server starts. */
  readonly start: (command: Gateway["command"]) => void;
  readonly stop: () => void;
}

export interface ScheduleOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Pick<Store, "saveControl" | "removeControl">;
  readonly stored: readonly Schedule[];
  readonly timeZoneOf: (building: string) => string;
}

const LOOK_MS = 1_000;
/** After a longer sleep of the machine, what began meanwhile is history. */
const MAX_LATE_MS = 5 * 60_000;
const MOST = 2_000;

export function createSchedules({ clock, log, store, stored, timeZoneOf }: ScheduleOptions): Schedules {
  const schedules = new Map(stored.map((s) => [scheduleId(s), s]));
  const due = new Map<string, number | null>();
  let command: Gateway["command"] | undefined;
  let cancel = (): void => {};

  function next(point: Pick<Hold, "building" | "zone" | "signal">, at: number): number | null {
    const schedule = schedules.get(scheduleId(point));
    return (schedule && nextBlock(schedule.blocks, timeZoneOf(point.building), at)?.ts) ?? null;
  }

  function send(schedule: Schedule, at: number): void {
    const { building, zone, signal, blocks } = schedule;
    const now = currentBlock(blocks, timeZoneOf(building), at);
    if (!now || !command) return;
    try {
      command(
        { building, zone, signal, value: now.block.value, why: `block of ${now.block.at}`, priority: "schedule" },
        "schedule",
      );
    } catch (e) {
      // Commands are off, nobody takes it, or somebody who comes first holds it: as it should be.
      log.debug({ schedule: scheduleId(schedule), reason: errorLine(e) }, "A block was not sent");
    }
  }

  function look(): void {
    const at = clock.now();
    for (const [id, schedule] of schedules) {
      const begins = due.get(id);
      if (begins === undefined) due.set(id, next(schedule, at));
      else if (begins !== null && begins <= at) {
        if (at - begins <= MAX_LATE_MS) send(schedule, at);
        due.set(id, next(schedule, at));
      }
    }
  }

  return {
    all: () => [...schedules.values()],
    next,
    async save(schedule) {
      const id = scheduleId(schedule);
      if (!schedules.has(id) && schedules.size >= MOST)
        throw new ZonecastError("bad-input", `there are ${MOST} schedules already`);
      await store.saveControl({ kind: "schedule", schedule });
      schedules.set(id, schedule);
      due.delete(id);
    },
    async remove(point) {
      const id = scheduleId(point);
      if (!schedules.has(id)) throw new ZonecastError("not-found", `there is no schedule for ${oneLine(id, 200)}`);
      await store.removeControl("schedule", id);
      schedules.delete(id);
      due.delete(id);
    },
    resume(point) {
      const schedule = schedules.get(scheduleId(point));
      if (schedule) send(schedule, clock.now());
    },
    start(send) {
      command = send;
      look();
      cancel = clock.every(LOOK_MS, look);
    },
    stop: () => cancel(),
  };
}
