import { expect, test } from "vitest";
import { deviceSchema } from "#domain";
import type { AnnouncedDevice } from "../../../devices/dialect.ts";
import { createRegistry, type RegistryOptions, sourceOf } from "../../../devices/registry.ts";

const trv: AnnouncedDevice = {
  id: "z2m:0x01",
  name: "office-101/trv",
  vendor: "Danfoss",
  model: "Ally",
  kind: "thermostat",
  batteryPowered: true,
  area: "office-101",
  points: [{ signal: "airTempC" }, { signal: "heatingSetpointC", writable: { min: 5, max: 30, step: 0.5 } }],
  unread: ["linkquality: no signal of ours"],
};

const start = (more: Partial<RegistryOptions> = {}) =>
  createRegistry({ known: [], trusted: true, defaultBuilding: "house", ...more });

test("a trusted device is placed at once and is a device as the domain has it", () => {
  const registry = start();
  registry.announce("z2m", trv);
  const [device] = registry.takeChanges().changed;
  expect(deviceSchema.parse(device)).toEqual(device);
  expect(device).toMatchObject({ bound: true, availability: "unknown", lastSeen: null });
  expect(registry.point("z2m:0x01", undefined, "heatingSetpointC")).toEqual({
    source: "z2m:0x01",
    signal: "heatingSetpointC",
    building: "house",
    zone: "office-101",
    writable: { min: 5, max: 30, step: 0.5 },
  });
});

test("an untrusted device waits in the inbox until a person places it, and then stays there", () => {
  const registry = start({ trusted: false });
  registry.announce("z2m", trv);
  expect(registry.find("z2m:0x01")).toMatchObject({ bound: false });
  expect(registry.point("z2m:0x01", undefined, "airTempC")).toMatchObject({ building: "inbox", zone: "office-101" });
  registry.place("z2m:0x01", { building: "school", zone: "room-2" });
  registry.announce("z2m", { ...trv, name: "office-101/valve", points: [...trv.points, { signal: "batteryPct" }] });
  expect(registry.find("z2m:0x01")).toMatchObject({ bound: true, name: "office-101/valve" });
  expect(registry.point("z2m:0x01", undefined, "batteryPct")).toMatchObject({ building: "school", zone: "room-2" });
  expect(() => registry.place("z2m:0x02", { building: "a", zone: "b" })).toThrow("there is no device 'z2m:0x02'");
});

test("of a device only the points that a person names feed its zone, also announced anew, moved and after a restart", () => {
  const registry = start({ trusted: false });
  registry.announce("z2m", trv);
  const where = (r = registry) => r.find("z2m:0x01")?.points.map((p) => `${p.signal} ${p.building}`);
  registry.place("z2m:0x01", { building: "school", zone: "room-2" }, [{ source: "z2m:0x01", signal: "airTempC" }]);
  expect(registry.find("z2m:0x01")).toMatchObject({ bound: true });
  expect(where()).toEqual(["airTempC school", "heatingSetpointC inbox"]);
  registry.announce("z2m", { ...trv, points: [...trv.points, { signal: "batteryPct" }] });
  expect(where()).toEqual(["airTempC school", "heatingSetpointC inbox", "batteryPct school"]);

  const after = start({ trusted: false, known: registry.all() });
  expect(where(after)).toEqual(where());
  after.announce("z2m", trv);
  expect(where(after)).toEqual(["airTempC school", "heatingSetpointC inbox"]);
  expect(after.point("z2m:0x01", undefined, "airTempC")).toMatchObject({ zone: "room-2" });

  const both = trv.points.map(({ signal }) => ({ source: "z2m:0x01", signal }));
  after.bind("z2m:0x01", both);
  expect(where(after)).toEqual(["airTempC school", "heatingSetpointC school"]);
  after.bind("z2m:0x01", both.slice(1));
  expect(where(after)).toEqual(["airTempC inbox", "heatingSetpointC school"]);
  after.place("z2m:0x01", { building: "house", zone: "hall" });
  expect(where(after)).toEqual(["airTempC house", "heatingSetpointC house"]);
});

test("points that a device does not have are refused, and nothing changes", () => {
  const registry = start({ trusted: false });
  registry.announce("z2m", trv);
  const place = { building: "school", zone: "room-2" };
  expect(() => registry.place("z2m:0x01", place, [{ source: "z2m:0x01", signal: "co2Ppm" }])).toThrow("has no co2Ppm");
  expect(() => registry.place("z2m:0x01", place, [{ source: "z2m:0x02", signal: "airTempC" }])).toThrow("has no airTempC");
  expect(() => registry.bind("z2m:0x01", [{ source: "z2m:0x01", signal: "airTempC" }])).toThrow("waits for a place first");
  expect(registry.find("z2m:0x01")).toMatchObject({ bound: false });
});

test("a device of the inbox carries the place that fits it, and is accepted there with one word", () => {
  const registry = start({ trusted: false });
  registry.announce("z2m", trv);
  expect(registry.find("z2m:0x01")).toMatchObject({ bound: false, proposal: { building: "house", zone: "office-101" } });
  expect(deviceSchema.parse(registry.accept("z2m:0x01"))).toMatchObject({ bound: true });
  expect(registry.find("z2m:0x01")).not.toHaveProperty("proposal");
  expect(registry.point("z2m:0x01", undefined, "airTempC")).toMatchObject({ building: "house", zone: "office-101" });
  expect(() => registry.accept("z2m:0x01")).toThrow("does not wait for a place");
  expect(() => registry.accept("z2m:0x02")).toThrow("there is no device");
});

test("what waits, waits after a restart, and is accepted without a new word of the device", () => {
  const before = start({ trusted: false });
  before.announce("z2m", trv);
  const after = start({ known: before.all(), trusted: false });
  after.accept("z2m:0x01");
  expect(after.point("z2m:0x01", undefined, "heatingSetpointC")).toMatchObject({ building: "house", zone: "office-101" });
});

test("an ignored device stays ignored, announced anew, removed and back, and after a restart; a place ends it", () => {
  const registry = start();
  registry.announce("z2m", trv);
  expect(registry.ignore("z2m:0x01", true)).toMatchObject({ bound: false, ignored: true });
  registry.remove("z2m:0x01");
  registry.announce("z2m", trv);
  expect(registry.find("z2m:0x01")).toMatchObject({ bound: false, ignored: true });
  const after = start({ known: registry.all() });
  after.announce("z2m", trv);
  expect(after.find("z2m:0x01")).toMatchObject({ bound: false, ignored: true });
  expect(after.ignore("z2m:0x01", false)).not.toHaveProperty("ignored");
  after.ignore("z2m:0x01", true);
  after.place("z2m:0x01", { building: "school", zone: "room-2" });
  expect(after.find("z2m:0x01")).toMatchObject({ bound: true });
  expect(after.find("z2m:0x01")).not.toHaveProperty("ignored");
});

test("only whom a rule speaks of is placed, and only where the rule lets it stand", () => {
  const registry = start({ trusted: [{ dialect: "z2m", buildings: new Set(["house"]) }] });
  registry.announce("z2m", trv, "zigbee2mqtt/bridge/devices");
  registry.announce("ha", { ...trv, id: "ha:1" }, "homeassistant/climate/1/config");
  registry.announce("z2m", { ...trv, id: "z2m:2", area: "bank/vault" }, "zigbee2mqtt/bridge/devices");
  expect(registry.all().map((d) => d.bound)).toEqual([true, false, false]);
});

test("T5: removed and re-added a hundred times it stands where it stood", () => {
  const registry = start();
  registry.announce("z2m", trv);
  registry.place("z2m:0x01", { building: "school", zone: "room-2" });
  for (let i = 0; i < 100; i++) {
    registry.remove("z2m:0x01");
    registry.announce("z2m", trv);
  }
  expect(registry.point("z2m:0x01", undefined, "airTempC")).toMatchObject({ building: "school", zone: "room-2" });
  expect(registry.all()).toHaveLength(1);
  const { changed, gone } = registry.takeChanges();
  expect([changed.length, gone]).toEqual([1, []]);
});

test("devices of earlier runs keep their place, their availability is unknown until they are heard", () => {
  const before = start();
  const floor: AnnouncedDevice = {
    ...trv,
    id: "z2m:0x0f",
    points: ["l1", "l2"].map((endpoint) => ({ endpoint, signal: "airTempC" as const })),
  };
  before.announce("z2m", trv);
  before.announce("z2m", floor);
  before.place("z2m:0x01", { building: "school", zone: "room-2" });
  before.place("z2m:0x0f", { building: "school", zone: "flat" });
  before.availability("z2m:0x01", "online");
  const after = start({ known: before.all(), trusted: false });
  expect(after.find("z2m:0x01")?.availability).toBe("unknown");
  after.announce("z2m", trv);
  after.announce("z2m", floor);
  expect(after.point("z2m:0x01", undefined, "airTempC")).toMatchObject({ building: "school", zone: "room-2" });
  expect(after.point("z2m:0x0f", "l2", "airTempC")).toMatchObject({ building: "school", zone: "flat-l2" });
});

test("being seen is not a change, availability is, and only when it differs", () => {
  const registry = start();
  registry.announce("z2m", trv);
  registry.availability("z2m:0x01", "online");
  registry.takeChanges();
  registry.availability("z2m:0x01", "online");
  registry.seen("z2m:0x01", 500);
  registry.seen("z2m:0x01", 400);
  expect(registry.takeChanges().changed).toEqual([]);
  expect(registry.takeSeen()).toMatchObject([{ id: "z2m:0x01", lastSeen: 500 }]);
  expect(registry.takeSeen()).toEqual([]);
  registry.forgetAvailability();
  expect(registry.takeChanges().changed).toMatchObject([{ availability: "unknown" }]);
});

test("a flood of announcements ends at the limit", () => {
  const registry = start({ maxDevices: 10 });
  const accepted = Array.from({ length: 50 }, (_, i) => registry.announce("z2m", { ...trv, id: `z2m:${i}` }));
  expect(accepted.filter(Boolean)).toHaveLength(10);
  expect(registry.announce("z2m", { ...trv, id: "z2m:3", name: "renamed" })).toBe(true);
});

test("names are one printable line", () => {
  const registry = start();
  registry.announce("z2m", { ...trv, name: "a\nforged\u001b[31m", vendor: "v".repeat(500) });
  expect(registry.find("z2m:0x01")).toMatchObject({ name: "a forged [31m", vendor: "v".repeat(120) });
});

test("a source names the endpoint where there is one", () => {
  expect([sourceOf("z2m:0x01", undefined), sourceOf("z2m:0x01", "l2")]).toEqual(["z2m:0x01", "z2m:0x01#l2"]);
});
