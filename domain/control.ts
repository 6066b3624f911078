/** Who may move a set-point and until when: priorities, holds, schedules; and what calls for a person: alarms. */
import { z } from "zod";
import { slugSchema } from "./building.ts";
import { sourceSchema, tsSchema } from "./reading.ts";
import { settableSchema, signalIdSchema } from "./signals.ts";

/** Who comes first, from the first to the last: one writer per set-point. */
export const PRIORITIES = ["safety", "operator", "schedule", "optimiser"] as const;
export type Priority = (typeof PRIORITIES)[number];
export const prioritySchema = z.enum(PRIORITIES);

/** Whether `a` may move what `b` holds: it comes first, or is its equal, and then the later word counts. */
export const mayOverrule = (a: Priority, b: Priority): boolean => PRIORITIES.indexOf(a) <= PRIORITIES.indexOf(b);

/** A set-point that somebody has moved and that others leave alone. */
export const holdSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signal: settableSchema,
  source: sourceSchema,
  priority: prioritySchema,
  value: z.number(),
  who: z.string().max(120),
  why: z.string().max(200),
  since: tsSchema,
  /** Start of the next block of the schedule (UTC ms); null: until somebody releases it. */
  until: tsSchema.nullable(),
});
export type Hold = z.infer<typeof holdSchema>;

export const blockSchema = z.strictObject({
  /** ISO weekdays, Monday 1 to Sunday 7. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** Local time of the building, `06:30`. One that the clocks skip comes an hour later, one that they repeat comes once, first. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of the day such as 06:30"),
  /** In the signal's unit. */
  value: z.number().min(-10).max(60),
});
export type Block = z.infer<typeof blockSchema>;

/** What a set-point of a zone is by day of the week and time of the day. */
export const scheduleSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signal: settableSchema,
  blocks: z.array(blockSchema).min(1).max(200),
});
export type Schedule = z.infer<typeof scheduleSchema>;

export const ALARM_KINDS = ["command-failed", "meter-disagrees", "device-silent"] as const;

/** An alarm that a person has put aside for a while; it is raised again when that is over. Source: ISA-18.2, shelving. */
export const shelfSchema = z.strictObject({
  by: z.string().max(120),
  why: z.string().max(200),
  since: tsSchema,
  until: tsSchema,
});

/** Something that a person should look at. One for each kind and point, raised again when it comes back. */
export const alarmSchema = z.strictObject({
  /** `command-failed z2m:0x01 heatingSetpointC`. */
  id: z.string().min(1).max(200),
  kind: z.enum(ALARM_KINDS),
  building: slugSchema,
  zone: slugSchema,
  source: sourceSchema,
  signal: signalIdSchema.optional(),
  /** What happened, for a person. */
  text: z.string().max(300),
  since: tsSchema,
  /** When it was over by itself; null while it lasts. */
  endedAt: tsSchema.nullable(),
  /** Who has seen it; null: nobody. */
  acknowledgedBy: z.string().max(120).nullable(),
  /** Left out: it lies on no shelf. */
  shelf: shelfSchema.optional(),
});
export type Alarm = z.infer<typeof alarmSchema>;

/** Whether it concerns nobody any more: it ended, somebody has seen it, and no shelf keeps it. */
export const isAlarmOver = ({ endedAt, acknowledgedBy, shelf }: Alarm): boolean =>
  endedAt !== null && acknowledgedBy !== null && shelf === undefined;

/** What of this is kept over a restart, one table for all. */
export const controlRecordSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("alarm"), alarm: alarmSchema }),
  z.strictObject({ kind: z.literal("hold"), hold: holdSchema }),
  z.strictObject({ kind: z.literal("schedule"), schedule: scheduleSchema }),
]);
export type ControlRecord = z.infer<typeof controlRecordSchema>;

export const holdId = ({ source, signal }: Pick<Hold, "source" | "signal">): string => `${source}/${signal}`;
export const scheduleId = ({ building, zone, signal }: Pick<Schedule, "building" | "zone" | "signal">): string =>
  `${building}/${zone}/${signal}`;

/** Tells a record from others of its kind. */
export const controlId = (record: ControlRecord): string =>
  record.kind === "alarm" ? record.alarm.id : record.kind === "hold" ? holdId(record.hold) : scheduleId(record.schedule);
