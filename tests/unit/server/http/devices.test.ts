import { Hono } from "hono";
import { expect, test } from "vitest";
import { acceptedSchema, type Device, inboxSchema, ZonecastError } from "#domain";
import { createRegistry } from "../../../../devices/registry.ts";
import { addDeviceRoutes } from "../../../../server/http/devices.ts";
import { problemOf } from "../../../../server/http/problems.ts";

function setUp() {
  const registry = createRegistry({ known: [], trusted: false, defaultBuilding: "house" });
  for (const [i, area] of ["kitchen", "hall", "attic"].entries())
    registry.announce("z2m", {
      id: `z2m:${i}`,
      name: `${area} sensor`,
      vendor: "",
      model: "",
      kind: "sensor",
      batteryPowered: true,
      area,
      points: [{ signal: "airTempC" }, { signal: "batteryPct" }],
      unread: [],
    });
  const audited: string[] = [];
  const api = new Hono();
  api.onError((e, c) => {
    const { body, status } = problemOf(e);
    return c.json(body, status);
  });
  addDeviceRoutes(api, {
    gateway: {
      devices: registry.all,
      place: (id, building, zone, signals) => void registry.place(id, { building, zone }, signals),
      bind: (id, signals) => void registry.bind(id, signals),
      accept: (ids): Device[] => (ids ?? registry.all().map((d) => d.id)).map(registry.accept),
      ignore: (id, ignored) => void registry.ignore(id, ignored),
    },
    body: (c) => c.req.json().catch(() => Promise.reject(new ZonecastError("bad-input", "the body is not JSON"))),
    audit: async (_, action, subject, detail) => void audited.push(`${action} ${subject} ${detail}`.trim()),
  });
  const post = async (path: string, body: unknown) => {
    const answer = await api.request(path, { method: "POST", body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  const inbox = async () => inboxSchema.parse(await (await api.request("/api/inbox")).json()).devices;
  return { post, inbox, audited, device: registry.find };
}

test("who waits, with the place that fits; one is accepted, one goes elsewhere, one is ignored and then comes last", async () => {
  const { post, inbox, audited } = setUp();
  expect((await inbox()).map((d) => d.proposal)).toEqual(
    ["kitchen", "hall", "attic"].map((zone) => ({ building: "house", zone })),
  );
  expect((await post("/api/devices/z2m:0/ignore", { ignored: true })).status).toBe(200);
  expect((await inbox()).map((d) => [d.id, d.ignored ?? false])).toEqual([
    ["z2m:1", false],
    ["z2m:2", false],
    ["z2m:0", true],
  ]);
  const accepted = acceptedSchema.parse((await post("/api/inbox/accept", { ids: ["z2m:1"] })).body);
  expect(accepted.devices).toMatchObject([
    { id: "z2m:1", bound: true, points: Array(2).fill({ building: "house", zone: "hall" }) },
  ]);
  await post("/api/devices/z2m:2/place", { building: "school", zone: "room-2" });
  await post("/api/devices/z2m:0/ignore", { ignored: false });
  expect((await inbox()).map((d) => d.id)).toEqual(["z2m:0"]);
  expect(audited).toEqual([
    "device ignored z2m:0",
    "device placed z2m:1 house/hall (as proposed)",
    "device placed z2m:2 school/room-2",
    "device back in the inbox z2m:0",
  ]);
});

test("only the signals that a person names feed the zone; the others may follow later", async () => {
  const { post, device, audited } = setUp();
  const air = { source: "z2m:1", signal: "airTempC" };
  const battery = { source: "z2m:1", signal: "batteryPct" };
  expect((await post("/api/devices/z2m:1/place", { building: "house", zone: "hall", signals: [air] })).status).toBe(200);
  expect(device("z2m:1")).toMatchObject({ bound: true, points: [{ building: "house" }, { building: "inbox" }] });
  expect((await post("/api/devices/z2m:1/signals", { signals: [air, battery] })).status).toBe(200);
  expect(device("z2m:1")).toMatchObject({ bound: true, points: [{ building: "house" }, { building: "house" }] });
  expect(audited).toEqual(["device placed z2m:1 house/hall: airTempC", "signals of a device z2m:1 airTempC, batteryPct"]);
});

test.each([
  ["/api/devices/z2m:0/place", { building: "house", zone: "hall", signals: [] }, 422],
  ["/api/devices/z2m:0/place", { building: "house", zone: "hall", signals: [{ source: "z2m:1", signal: "airTempC" }] }, 422],
  ["/api/devices/z2m:0/place", { building: "house", zone: "hall", signals: [{ source: "z2m:0", signal: "co2Ppm" }] }, 422],
  ["/api/devices/z2m:0/place", { building: "house", zone: "hall", signals: [{ source: "z2m:0", signal: "warmth" }] }, 422],
  ["/api/devices/z2m:0/signals", { signals: [{ source: "z2m:0", signal: "airTempC" }] }, 422],
  ["/api/devices/z2m:9/signals", { signals: [{ source: "z2m:9", signal: "airTempC" }] }, 404],
  ["/api/devices/z2m:9/place", { building: "house", zone: "hall" }, 404],
  ["/api/devices/z2m:0/place", { building: "inbox", zone: "hall" }, 422],
  ["/api/devices/z2m:0/place", { building: "House!", zone: "hall" }, 422],
  ["/api/devices/z2m:0/place", { building: "house" }, 422],
  ["/api/devices/z2m:0/ignore", { ignored: "yes" }, 422],
  ["/api/devices/..%2f/ignore", { ignored: true }, 422],
  ["/api/inbox/accept", { ids: [] }, 422],
  ["/api/inbox/accept", { ids: ["z2m:9"] }, 404],
  ["/api/inbox/accept", { all: true }, 422],
])("POST %s with %j is refused with %i and changes nothing", async (path, body, status) => {
  const { post, inbox, audited } = setUp();
  expect((await post(path, body)).status).toBe(status);
  expect([(await inbox()).length, audited.length]).toEqual([3, 0]);
});
