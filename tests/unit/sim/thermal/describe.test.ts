import { expect, test } from "vitest";
import { demoBuildings } from "#sim";
import { describe } from "../../../../sim/thermal/describe.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";

const [house] = demoBuildings();
if (!house) throw new Error("there is no demo building");
const star = describe(house);

test("every element, window and door is there, and each zone has its furniture", () => {
  expect(star.zones.map((z) => z.id)).toEqual(house.zones.map((z) => z.id));
  expect(star.elements.length).toBe(house.elements.length + house.zones.length);
  expect(star.windows.length).toBe(house.windows.length);
  expect(star.airLinks).toEqual(house.airLinks);
});

test("air that always runs is the zone's own, less what heat recovery saves", () => {
  const ventilation = { airChangePerH: 0.5, heatRecoveryShare: 0.8, runs: "always" } as const;
  const of = (runs: "always" | "presence") =>
    describe(boxBuilding([boxZone("a", { infiltrationPerH: 0.1, ventilation: { ...ventilation, runs } })])).zones[0];
  expect(of("always")?.outdoorAirM3PerH).toBeCloseTo(100 * (0.1 + 0.1), 12);
  expect(of("presence")?.outdoorAirM3PerH).toBeCloseTo(10, 12);
});

test("a radiator has its power at 40 K above the room, its time constant, and its band on both sides of the set-point", () => {
  const heater = describe(boxBuilding([boxZone("a")])).zones[0]?.heater;
  expect(heater).toMatchObject({ maxHeatingW: 1000, maxCoolingW: 0, bandAboveK: 1, bandBelowK: 1, convectiveShare: 0.5 });
  expect(heater?.emitter?.conductanceWPerK).toBe(25);
  expect(heater?.emitter?.capacityJPerK).toBe(25 * 600);
  expect(describe(boxBuilding([boxZone("a", { heating: undefined })])).zones[0]?.heater).toBeUndefined();
});

test("windows of one kind share one glazing", () => {
  expect(new Set(star.windows.map((w) => w.glazing)).size).toBe(1);
});

test("what looks down outdoors lies in its own shade", () => {
  const model = boxBuilding([boxZone("a")]);
  const element = model.elements[0];
  if (!element) throw new Error("the box has no wall");
  const faces = [90, 180].map((tiltDeg) => {
    const { boundary } =
      describe({ ...model, elements: [{ ...element, tiltDeg, boundary: { to: "outdoors" } }] }).elements[0] ?? {};
    return boundary?.to === "outdoors" && boundary.face.exposure;
  });
  expect(faces).toEqual(["open", "sheltered"]);
});
