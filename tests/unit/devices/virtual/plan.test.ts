import { expect, test } from "vitest";
import { presentDevices, virtualDevices } from "../../../../devices/virtual/plan.ts";
import type { Building } from "../../../../domain/building.ts";
import { sourceSchema } from "../../../../domain/reading.ts";
import { fakePlant, hall } from "../../../support/fake-plant.ts";

const kinds = (devices: readonly { kind: string; zone: string }[]) => devices.map((d) => `${d.zone}/${d.kind}`);

test("a thermostat in each zone, a room sensor in every second, meters and weather for the whole", () => {
  expect(kinds(virtualDevices(hall))).toEqual([
    "office/trv",
    "lab-2/trv",
    "office/room",
    "whole/electricity",
    "whole/heat",
    "whole/gas",
    "whole/weather",
  ]);
});

test("the same building has the same devices", () => {
  expect(virtualDevices(structuredClone(hall))).toEqual(virtualDevices(hall));
});

test("a zone that is added at the end changes no other device", () => {
  const grown = { ...hall, zones: [...hall.zones, { id: "attic", name: "Attic" }] };
  const ids = new Set(virtualDevices(grown).map((d) => d.id));
  for (const { id } of virtualDevices(hall)) expect(ids).toContain(id);
});

test("only what the plant can feed is there", () => {
  const plant = fakePlant();
  expect(kinds(presentDevices(plant))).not.toContain("whole/gas");
  plant.values.delete("office/co2Ppm");
  const room = presentDevices(plant).find((d) => d.kind === "room");
  expect(room?.points.map((p) => p.signal)).toEqual(["airTempC", "relativeHumidityPct", "occupancy"]);
});

test("ids are sources, and no two devices share one, for the longest names too", () => {
  const long = (letter: string) => letter.repeat(64);
  const zones = [long("a"), long("b"), "a-b", "a", "b"].map((id) => ({ id, name: id }));
  const buildings: Building[] = ["a", "a-b", long("c")].map((id) => ({ ...hall, id, zones }));
  const sources = buildings.flatMap((b) => virtualDevices(b).map((d) => d.id));
  expect(new Set(sources).size).toBe(sources.length);
  for (const source of sources) expect(sourceSchema.safeParse(source).success, source).toBe(true);
});
