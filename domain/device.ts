/** Devices as the registry knows them, and commands to them. */
import { z } from "zod";
import { slugSchema } from "./building.ts";
import { prioritySchema } from "./control.ts";
import { sourceSchema, tsSchema } from "./reading.ts";
import { settableSchema, signalIdSchema } from "./signals.ts";

export const DEVICE_KINDS = ["sensor", "thermostat", "meter", "weather", "other"] as const;

/** What a device says that it measures or takes. */
export const devicePointSchema = z.strictObject({
  /** The device's id, with `#endpoint` where it has several. */
  source: sourceSchema,
  signal: signalIdSchema,
  building: slugSchema,
  zone: slugSchema,
  /** Present when the device takes commands for this signal; in the signal's unit. */
  writable: z.strictObject({ min: z.number(), max: z.number(), step: z.number().positive() }).optional(),
  /** Where the device publishes it and in which unit (empty: none): for people, and to know it again after a restart. */
  origin: z.strictObject({ topic: z.string().max(400), property: z.string().max(100), unit: z.string().max(20) }).optional(),
});
export type DevicePoint = z.infer<typeof devicePointSchema>;

export const deviceSchema = z.strictObject({
  /** Stable over renames: `z2m:0x0000000000000d01`. */
  id: sourceSchema,
  dialect: z.string().max(40),
  name: z.string().max(200),
  vendor: z.string().max(120),
  model: z.string().max(120),
  kind: z.enum(DEVICE_KINDS),
  /** False while the device waits in the inbox for a person to place it. */
  bound: z.boolean(),
  /** Where it would stand if it were believed; absent once it is bound. */
  proposal: z.strictObject({ building: slugSchema, zone: slugSchema }).optional(),
  /** A person does not want it: it stays in the inbox, out of sight, and nothing of it is kept. */
  ignored: z.boolean().optional(),
  availability: z.enum(["online", "offline", "unknown"]),
  /** When it last sent anything (UTC ms), null when it never did. */
  lastSeen: tsSchema.nullable(),
  /** Since when it has been silent for longer than its own rhythm allows (UTC ms), whatever its availability says. */
  silentSince: tsSchema.optional(),
  /** What is added to the times that it tells: our clock minus the device's, ms. Absent while its clock is taken as right. */
  clockOffsetMs: z.int().optional(),
  batteryPowered: z.boolean(),
  points: z.array(devicePointSchema).max(500),
  /** Properties that it announced and that we do not read, with the reason; for the devices page. */
  unread: z.array(z.string().max(200)).max(200),
});
export type Device = z.infer<typeof deviceSchema>;

/** queued -> sent (broker has it) -> echoed (device reports it) -> held; or timed-out (may be retried) -> failed. */
export const COMMAND_STATES = ["queued", "sent", "echoed", "held", "timed-out", "failed"] as const;

export const commandSchema = z.strictObject({
  id: z.string().min(1).max(64),
  at: tsSchema,
  updatedAt: tsSchema,
  building: slugSchema,
  zone: slugSchema,
  signal: settableSchema,
  source: sourceSchema,
  /** What the operator asked for, in the signal's unit. */
  requested: z.number(),
  /** What is sent: clamped to the device's range and set to its step. */
  value: z.number(),
  /** The set-point before, when known. */
  before: z.number().nullable(),
  /** The set-point as the device reported it back. */
  after: z.number().nullable(),
  who: z.string().max(120),
  why: z.string().max(200),
  /** Absent: an operator's. */
  priority: prioritySchema.optional(),
  state: z.enum(COMMAND_STATES),
  attempts: z.int().min(0),
  /** Whose later word ended it: that is no failure of the device. */
  overruledBy: z.string().max(120).optional(),
  /** What went wrong, for a person. */
  problem: z.string().max(300).optional(),
});
export type Command = z.infer<typeof commandSchema>;

/** What an operator asks for. */
export const commandRequestSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signal: settableSchema,
  /** Left out: every device of the zone that takes this signal. */
  source: sourceSchema.optional(),
  value: z.number(),
  why: z.string().max(200).default(""),
  /** As whom; absent: as an operator, who holds the set-point until the schedule's next block. */
  priority: prioritySchema.optional(),
});
export type CommandRequest = z.infer<typeof commandRequestSchema>;
