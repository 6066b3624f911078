/** Sun on the four walls and the roof of Denver against six programs (ASHRAE 140-2020), and against closure of the file. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { column, rowTs } from "../../domain/index.ts";
import { interpolateWeather, planeIrradiance, readEpw, type SkyModel, sunPosition } from "../../sim/weather/index.ts";
import { sharedData, sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";

const missing = sharedDataMissing("weather") ?? sharedDataMissing("bestest", "bestest_ranges.csv");

const PLANES = { "HORZ.": [180, 0], NORTH: [0, 90], EAST: [90, 90], SOUTH: [180, 90], WEST: [270, 90] } as const;
type Plane = keyof typeof PLANES;
const planes = Object.keys(PLANES) as Plane[];

/** Annual irradiation of each plane, kWh/m². */
function annual(stepS: number, sky: SkyModel): Record<Plane, number> {
  const file = readEpw(readFileSync(sharedData("weather", "USA_CO_Denver.Intl.AP.725650_TMY3.epw"), "utf8"));
  const frame = interpolateWeather(file.frame, stepS, file.site);
  const [direct, diffuse] = [column(frame, "directNormalWPerM2"), column(frame, "diffuseHorizontalWPerM2")];
  const sums: Record<Plane, number> = { "HORZ.": 0, NORTH: 0, EAST: 0, SOUTH: 0, WEST: 0 };
  for (let i = 0; i < frame.length; i++) {
    const sun = sunPosition(rowTs(frame, i) - stepS * 500, file.site.latitudeDeg, file.site.longitudeDeg);
    for (const plane of planes) {
      const [azimuthDeg, tiltDeg] = PLANES[plane];
      sums[plane] +=
        (planeIrradiance({
          directNormalWPerM2: direct[i] ?? Number.NaN,
          diffuseHorizontalWPerM2: diffuse[i] ?? Number.NaN,
          sun,
          azimuthDeg,
          tiltDeg,
          groundReflectance: 0.2,
          sky,
          dayOfYear: 1 + (i * stepS) / 86_400,
        }).totalWPerM2 *
          stepS) /
        3.6e6;
    }
  }
  return sums;
}

/** Least, greatest and every program's value of `600,annual_incident`, by plane. */
function ranges(): Map<string, { min: number; max: number; programs: string }> {
  const rows = readFileSync(sharedData("bestest", "bestest_ranges.csv"), "utf8").split("\n");
  return new Map(
    rows
      .map((row) => row.trim().split(","))
      .filter((cells) => cells[0] === "600" && cells[1]?.startsWith("annual_incident:"))
      .map((cells) => [
        (cells[1] ?? "").slice("annual_incident:".length),
        {
          min: Number(cells[4]),
          max: Number(cells[5]),
          programs: cells
            .slice(7)
            .map((v) => Number(v).toFixed(0))
            .join(" "),
        },
      ]),
  );
}

describeUnless(missing, "irradiance on planes, Denver", () => {
  const perez = missing === undefined ? annual(900, "perez") : undefined;
  const even = missing === undefined ? annual(900, "isotropic") : undefined;
  const known = missing === undefined ? ranges() : new Map();

  test("the table", () => {
    const lines = planes.map((plane) => {
      const { min, max, programs } = known.get(plane) ?? {};
      return `${plane.padEnd(6)} ${min?.toFixed(0)}..${max?.toFixed(0)}  programs ${programs}  Perez ${perez?.[plane].toFixed(1)}  even sky ${even?.[plane].toFixed(1)}`;
    });
    process.stdout.write(`\nannual irradiation, kWh/m², 15 min\n${lines.join("\n")}\n`);
    expect(known.size).toBe(5);
  });

  test.each(["NORTH", "EAST", "SOUTH", "WEST"] as const)("%s wall lies in the range of the programs", (plane) => {
    expect(perez?.[plane]).toBeGreaterThanOrEqual(known.get(plane)?.min);
    expect(perez?.[plane]).toBeLessThanOrEqual(known.get(plane)?.max);
  });

  test("the horizontal: within 0.3 % of the programs' greatest", () => {
    // The file's own global column sums to 1,670.2; its direct and diffuse columns, with the sun followed within the hour,
    // to 1,673.6. Programs that hold the hour's sun still, or lose light in interpolation, come out lower.
    expect((perez?.["HORZ."] ?? Number.NaN) / known.get("HORZ.")?.max).toBeLessThan(1.003);
    expect((perez?.["HORZ."] ?? Number.NaN) / known.get("HORZ.")?.min).toBeGreaterThan(1);
  });

  test("an even sky leaves the south and east walls short of every program but the lowest, the north wall above", () => {
    expect(even?.SOUTH).toBeLessThan(known.get("SOUTH")?.min);
    expect(even?.EAST).toBeLessThan(known.get("EAST")?.min);
    expect(even?.NORTH).toBeGreaterThan(known.get("NORTH")?.max);
    expect((perez?.SOUTH ?? Number.NaN) - (even?.SOUTH ?? Number.NaN)).toBeGreaterThan(70);
  });

  test("a finer step changes no plane by more than 0.1 %", () => {
    const fine = annual(300, "perez");
    for (const plane of planes) expect(fine[plane] / (perez?.[plane] ?? Number.NaN)).toBeCloseTo(1, 3);
  });
});
