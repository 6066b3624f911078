import { expect, test } from "vitest";
import { column, makeFrame } from "#domain";
import { createColumnMemory } from "../../../../sim/star/column-memory.ts";
import { weatherOutside } from "../../../../sim/star/outside.ts";
import { planOf } from "../../../../sim/star/plan.ts";
import { planeIrradiance, sunPosition } from "../../../../sim/weather/index.ts";
import { dayOfYearOf } from "../../../../sim/weather/sun.ts";
import { threeRooms } from "../../../support/star-building.ts";
import { springWeather } from "../../../support/star-run.ts";

const PLACE = { latitudeDeg: 52, longitudeDeg: 13 };
const weather = springWeather(900, 4);

test("light on a plane is that of the moment in the middle of each step", () => {
  const outside = weatherOutside(weather, PLACE);
  const [direct, diffuse] = [column(weather, "directNormalWPerM2"), column(weather, "diffuseHorizontalWPerM2")];
  for (const facing of [
    { azimuthDeg: 180, tiltDeg: 90 },
    { azimuthDeg: 250, tiltDeg: 35 },
  ]) {
    const light = outside.light(facing);
    const whole = Array.from({ length: outside.steps }, (_, i) => {
      const ts = weather.startTs + (i + 0.5) * 900_000;
      return planeIrradiance({
        ...facing,
        directNormalWPerM2: direct[i + 1] ?? Number.NaN,
        diffuseHorizontalWPerM2: diffuse[i + 1] ?? Number.NaN,
        sun: sunPosition(ts, PLACE.latitudeDeg, PLACE.longitudeDeg),
        groundReflectance: 0.2,
        sky: "perez",
        dayOfYear: dayOfYearOf(ts),
      });
    });
    expect([...light.total]).toEqual(whole.map((l) => l.totalWPerM2));
    expect([...light.ground]).toEqual(whole.map((l) => l.groundWPerM2));
  }
});

test("buildings that share a memory get to the last bit what each would have alone", () => {
  const memory = createColumnMemory();
  const turned = {
    ...threeRooms,
    elements: threeRooms.elements.map((e) => ({ ...e, azimuthDeg: (e.azimuthDeg + 90) % 360 })),
    windows: threeRooms.windows.map((w) => ({ ...w, azimuthDeg: (w.azimuthDeg + 90) % 360 })),
  };
  const days = [
    weather,
    makeFrame(
      weather.startTs,
      900,
      [...weather.columns].map(([n, v]) => [n, v.map((x) => 0.9 * x)]),
    ),
  ];
  for (const building of [threeRooms, turned, threeRooms])
    for (const [name, frame] of days.entries()) {
      const { columns } = planOf(building, 900);
      expect(columns.tableOf(weatherOutside(frame, PLACE, memory, name))).toEqual(columns.table(frame, PLACE));
    }
});
