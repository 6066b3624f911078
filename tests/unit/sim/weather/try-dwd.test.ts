/** What only the TRY has: a German header, direct light on the horizontal, hours of solar time. */
import { expect, test } from "vitest";
import { column } from "../../../../domain/index.ts";
import { sunPosition } from "../../../../sim/weather/sun.ts";
import { readTryDwd } from "../../../../sim/weather/try-dwd.ts";
import { diffuseAt, directAt, weatherText } from "../../../support/weather-texts.ts";

const withLine = (index: number, line: string) =>
  weatherText("try-2010", (lines) => lines.map((l, i) => (i === index ? line : l)));
const sum = (values: Float64Array) => values.reduce((s, v) => s + v, 0);

test.each([
  ["UTF-8", "Lage: 49°31'N <- B.   8°33'O <- L.    96 Meter über NN"],
  ["Latin-1 read as UTF-8", "Lage: 49\ufffd31'N <- B.   8\ufffd33'O <- L.    96 Meter \ufffdber NN"],
])("the position in a header of %s", (_, line) => {
  const { site } = readTryDwd(withLine(2, line));
  expect(site.latitudeDeg).toBeCloseTo(49.5167, 4);
  expect(site.longitudeDeg).toBeCloseTo(8.55, 4);
  expect([site.name, site.elevationM, site.utcOffsetH]).toEqual(["Teststadt", 96, 1]);
});

test.each([
  [2, "Lage: unbekannt", "line 3: no position"],
  [2, "x", "line 1: no position"],
  [3, "RG IS MM DD HH", "line 4: the columns are not RG IS MM"],
  [4, "---", "line 100: no line of asterisks after the header"],
])("header line with index %i '%s'", (index, line, message) => {
  expect(() => readTryDwd(withLine(index, line))).toThrow(message);
});

test("light keeps its energy: direct on the horizontal and diffuse make the global", () => {
  const given =
    365 * Array.from({ length: 24 }, (_, h) => Math.round(directAt(h + 1) / 2) + diffuseAt(h + 1)).reduce((s, v) => s + v, 0);
  for (const light of ["by-origin", "ends"] as const) {
    const { frame, estimated } = readTryDwd(weatherText("try-2010"), { light });
    expect(sum(column(frame, "globalIrradianceWPerM2")) / given).toBeCloseTo(1, 3);
    expect(estimated.directNormalWPerM2).toBe(8760);
    expect(Math.max(...column(frame, "directNormalWPerM2"))).toBeLessThan(1200);
  }
});

/** Mean time of the year's global light against the sun's own, h. */
function lateH(text: string, light: "by-origin" | "ends"): number {
  const { frame, site } = readTryDwd(text, { light });
  let [light1, time1, light2, time2] = [0, 0, 0, 0];
  column(frame, "globalIrradianceWPerM2").forEach((g, i) => {
    const hour = (i % 24) + 0.5;
    const s = Math.max(
      0,
      Math.sin(
        (sunPosition(frame.startTs + (i - 0.5) * 3_600_000, site.latitudeDeg, site.longitudeDeg).elevationDeg * Math.PI) / 180,
      ),
    );
    light1 += g;
    time1 += g * hour;
    light2 += s;
    time2 += s * hour;
  });
  return time1 / light1 - time2 / light2;
}

test("measured light is in hours of solar time, computed light around its label", () => {
  // The bow of the texts is centred on the label 12.5.
  const measured = weatherText("try-2010");
  const computed = weatherText("try-2010", (lines) => lines.map((l) => l.replace(" 1 300 -350", " 9 300 -350")));
  expect(Math.abs(lateH(measured, "by-origin"))).toBeLessThan(0.06);
  expect(lateH(computed, "by-origin")).toBeCloseTo(lateH(measured, "by-origin") + 0.5, 1);
  expect(lateH(measured, "ends")).toBeCloseTo(0, 1);
});
