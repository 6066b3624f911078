/** The HTTP API: thin handlers over the store, the hub and the gateway. Every answer is a schema of `domain/wire.ts`. */
import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import {
  actuationRequestSchema,
  type Building,
  type Clock,
  type Command,
  type CommandRequest,
  commandRequestSchema,
  type Health,
  INBOX,
  isZonecastError,
  type Log,
  type Point,
  type Store,
  sessionRequestSchema,
  signalIdSchema,
  slugSchema,
  sourceSchema,
  tsSchema,
  ZonecastError,
} from "#domain";
import type { Hub } from "../live/hub.ts";
import { addControlRoutes, type ControlParts } from "./control.ts";
import { readDays } from "./days.ts";
import { addDeviceRoutes, type DeviceParts } from "./devices.ts";
import { addForecastRoutes, type ForecastParts } from "./forecasts.ts";
import { createTryLimit, type Guard, type RequestHeaders } from "./guard.ts";
import { addJobRoutes, type JobParts } from "./jobs.ts";
import { addMappingRoutes, type MappingParts } from "./mappings.ts";
import { check, problemOf } from "./problems.ts";
import { readSeries } from "./series.ts";
import { readVerification } from "./verification.ts";

export interface ApiParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly hub: Hub;
  readonly guard: Guard;
  readonly secureCookie: boolean;
  readonly health: () => Health;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly rejectedTotal: () => number;
  readonly building: (id: string) => Building | undefined;
  readonly saveBuilding: (building: Building) => Promise<void>;
  readonly command: (request: CommandRequest, who: string) => readonly Command[];
  readonly mappings: MappingParts["mappings"];
  readonly gateway: MappingParts["gateway"] & DeviceParts["gateway"] & ControlParts["gateway"];
  readonly alarms: ControlParts["alarms"];
  readonly schedules: ControlParts["schedules"];
  readonly explain: ForecastParts["explain"];
  readonly jobs: JobParts["jobs"];
  readonly learnable: JobParts["learnable"];
}

const digits = z
  .string()
  .regex(/^\d{1,15}$/, "must be a whole number")
  .transform(Number);
const pointQuery = z.object({ building: slugSchema, zone: slugSchema, signal: signalIdSchema, source: sourceSchema });
const spanQuery = z.object({ fromTs: digits.pipe(tsSchema), toTs: digits.pipe(tsSchema) });
const limitOf = (most: number, usual: number) => digits.pipe(z.int().min(1).max(most)).default(usual);

export const headersOf = (get: (name: string) => string | undefined): RequestHeaders => ({
  host: get("host"),
  origin: get("origin"),
  cookie: get("cookie"),
  authorization: get("authorization"),
  secFetchSite: get("sec-fetch-site"),
});

export function createApi(parts: ApiParts): Hono {
  const { store, hub, guard, clock } = parts;
  const api = new Hono();
  const mayTry = createTryLimit(10, 60_000, clock.now);
  const who = (c: Context): string => guard.identify(headersOf((n) => c.req.header(n)))?.who ?? "nobody";
  const audit = (c: Context, action: string, subject: string, detail: string): Promise<void> =>
    store.audit({ at: clock.now(), who: who(c), action, subject, detail });
  const pointOf = (c: Context): Point => check(pointQuery, c.req.query());

  api.onError((e, c) => {
    const problem = problemOf(e);
    if (problem.status >= 500) {
      const id = randomUUID();
      parts.log.error({ id, err: e, path: c.req.path }, "request failed");
    }
    return c.json(problem.body, problem.status);
  });
  api.notFound((c) => c.json(problemOf(new ZonecastError("not-found", "no such address")).body, 404));

  api.use("*", async (c, next) => {
    const headers = headersOf((n) => c.req.header(n));
    c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
    if (!guard.isOurs(headers)) throw new ZonecastError("not-allowed", "this address or page may not use the API");
    const open = c.req.path === "/api/health" || c.req.path === "/api/session";
    if (!open && !guard.identify(headers))
      return c.json({ error: { code: "not-allowed", message: "sign in first", retry: false } }, 401);
    return next();
  });
  api.use(
    "*",
    bodyLimit({
      maxSize: 64 * 1024,
      onError: (c) => c.json({ error: { code: "bad-input", message: "the body is too large", retry: false } }, 413),
    }),
  );

  const body = async (c: Context): Promise<unknown> => {
    if (!/^application\/json\b/.test(c.req.header("content-type") ?? ""))
      throw new ZonecastError("bad-input", "the body must be application/json");
    try {
      return await c.req.json();
    } catch {
      throw new ZonecastError("bad-input", "the body is not JSON");
    }
  };

  api.get("/api/health", (c) => {
    const health = parts.health();
    return c.json(health, health.status === "ok" ? 200 : 503);
  });
  api.get("/metrics", async (c) => {
    const { contentType, text } = await parts.metrics();
    return c.body(text, 200, { "Content-Type": contentType });
  });
  api.post("/api/session", async (c) => {
    const { token } = check(sessionRequestSchema, await body(c));
    const value = mayTry() ? guard.signIn(token) : undefined;
    if (value === undefined)
      return c.json(
        { error: { code: "not-allowed", message: "wrong token, or too many tries: wait a minute", retry: true } },
        401,
      );
    c.header(
      "Set-Cookie",
      `${guard.cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict${parts.secureCookie ? "; Secure" : ""}`,
    );
    return c.json({ ok: true });
  });

  api.get("/api/buildings", (c) => c.json({ buildings: hub.snapshot().buildings }));
  api.get("/api/changes", (c) => {
    const cursor = check(z.object({ epoch: z.string().max(40), seq: digits }), c.req.query());
    return c.json(hub.missedSince(cursor));
  });
  api.get("/api/series", async (c) => {
    const query = check(
      pointQuery.extend(spanQuery.shape).extend({ maxPoints: digits.pipe(z.int().min(10).max(5_000)).default(1_000) }),
      c.req.query(),
    );
    return c.json(await readSeries(store, query));
  });
  api.get("/api/days", async (c) => {
    const query = check(
      pointQuery.extend({ fromTs: digits.pipe(tsSchema), days: digits.pipe(z.int().min(1).max(400)).default(7) }),
      c.req.query(),
    );
    const building = parts.building(query.building);
    if (!building) throw new ZonecastError("not-found", "no such building");
    return c.json(await readDays(store, query, building.timeZone));
  });
  addForecastRoutes(api, { store, hub, explain: parts.explain, pointOf });
  api.get("/api/verification", async (c) => {
    const query = check(pointQuery.extend({ days: digits.pipe(z.int().min(1).max(60)).default(3) }), c.req.query());
    const toTs = hub.now(query.building) + 1;
    return c.json(await readVerification(store, query, { fromTs: toTs - query.days * 86_400_000, toTs }));
  });
  api.get("/api/rejections", async (c) => {
    const { limit } = check(z.object({ limit: limitOf(500, 100) }), c.req.query());
    return c.json({ total: parts.rejectedTotal(), rejections: await store.rejections(limit) });
  });
  api.get("/api/audit", async (c) => {
    const { limit } = check(z.object({ limit: limitOf(500, 100) }), c.req.query());
    return c.json({ entries: await store.auditLog(limit) });
  });
  api.get("/api/commands", async (c) => {
    const { building, limit } = check(z.object({ building: slugSchema, limit: limitOf(500, 100) }), c.req.query());
    return c.json({ commands: await store.commands(building, limit) });
  });

  api.post("/api/commands", async (c) => {
    const request = check(commandRequestSchema, await body(c));
    const subject = `${request.building}/${request.zone}/${request.signal}`;
    try {
      const commands = parts.command(request, who(c));
      await audit(c, "set-point", subject, `${request.value}${request.why ? `: ${request.why}` : ""}`);
      return c.json({ commands }, 202);
    } catch (e) {
      if (isZonecastError(e, "observe-only")) await audit(c, "set-point refused", subject, `${request.value}: observe-only`);
      throw e;
    }
  });
  api.post("/api/buildings/:id/actuation", async (c) => {
    const { actuation } = check(actuationRequestSchema, await body(c));
    const before = parts.building(c.req.param("id"));
    if (!before || before.id === INBOX) throw new ZonecastError("not-found", "no such building");
    const building = { ...before, actuation };
    await parts.saveBuilding(building);
    await audit(c, "actuation", building.id, actuation ? "on" : "off");
    return c.json({ building });
  });
  addControlRoutes(api, {
    alarms: parts.alarms,
    clock,
    schedules: parts.schedules,
    gateway: parts.gateway,
    who,
    mustBeBuilding: (id) => (parts.building(id) ? undefined : new ZonecastError("not-found", `there is no building '${id}'`)),
    body,
    audit,
  });
  addJobRoutes(api, {
    jobs: parts.jobs,
    learnable: parts.learnable,
    building: parts.building,
    saveBuilding: parts.saveBuilding,
    who,
    mustBeBuilding: (id) => (parts.building(id) ? undefined : new ZonecastError("not-found", `there is no building '${id}'`)),
    body,
    audit,
  });
  addDeviceRoutes(api, { gateway: parts.gateway, body, audit });
  addMappingRoutes(api, { clock, store, mappings: parts.mappings, gateway: parts.gateway, body, audit });
  return api;
}
