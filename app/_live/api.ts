/** The server's HTTP interface, typed: every answer is checked, and every refusal becomes an `ApiProblem` that a person can read. */

import { z } from "zod";
import {
  acceptedSchema,
  alarmsSchema,
  auditSchema,
  buildingAnswerSchema,
  type CommandRequest,
  type Cursor,
  changesSchema,
  commandsSchema,
  explanationAnswerSchema,
  forecastAnswerSchema,
  holdsSchema,
  type JobRequest,
  jobsSchema,
  learnableSchema,
  type Point,
  problemSchema,
  rejectionsSchema,
  type Schedule,
  type SettableSignal,
  schedulesSchema,
  seriesSchema,
  verificationSchema,
} from "#domain";

export class ApiProblem extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The server's error code; `unreachable` or `unreadable` when it gave none. */
  readonly code: string;
  readonly hint: string | undefined;

  constructor(status: number, code: string, message: string, hint?: string) {
    super(message);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

export const toProblem = (e: unknown): ApiProblem =>
  e instanceof ApiProblem ? e : new ApiProblem(0, "unreachable", e instanceof Error ? e.message : String(e));

/** A point of a device; `source` is the device with its endpoint. */
export type PointOfDevice = Pick<Point, "source" | "signal">;

/** Sends requests: `fetch`, or a stand-in for it. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

export interface ApiOptions {
  readonly send: Send;
  /** Called when the server asks for a sign-in. */
  readonly onUnauthorized: () => void;
}

export type Api = ReturnType<typeof createApi>;

const acknowledgedSchema = z.object({ ok: z.literal(true) });

export function createApi({ send, onUnauthorized }: ApiOptions) {
  async function request<S extends z.ZodType>(schema: S, url: string, init: RequestInit): Promise<z.output<S>> {
    const response = await send(url, { ...init, credentials: "same-origin", cache: "no-store" }).catch((e: unknown) => {
      throw toProblem(e);
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const problem = problemSchema.safeParse(body);
      const { code, message, hint } = problem.success
        ? problem.data.error
        : { code: "unreadable", message: `HTTP ${response.status}`, hint: undefined };
      if (response.status === 401 && !url.startsWith("/api/session")) onUnauthorized();
      throw new ApiProblem(response.status, code, message, hint);
    }
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw new ApiProblem(response.status, "unreadable", parsed.error.issues[0]?.message ?? "");
    return parsed.data;
  }

  const get = <S extends z.ZodType>(schema: S, path: string, query: Readonly<Record<string, string | number>> = {}) => {
    const search = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)])).toString();
    return request(schema, search === "" ? path : `${path}?${search}`, { method: "GET" });
  };
  const post = <S extends z.ZodType>(schema: S, path: string, body: unknown) =>
    request(schema, path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const queryOf = ({ building, zone, signal, source }: Point) => ({ building, zone, signal, source });

  return {
    /** `fromTs`, `toTs`: building time, UTC ms; `maxPoints` 10 to 5,000. */
    series: (point: Point, fromTs: number, toTs: number, maxPoints: number) =>
      get(seriesSchema, "/api/series", {
        ...queryOf(point),
        fromTs: Math.max(0, Math.floor(fromTs)),
        toTs: Math.ceil(toTs),
        maxPoints,
      }),
    forecast: async (point: Point) => (await get(forecastAnswerSchema, "/api/forecast", queryOf(point))).forecast,
    explanation: (point: Point) => get(explanationAnswerSchema, "/api/forecast/explanation", queryOf(point)),
    verification: (point: Point, days: number) => get(verificationSchema, "/api/verification", { ...queryOf(point), days }),
    changes: (cursor: Cursor) => get(changesSchema, "/api/changes", cursor),
    rejections: (limit: number) => get(rejectionsSchema, "/api/rejections", { limit }),
    audit: async (limit: number) => (await get(auditSchema, "/api/audit", { limit })).entries,
    jobs: async () => (await get(jobsSchema, "/api/jobs")).jobs,
    startJob: async (body: JobRequest) => (await post(jobsSchema, "/api/jobs", body)).jobs,
    cancelJob: async (id: string) =>
      (await request(jobsSchema, `/api/jobs/${encodeURIComponent(id)}`, { method: "DELETE" })).jobs,
    resumeJob: async (id: string) => (await post(jobsSchema, `/api/jobs/${encodeURIComponent(id)}/resume`, {})).jobs,
    learnable: () => get(learnableSchema, "/api/learning"),
    /** Null: none beside the model that ships. */
    setForecastModel: async (building: string, model: string | null) =>
      (await post(buildingAnswerSchema, `/api/buildings/${encodeURIComponent(building)}/forecast-model`, { model })).building,
    command: async (body: CommandRequest) => (await post(commandsSchema, "/api/commands", body)).commands,
    setActuation: async (building: string, actuation: boolean) =>
      (await post(buildingAnswerSchema, `/api/buildings/${encodeURIComponent(building)}/actuation`, { actuation })).building,
    /** `signals`: the points that feed the zone (left out: all); the others stay in the inbox. */
    placeDevice: (device: string, building: string, zone: string, signals?: readonly PointOfDevice[]) =>
      post(acknowledgedSchema, `/api/devices/${encodeURIComponent(device)}/place`, { building, zone, signals }),
    /** Which points of a placed device feed its zone, from now on. */
    bindSignals: (device: string, signals: readonly PointOfDevice[]) =>
      post(acknowledgedSchema, `/api/devices/${encodeURIComponent(device)}/signals`, { signals }),
    /** Places devices where they are proposed to stand; without ids, all that wait. */
    acceptDevices: async (ids?: readonly string[]) =>
      (await post(acceptedSchema, "/api/inbox/accept", ids ? { ids } : {})).devices,
    ignoreDevice: (device: string, ignored: boolean) =>
      post(acknowledgedSchema, `/api/devices/${encodeURIComponent(device)}/ignore`, { ignored }),
    acknowledge: async (id: string) => (await post(alarmsSchema, "/api/alarms/acknowledge", { id })).alarms,
    /** Puts an alarm aside for `minutes`. */
    shelve: async (id: string, minutes: number, why: string) =>
      (await post(alarmsSchema, "/api/alarms/shelve", { id, minutes, why })).alarms,
    unshelve: async (id: string) => (await post(alarmsSchema, "/api/alarms/unshelve", { id })).alarms,
    /** Gives a zone's set-point back to its schedule. */
    release: async (point: { readonly building: string; readonly zone: string; readonly signal: SettableSignal }) =>
      (await post(holdsSchema, "/api/holds/release", point)).holds,
    schedules: async () => (await get(schedulesSchema, "/api/schedules")).schedules,
    /** Adds a zone's schedule or replaces it; answers with all. */
    saveSchedule: async (schedule: Schedule) => (await post(schedulesSchema, "/api/schedules", schedule)).schedules,
    removeSchedule: async ({ building, zone, signal }: Pick<Schedule, "building" | "zone" | "signal">) =>
      (await post(schedulesSchema, "/api/schedules/remove", { building, zone, signal })).schedules,
    signIn: (token: string) => post(acknowledgedSchema, "/api/session", { token }),
  };
}
