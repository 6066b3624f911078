/** The API of the inbox: who waits, and a person's word on where each belongs. */
import type { Context, Hono } from "hono";
import type { Gateway } from "#devices";
import {
  acceptRequestSchema,
  INBOX,
  ignoreRequestSchema,
  placeRequestSchema,
  signalsRequestSchema,
  sourceSchema,
  ZonecastError,
} from "#domain";
import { check } from "./problems.ts";

export interface DeviceParts {
  readonly gateway: Pick<Gateway, "devices" | "place" | "bind" | "accept" | "ignore">;
  readonly body: (c: Context) => Promise<unknown>;
  readonly audit: (c: Context, action: string, subject: string, detail: string) => Promise<void>;
}

export function addDeviceRoutes(api: Hono, { gateway, body, audit }: DeviceParts): void {
  const idOf = (c: Context): string => check(sourceSchema, c.req.param("id"));

  api.get("/api/inbox", (c) => {
    const waiting = gateway.devices().filter((d) => !d.bound);
    return c.json({ devices: [...waiting.filter((d) => !d.ignored), ...waiting.filter((d) => d.ignored)] });
  });
  api.post("/api/inbox/accept", async (c) => {
    const { ids } = check(acceptRequestSchema, await body(c));
    const devices = gateway.accept(ids);
    for (const { id, points } of devices) await audit(c, "device placed", id, `${wordsFor(points[0])} (as proposed)`);
    return c.json({ devices });
  });
  api.post("/api/devices/:id/place", async (c) => {
    const id = idOf(c);
    const { building, zone, signals } = check(placeRequestSchema, await body(c));
    if (building === INBOX)
      throw new ZonecastError("bad-input", `'${INBOX}' is where devices wait, not a building`, {
        hint: "to put a device out of sight, ignore it",
      });
    gateway.place(id, building, zone, signals);
    await audit(c, "device placed", id, `${building}/${zone}${signals ? `: ${namesOf(signals)}` : ""}`);
    return c.json({ ok: true });
  });
  api.post("/api/devices/:id/signals", async (c) => {
    const id = idOf(c);
    const { signals } = check(signalsRequestSchema, await body(c));
    gateway.bind(id, signals);
    await audit(c, "signals of a device", id, namesOf(signals));
    return c.json({ ok: true });
  });
  api.post("/api/devices/:id/ignore", async (c) => {
    const id = idOf(c);
    const { ignored } = check(ignoreRequestSchema, await body(c));
    gateway.ignore(id, ignored);
    await audit(c, ignored ? "device ignored" : "device back in the inbox", id, "");
    return c.json({ ok: true });
  });
}

const wordsFor = (point: { readonly building: string; readonly zone: string } | undefined): string =>
  point ? `${point.building}/${point.zone}` : "without points";

const namesOf = (signals: readonly { readonly source: string; readonly signal: string }[]): string =>
  signals
    .map(({ source, signal }) => [source.split("#")[1], signal].filter(Boolean).join(" "))
    .join(", ")
    .slice(0, 1_000);
