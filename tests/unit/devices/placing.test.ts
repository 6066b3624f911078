import { expect, test } from "vitest";
import type { AnnouncedDevice } from "../../../devices/dialect.ts";
import { placeFor, zoneOfEndpoint } from "../../../devices/placing.ts";

const device = (more: Partial<AnnouncedDevice>): AnnouncedDevice => ({
  id: "z2m:0x1",
  name: "thing",
  vendor: "",
  model: "",
  kind: "sensor",
  batteryPowered: false,
  points: [],
  unread: [],
  ...more,
});

test.each([
  [{ area: "office-101" }, "office-101"],
  [{ area: "Büro 101" }, "buro-101"],
  [{ name: "Office 101 TRV" }, "office-101"],
  [{ name: "Kitchen climate sensor" }, "kitchen"],
  [{ name: "Thermostat" }, "thermostat"],
  [{ name: "温度" }, "unnamed"],
  [{ name: "Main meter", kind: "meter" as const }, "whole"],
  [{ name: "Roof station", kind: "weather" as const }, "whole"],
])("%j belongs in zone %s of the default building", (more, zone) =>
  expect(placeFor(device(more), "house")).toEqual({ building: "house", zone }),
);

test("an area of building/zone is taken whole, for a meter too", () => {
  expect(placeFor(device({ area: "school/room-2" }), "house")).toEqual({ building: "school", zone: "room-2" });
  expect(placeFor(device({ area: "school/plant", kind: "meter" }), "house")).toEqual({ building: "school", zone: "plant" });
});

test("what a person said comes before what the device says; nobody can ask to stand in the inbox", () => {
  const place = { building: "mill", zone: "hall" };
  expect(placeFor(device({ area: "school/room-2", place }), "house")).toEqual(place);
  expect(placeFor(device({ area: "inbox/room-2" }), "house")).toEqual({ building: "house", zone: "room-2" });
});

test("a floor heating controller serves one zone for each endpoint, the channels of a meter belong together", () => {
  const floor = device({ points: ["l1", "l2"].map((endpoint) => ({ endpoint, signal: "airTempC" as const })) });
  expect(zoneOfEndpoint(floor, "l2", "flat")).toBe("flat-l2");
  const plug = device({ points: ["1", "2"].map((endpoint) => ({ endpoint, signal: "electricPowerW" as const })) });
  expect(zoneOfEndpoint(plug, "2", "flat")).toBe("flat");
  const single = device({ points: [{ endpoint: "l3", signal: "airTempC" }] });
  expect(zoneOfEndpoint(single, "l3", "flat")).toBe("flat");
});
