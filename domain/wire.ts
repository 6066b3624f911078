/** Everything that crosses between server and browser: socket events and HTTP answers, one schema each, checked on both sides. */
import { z } from "zod";
import { buildingSchema, slugSchema } from "./building.ts";
import { alarmSchema, holdSchema, scheduleSchema } from "./control.ts";
import { commandSchema, devicePointSchema, deviceSchema } from "./device.ts";
import { explanationSchema, forecastSchema } from "./forecast.ts";
import { mappingSchema } from "./mapping.ts";
import { qualitySchema, readingSchema, rejectionSchema, sourceSchema, tsSchema } from "./reading.ts";
import { settableSchema, signalIdSchema } from "./signals.ts";

/** Raised when a page that was loaded before an update could misread the server. The page then reloads. */
export const WIRE_VERSION = 3;

/** The newest value of one point. */
export const pointStateSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signal: signalIdSchema,
  source: sourceSchema,
  ts: tsSchema,
  receivedAt: tsSchema,
  value: z.number(),
  quality: qualitySchema,
  /** The value is old once building time is this far past `ts`. */
  staleAfterMs: z.int().positive(),
  /** Among points of one zone and signal the lowest rank is shown: 0 room sensor, 1 thermostat, 2 others. */
  rank: z.int().min(0),
});
export type PointState = z.infer<typeof pointStateSchema>;

/** What time it is in a building: now for a live one, some past moment that moves faster for a replayed one. */
export const buildingClockSchema = z.strictObject({
  building: slugSchema,
  nowTs: tsSchema,
  /** Server time at which `nowTs` was true. */
  atTs: tsSchema,
  /** Building seconds per second of ours: 1 live. */
  rate: z.number().min(0),
});
export type BuildingClock = z.infer<typeof buildingClockSchema>;

/** A position in the stream of changes: which run of the server, and how many frames it had sent. */
export const cursorSchema = z.strictObject({ epoch: z.string().max(40), seq: z.int().min(0) });
export type Cursor = z.infer<typeof cursorSchema>;

/** Whole state, on connect. */
export const snapshotSchema = z.strictObject({
  version: z.int(),
  cursor: cursorSchema,
  serverNow: tsSchema,
  buildings: z.array(buildingSchema),
  clocks: z.array(buildingClockSchema),
  points: z.array(pointStateSchema),
  devices: z.array(deviceSchema),
  /** Newest forecast of every zone temperature and meter, without candidates. */
  forecasts: z.array(forecastSchema),
  commands: z.array(commandSchema),
  /** Those that last, and those that nobody has acknowledged. */
  alarms: z.array(alarmSchema),
  holds: z.array(holdSchema),
  rejectedTotal: z.int().min(0),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What changed since the frame before, at most a few times a second; of each point only the latest by `ts`. */
export const deltaSchema = z.strictObject({
  cursor: cursorSchema,
  serverNow: tsSchema,
  points: z.array(pointStateSchema).optional(),
  clocks: z.array(buildingClockSchema).optional(),
  buildings: z.array(buildingSchema).optional(),
  devices: z.array(deviceSchema).optional(),
  /** Devices that were removed. */
  gone: z.array(sourceSchema).optional(),
  forecasts: z.array(forecastSchema).optional(),
  commands: z.array(commandSchema).optional(),
  alarms: z.array(alarmSchema).optional(),
  /** All that there are now. */
  holds: z.array(holdSchema).optional(),
  rejectedTotal: z.int().min(0).optional(),
});
export type Delta = z.infer<typeof deltaSchema>;

/** `GET /api/changes?epoch=&seq=`: the frames after the cursor, or `reset` when the server no longer has them. */
export const changesSchema = z.union([
  z.strictObject({ reset: z.literal(true) }),
  z.strictObject({ reset: z.literal(false), deltas: z.array(deltaSchema) }),
]);
export type Changes = z.infer<typeof changesSchema>;

/** Socket events. Server to browser: `snapshot`, `delta`. Browser to server: `hello` with an optional cursor. */
export const helloSchema = z.strictObject({ cursor: cursorSchema.optional() });
export interface ServerToClient {
  snapshot: (message: Snapshot) => void;
  delta: (message: Delta) => void;
}
export interface ClientToServer {
  hello: (message: z.infer<typeof helloSchema>) => void;
}

/** `GET /api/series?building&zone&signal&source&fromTs&toTs&maxPoints`. Cumulated signals come as mean rate (W, m³/h). */
export const seriesSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signal: signalIdSchema,
  source: sourceSchema,
  resolution: z.enum(["raw", "15min", "1h"]),
  ts: z.array(tsSchema),
  mean: z.array(z.number()),
  min: z.array(z.number()),
  max: z.array(z.number()),
});
export type Series = z.infer<typeof seriesSchema>;

/** `GET /api/days?building&zone&signal&source&fromTs&days`: what was counted, or what a power adds up to, by day of the building. */
export const daysSchema = z.strictObject({
  /** `Wh`, or `m³`. */
  unit: z.string(),
  timeZone: z.string(),
  days: z.array(
    z.strictObject({
      /** The day lasts 23, 24 or 25 hours. */
      fromTs: tsSchema,
      toTs: tsSchema,
      amount: z.number(),
      /** Share of the day that is known; what is not, is not in the amount. */
      coverage: z.number().min(0).max(1),
    }),
  ),
});
export type Days = z.infer<typeof daysSchema>;

/** `GET /api/forecast?building&zone&signal&source`: the newest, with the backtest that chose it; 404 when none. */
export const forecastAnswerSchema = z.strictObject({ forecast: forecastSchema });

/** `GET /api/forecast/explanation?building&zone&signal&source`: of the newest; 404 when none or when no network is there. */
export const explanationAnswerSchema = z.strictObject({
  /** The model that made the forecast; the network had a part in it if its name is in this one. */
  by: z.string().min(1).max(60),
  explanation: explanationSchema,
});
export type ExplanationAnswer = z.infer<typeof explanationAnswerSchema>;

/** `GET /api/verification?building&zone&signal&source&days`: what was predicted against what came, by lead. */
export const verificationSchema = z.strictObject({
  unit: z.string(),
  leads: z.array(
    z.strictObject({
      leadS: z.int().positive(),
      /** Number of forecasts scored. */
      n: z.int().min(0),
      /** Mean absolute error; null when n = 0. */
      mae: z.number().nullable(),
      /** The same for persistence: the baseline. */
      persistenceMae: z.number().nullable(),
      /** Share of actual values within P10-P90; 0.8 is perfect. */
      coverage80: z.number().nullable(),
      hindcastShare: z.number().min(0).max(1),
      /** Target time, predicted median, band, and what came; ascending. */
      ts: z.array(tsSchema),
      predicted: z.array(z.number()),
      p10: z.array(z.number()),
      p90: z.array(z.number()),
      actual: z.array(z.number()),
    }),
  ),
});
export type Verification = z.infer<typeof verificationSchema>;

/** `GET /api/rejections?limit`. */
export const rejectionsSchema = z.strictObject({ total: z.int().min(0), rejections: z.array(rejectionSchema) });

/** `GET /api/mappings`. `POST` takes a `mappingSchema` and answers with all; `DELETE /api/mappings/{id}` too. */
export const mappingsSchema = z.strictObject({ mappings: z.array(mappingSchema) });

/** `POST /api/mappings/preview`: what a mapping would make of `messages`, or, without them, of what was rejected so far. */
export const previewRequestSchema = z.strictObject({
  mapping: mappingSchema,
  messages: z
    .array(
      z.strictObject({
        topic: z.string().max(400),
        payload: z.string().max(10_000),
        /** When it came; absent: now. */
        at: tsSchema.optional(),
      }),
    )
    .max(500)
    .optional(),
});

export const mappingPreviewSchema = z.strictObject({
  /** Messages looked at, and those whose topic the mapping takes; of these, such with a reading and such with a problem. */
  messages: z.int().min(0),
  matched: z.int().min(0),
  read: z.int().min(0),
  refused: z.int().min(0),
  /** The first readings that would be stored, and where they come from. */
  readings: z.array(z.strictObject({ topic: z.string(), reading: readingSchema })),
  problems: z.array(rejectionSchema),
  /** Topics that match and never reach the mapping, because a dialect reads them. */
  taken: z.array(z.strictObject({ topic: z.string(), dialect: z.string() })),
});
export type MappingPreview = z.infer<typeof mappingPreviewSchema>;

/** `POST /api/rejections/reprocess`: reads again what mappings now take. */
export const reprocessRequestSchema = z.strictObject({
  /** MQTT filter, `plant/#`. Absent: all topics. */
  topicFilter: z.string().min(1).max(400).optional(),
});

export const reprocessedSchema = z.strictObject({
  /** Messages read again. */
  messages: z.int().min(0),
  readings: z.int().min(0),
  /** Messages with something that is still rejected. */
  refused: z.int().min(0),
  /** Messages that were not kept whole: longer than what a rejection keeps, or no text. */
  unreadable: z.int().min(0),
  /** Rejections that are settled and left the list. */
  mended: z.array(rejectionSchema.pick({ topic: true, reason: true, at: true })),
});
export type Reprocessed = z.infer<typeof reprocessedSchema>;

/** `GET /api/audit?limit`. */
export const auditSchema = z.strictObject({
  entries: z.array(
    z.strictObject({ at: tsSchema, who: z.string(), action: z.string(), subject: z.string(), detail: z.string() }),
  ),
});

/** `GET /api/inbox`: devices that wait for a place, each with the one that fits it; ignored ones come last. */
export const inboxSchema = z.strictObject({ devices: z.array(deviceSchema) });

const pointsOfDeviceSchema = z
  .array(devicePointSchema.pick({ source: true, signal: true }))
  .min(1)
  .max(500);
/** `POST /api/devices/{id}/place`: where a person wants it, and which of its points; left out: all. Others stay in the inbox. */
export const placeRequestSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signals: pointsOfDeviceSchema.optional(),
});
/** `POST /api/devices/{id}/signals`: which points of a placed device feed its zone, from now on. */
export const signalsRequestSchema = z.strictObject({ signals: pointsOfDeviceSchema });

/** `POST /api/inbox/accept`: places devices where they are proposed to stand; without ids, all that wait. */
export const acceptRequestSchema = z.strictObject({ ids: z.array(sourceSchema).min(1).max(10_000).optional() });
export const acceptedSchema = z.strictObject({ devices: z.array(deviceSchema) });

/** `POST /api/devices/{id}/ignore`: puts a device, with all that it says, out of sight, or takes that back. */
export const ignoreRequestSchema = z.strictObject({ ignored: z.boolean() });

/** `POST /api/commands` (body: `commandRequestSchema`): one command per device addressed. */
export const commandsSchema = z.strictObject({ commands: z.array(commandSchema) });

/** `GET /api/alarms`: those that last and those that nobody has acknowledged, newest first. */
export const alarmsSchema = z.strictObject({ alarms: z.array(alarmSchema) });
/** `POST /api/alarms/acknowledge`. */
export const acknowledgeRequestSchema = z.strictObject({ id: z.string().min(1).max(200) });

/** `POST /api/alarms/shelve`: puts one aside for a time, with a reason; it comes back by itself. `.../unshelve` {id}: at once. */
export const shelveRequestSchema = z.strictObject({
  id: z.string().min(1).max(200),
  /** Up to a week: what is to be silent for longer should be mended or removed. */
  minutes: z.int().min(1).max(10_080),
  why: z.string().trim().min(3, "say why, in three letters or more").max(200),
});

/** `GET /api/holds`. `POST /api/holds/release` gives a zone's set-point back to its schedule, at once. */
export const holdsSchema = z.strictObject({ holds: z.array(holdSchema) });
export const releaseRequestSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signal: settableSchema,
  /** As whom; absent: as an operator, who cannot release what safety holds. */
  priority: z.enum(["safety", "operator"]).optional(),
});

/** `GET /api/schedules`. `POST` takes a `scheduleSchema` and answers with all; `POST /api/schedules/remove` too. */
export const schedulesSchema = z.strictObject({ schedules: z.array(scheduleSchema) });
export const scheduleRemovalSchema = scheduleSchema.omit({ blocks: true });

/** `POST /api/buildings/{id}/actuation`: switches commands on or off for a building. */
export const actuationRequestSchema = z.strictObject({ actuation: z.boolean() });
export const buildingAnswerSchema = z.strictObject({ building: buildingSchema });

/** `POST /api/session`: trades the access token for a cookie. */
export const sessionRequestSchema = z.strictObject({ token: z.string().min(1).max(500) });

/** `GET /api/health`: 200 when ok, 503 when degraded; needs no sign-in and holds no secret. */
export const healthSchema = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  problems: z.array(z.string()),
  uptimeS: z.number(),
});
export type Health = z.infer<typeof healthSchema>;

/** Every error answer. */
export const problemSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), hint: z.string().optional(), retry: z.boolean() }),
});
