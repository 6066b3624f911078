/** The API of alarms, holds and schedules. */
import type { Context, Hono } from "hono";
import type { Gateway } from "#devices";
import {
  acknowledgeRequestSchema,
  type Clock,
  releaseRequestSchema,
  type Schedule,
  scheduleId,
  scheduleRemovalSchema,
  scheduleSchema,
  shelveRequestSchema,
  type ZonecastError,
} from "#domain";
import type { Alarms } from "../alarms.ts";
import type { Schedules } from "../schedules.ts";
import { check } from "./problems.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** `Mon-Fri`, `Sat,Sun`: three days or more in a row as a range. */
function daysInWords(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined): string => DAYS[(day ?? 0) - 1] ?? "";
  return runs.map((run) => (run.length > 2 ? `${name(run[0])}-${name(run.at(-1))}` : run.map(name).join(","))).join(",");
}

const wordsOf = ({ blocks }: Pick<Schedule, "blocks">): string =>
  blocks.map((b) => `${daysInWords(b.days)} ${b.at} ${b.value}`).join("; ");

export interface ControlParts {
  readonly alarms: Pick<Alarms, "all" | "acknowledge" | "shelve" | "unshelve">;
  readonly clock: Clock;
  readonly schedules: Pick<Schedules, "all" | "save" | "remove" | "resume">;
  readonly gateway: Pick<Gateway, "holds" | "release">;
  readonly who: (c: Context) => string;
  /** Throws `not-found` for a building that there is not. */
  readonly mustBeBuilding: (id: string) => ZonecastError | undefined;
  readonly body: (c: Context) => Promise<unknown>;
  readonly audit: (c: Context, action: string, subject: string, detail: string) => Promise<void>;
}

export function addControlRoutes(
  api: Hono,
  { alarms, clock, schedules, gateway, who, mustBeBuilding, body, audit }: ControlParts,
): void {
  api.get("/api/alarms", (c) => c.json({ alarms: alarms.all() }));
  api.post("/api/alarms/acknowledge", async (c) => {
    const { id } = check(acknowledgeRequestSchema, await body(c));
    alarms.acknowledge(id, who(c));
    await audit(c, "alarm acknowledged", id, "");
    return c.json({ alarms: alarms.all() });
  });
  api.post("/api/alarms/shelve", async (c) => {
    const { id, minutes, why } = check(shelveRequestSchema, await body(c));
    const until = clock.now() + minutes * 60_000;
    alarms.shelve(id, { by: who(c), why, until });
    await audit(c, "alarm shelved", id, `until ${new Date(until).toISOString().slice(0, 16)}Z: ${why}`);
    return c.json({ alarms: alarms.all() });
  });
  api.post("/api/alarms/unshelve", async (c) => {
    const { id } = check(acknowledgeRequestSchema, await body(c));
    if (alarms.unshelve(id)) await audit(c, "alarm taken off the shelf", id, "");
    return c.json({ alarms: alarms.all() });
  });

  api.get("/api/holds", (c) => c.json({ holds: gateway.holds() }));
  api.post("/api/holds/release", async (c) => {
    const { priority = "operator", ...point } = check(releaseRequestSchema, await body(c));
    const released = gateway.release(point, priority);
    if (released.length > 0) {
      await audit(c, "hold released", scheduleId(point), released.map((h) => `${h.source} ${h.value} of ${h.who}`).join(", "));
      schedules.resume(point);
    }
    return c.json({ holds: gateway.holds() });
  });

  api.get("/api/schedules", (c) => c.json({ schedules: schedules.all() }));
  api.post("/api/schedules", async (c) => {
    const schedule = check(scheduleSchema, await body(c));
    const unknown = mustBeBuilding(schedule.building);
    if (unknown) throw unknown;
    const before = schedules.all().find((s) => scheduleId(s) === scheduleId(schedule));
    await schedules.save(schedule);
    const detail = before ? `${wordsOf(schedule)} (before: ${wordsOf(before)})` : wordsOf(schedule);
    await audit(c, "schedule saved", scheduleId(schedule), detail.slice(0, 1_000));
    return c.json({ schedules: schedules.all() });
  });
  api.post("/api/schedules/remove", async (c) => {
    const point = check(scheduleRemovalSchema, await body(c));
    await schedules.remove(point);
    await audit(c, "schedule removed", scheduleId(point), "");
    return c.json({ schedules: schedules.all() });
  });
}
