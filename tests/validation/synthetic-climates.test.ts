/** Synthetic climates have the monthly normals of the files that they are fitted to. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { column } from "../../domain/index.ts";
import { CLIMATE_IDS, CLIMATES, type ClimateId, readEpw, readTryDwd, syntheticWeather } from "../../sim/weather/index.ts";
import { sharedData, sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";

const SOURCES: Readonly<Record<ClimateId, string>> = {
  "central-europe": "TRY2010_04_Jahr.dat",
  maritime: "USA_WA_Port.Angeles-William.R.Fairchild.Intl.AP.727885_TMY3.epw",
  continental: "USA_IL_Chicago-OHare.Intl.AP.725300_TMY3.epw",
  "hot-arid": "USA_AZ_Davis-Monthan.AFB.722745_TMY3.epw",
};
const SEEDS = [1, 2, 3, 4];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const mean = (values: Float64Array) => values.reduce((s, v) => s + v, 0) / values.length;
/** Means of the months of a year of even rows that begins with January. */
function monthly(values: Float64Array): number[] {
  const perDay = values.length / 365;
  let day = 0;
  return DAYS.map((days) => {
    const from = day;
    day += days;
    return mean(values.slice(from * perDay, day * perDay));
  });
}

describeUnless(sharedDataMissing("weather"), "synthetic climates", () => {
  test.each(CLIMATE_IDS)("%s", (climate) => {
    const { longitudeDeg } = CLIMATES[climate];
    const text = readFileSync(sharedData("weather", SOURCES[climate]), "utf8");
    const truth = (SOURCES[climate].endsWith(".epw") ? readEpw(text) : readTryDwd(text)).frame;
    const startTs = Date.UTC(2023, 0, 1) - (longitudeDeg / 15) * 3_600_000 + 900_000;
    const years = SEEDS.map((seed) => syntheticWeather({ climate, seed, startTs, stepS: 900, length: 365 * 96 }));
    const ours = (name: string) => years.map((y) => monthly(column(y, name)));
    const average = (name: string) => mean(Float64Array.from(years, (y) => mean(column(y, name))));

    const temps = ours("outdoorTempC");
    const light = ours("globalIrradianceWPerM2");
    const line: string[] = [];
    monthly(column(truth, "outdoorTempC")).forEach((t, m) => {
      const year = temps.map((y) => y[m] ?? Number.NaN);
      // A month of one year strays about its normal: the mean of four years within 2.5 K.
      expect(Math.abs(mean(Float64Array.from(year)) - t), `temperature of month ${m + 1}`).toBeLessThan(2.5);
      line.push((mean(Float64Array.from(year)) - t).toFixed(1));
    });
    monthly(column(truth, "globalIrradianceWPerM2")).forEach((g, m) => {
      const year = mean(Float64Array.from(light, (y) => y[m] ?? Number.NaN));
      expect(Math.abs(year - g), `light of month ${m + 1}, ${year} and ${g} W/m²`).toBeLessThan(0.15 * g + 6);
    });
    const annual = (name: string, most: number, share = false) => {
      const [a, b] = [average(name), mean(column(truth, name))];
      line.push(`${name} ${a.toFixed(1)} for ${b.toFixed(1)}`);
      expect(Math.abs(share ? a / b - 1 : a - b), `${name}: ${a} for ${b}`).toBeLessThan(most);
    };
    annual("outdoorTempC", 0.8);
    annual("relativeHumidityPct", 6);
    annual("globalIrradianceWPerM2", 0.04, true);
    annual("directNormalWPerM2", 0.15, true);
    annual("diffuseHorizontalWPerM2", 0.12, true);
    annual("windSpeedMPerS", 0.08, true);
    annual("skyTempC", 2);
    annual("airPressurePa", 1000);
    process.stdout.write(`\n${climate}: months off by ${line.join(", ")}\n`);
  });
});
