import { Hono } from "hono";
import { expect, test } from "vitest";
import { alarmsSchema, type Hold, holdsSchema, manualClock, type Schedule, schedulesSchema, ZonecastError } from "#domain";
import { addControlRoutes } from "../../../../server/http/control.ts";
import { problemOf } from "../../../../server/http/problems.ts";

const point = { building: "mill", zone: "hall", signal: "heatingSetpointC" } as const;
const hold: Hold = { ...point, source: "z2m:1", priority: "operator", value: 21, who: "ada", why: "", since: 1, until: null };
const schedule: Schedule = { ...point, blocks: [{ days: [1], at: "06:00", value: 21 }] };

function setUp() {
  const done: string[] = [];
  let holds: Hold[] = [hold];
  let schedules: Schedule[] = [];
  const api = new Hono();
  api.onError((e, c) => {
    const { body, status } = problemOf(e);
    return c.json(body, status);
  });
  addControlRoutes(api, {
    alarms: {
      all: () => [],
      acknowledge: (id, who) => {
        if (id !== "known") throw new ZonecastError("not-found", "there is no alarm");
        done.push(`${who} saw ${id}`);
      },
      shelve: (id, { by, why, until }) => void done.push(`${by} shelved ${id} until ${until}: ${why}`),
      unshelve: (id) => id === "known",
    },
    clock: manualClock(1_000_000),
    schedules: {
      all: () => schedules,
      async save(s) {
        schedules = [s];
      },
      async remove() {
        schedules = [];
      },
      resume: () => void done.push("resumed"),
    },
    gateway: {
      holds: () => holds,
      release(where) {
        const ended = holds.filter((h) => h.zone === where.zone);
        holds = holds.filter((h) => h.zone !== where.zone);
        return ended;
      },
    },
    who: () => "ada",
    mustBeBuilding: (id) => (id === "mill" ? undefined : new ZonecastError("not-found", "no such building")),
    body: (c) => c.req.json(),
    audit: async (_, action, subject, detail) => void done.push([action, subject, detail].join(" ").trim()),
  });
  const post = (path: string, body: unknown) => api.request(path, { method: "POST", body: JSON.stringify(body) });
  return { api, post, done };
}

test("a hold is released and the schedule goes on; without a hold nothing happens", async () => {
  const { api, post, done } = setUp();
  expect(holdsSchema.parse(await (await api.request("/api/holds")).json()).holds).toEqual([hold]);
  expect(holdsSchema.parse(await (await post("/api/holds/release", point)).json()).holds).toEqual([]);
  await post("/api/holds/release", point);
  expect(done).toEqual(["hold released mill/hall/heatingSetpointC z2m:1 21 of ada", "resumed"]);
});

test("schedules are saved, shown and removed; an alarm is seen by whoever is signed in", async () => {
  const { api, post, done } = setUp();
  expect(schedulesSchema.parse(await (await post("/api/schedules", schedule)).json()).schedules).toEqual([schedule]);
  expect(schedulesSchema.parse(await (await post("/api/schedules/remove", point)).json()).schedules).toEqual([]);
  expect(alarmsSchema.parse(await (await post("/api/alarms/acknowledge", { id: "known" })).json()).alarms).toEqual([]);
  expect(alarmsSchema.parse(await (await api.request("/api/alarms")).json()).alarms).toEqual([]);
  expect(done).toEqual([
    "schedule saved mill/hall/heatingSetpointC Mon 06:00 21",
    "schedule removed mill/hall/heatingSetpointC",
    "ada saw known",
    "alarm acknowledged known",
  ]);
});

test.each([
  ["/api/holds/release", { ...point, signal: "airTempC" }, 422],
  ["/api/holds/release", { ...point, priority: "optimiser" }, 422],
  ["/api/schedules", { ...schedule, blocks: [] }, 422],
  ["/api/schedules", { ...schedule, blocks: [{ days: [8], at: "06:00", value: 21 }] }, 422],
  ["/api/schedules", { ...schedule, blocks: [{ days: [1], at: "6 am", value: 21 }] }, 422],
  ["/api/schedules", { ...schedule, blocks: [{ days: [1], at: "06:00", value: 99 }] }, 422],
  ["/api/schedules", { ...schedule, building: "bank" }, 404],
  ["/api/alarms/acknowledge", { id: "other" }, 404],
  ["/api/alarms/acknowledge", {}, 422],
])("POST %s with %j is refused with %i", async (path, body, status) => {
  const { post, done } = setUp();
  expect((await post(path, body)).status).toBe(status);
  expect(done).toEqual([]);
});

test("an alarm is put aside for minutes and with a reason, by who asks; both ways are audited", async () => {
  const { post, done } = setUp();
  const answer = await post("/api/alarms/shelve", { id: "known", minutes: 30, why: "  valve is ordered " });
  alarmsSchema.parse(await answer.json());
  await post("/api/alarms/unshelve", { id: "known" });
  await post("/api/alarms/unshelve", { id: "not on the shelf" });
  expect(done).toEqual([
    `ada shelved known until ${1_000_000 + 30 * 60_000}: valve is ordered`,
    "alarm shelved known until 1970-01-01T00:46Z: valve is ordered",
    "alarm taken off the shelf known",
  ]);
});

test.each([
  ["no reason", { minutes: 30, why: "   " }],
  ["no time", { why: "valve is ordered" }],
  ["for ever", { minutes: 10_081, why: "valve is ordered" }],
  ["less than a minute", { minutes: 0, why: "valve is ordered" }],
  ["a name of one's own", { minutes: 30, why: "valve is ordered", by: "bob" }],
])("an alarm put aside with %s is refused", async (_, body) => {
  const { post, done } = setUp();
  expect((await post("/api/alarms/shelve", { id: "known", ...body })).status).toBe(422);
  expect(done).toEqual([]);
});
