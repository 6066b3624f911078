/** Weather out of nothing but a climate, a seed and a time: any moment can be asked for, in any order, at any step. */
import { type Frame, hash32, unknownName, ZonecastError } from "#domain";
import { RAD_PER_DEG } from "./angle.ts";
import { clearSky, cloudTransmission } from "./clear-sky.ts";
import { CLIMATE_IDS, CLIMATES, type Climate, type ClimateId, isClimateId } from "./climates.ts";
import { skyTempFromCloudC } from "./long-wave.ts";
import { relativeHumidityPct, standardPressurePa } from "./moist-air.ts";
import { smoothNoise } from "./noise.ts";
import { sunPosition } from "./sun.ts";
import { emptyWeather, type WeatherArrays, weatherFrame } from "./weather-frame.ts";

export interface SyntheticWeatherInput {
  readonly climate: ClimateId;
  /** Any whole number; another seed is another history of the same climate. */
  readonly seed: number;
  /** Time of row 0, UTC ms. */
  readonly startTs: number;
  /** Step, s, > 0. */
  readonly stepS: number;
  /** Number of rows, >= 0. */
  readonly length: number;
}

/**
 * Irradiances are means over the five minutes that end at a row's time, taken at their middle, whatever the step: with
 * `stepS` = 300 they fill the interval; at longer steps they are samples, so make 300 s and average.
 */
export const SYNTHETIC_MEAN_S = 300;

const HOUR_S = 3600;
const DAY_S = 86_400;
const YEAR_S = 365.2425 * DAY_S;
const YEAR_2000_TS = Date.UTC(2000, 0, 1);

/** Steepness of the map from normal noise to cloud cover: large makes days clear or overcast and few between. */
const CLOUD_CONTRAST = 2.2;
/** A logistic curve of this slope is the normal distribution within 0.01. */
const LOGISTIC_SLOPE = 1.702;
/** Peak-to-trough of `dailyShape`, so that amplitudes can be given as ranges. */
const DAILY_SHAPE_RANGE = 1.94;

const logit = (p: number): number => Math.log(p / (1 - p));
const smoothStep = (x: number): number => {
  const u = Math.max(0, Math.min(1, x));
  return u * u * (3 - 2 * u);
};
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Temperature through the day: coldest a little after five, warmest at about half past two, solar time. */
const dailyShape = (hour: number): number =>
  0.93 * Math.cos((2 * Math.PI * (hour - 14.6)) / 24) + 0.14 * Math.cos((4 * Math.PI * (hour - 13.2)) / 24);

/** Value of a monthly table at `phase` of the year (0..1), linear between the middles of the months. */
function ofMonth(table: readonly number[], phase: number): number {
  const x = phase * 12 + 11.5;
  const i = Math.floor(x);
  const before = table[i % 12] ?? Number.NaN;
  return before + (x - i) * ((table[(i + 1) % 12] ?? Number.NaN) - before);
}

/**
 * A stretch of synthetic weather. Values depend on climate, seed and absolute time only, so any two frames agree where
 * they overlap. Cloud drives direct and diffuse light, the daily range and the sky's temperature; fronts of some days
 * drive temperature, humidity, wind and pressure.
 * Throws `unknown-name` for a climate that is not in the table, `bad-input` for a step or length that cannot be.
 * @returns a frame with `WEATHER_COLUMNS`, without gaps
 */
export function syntheticWeather(input: SyntheticWeatherInput): Frame {
  const { climate: id, seed, startTs, stepS, length } = input;
  if (!isClimateId(id)) throw unknownName("climate", String(id), CLIMATE_IDS);
  if (!(stepS > 0) || !Number.isInteger(length) || length < 0 || !Number.isFinite(startTs))
    throw new ZonecastError("bad-input", `no weather of ${length} rows each ${stepS} s from ${startTs}`);
  const sample = sampler(CLIMATES[id], `${seed}/${id}`);
  const out = emptyWeather(length);
  for (let i = 0; i < length; i++) sample(startTs + i * stepS * 1000, out, i);
  return weatherFrame(startTs, stepS, out);
}

/** The history called `name` of a climate: a function that writes the weather at `ts` into row `i` of `out`. */
function sampler(climate: Climate, name: string): (ts: number, out: WeatherArrays, i: number) => void {
  const key = (purpose: string) => hash32(`${name}/${purpose}`);
  const front = key("front");
  const warmth = key("warmth");
  const cloudy = key("cloud");
  const cumulus = key("cumulus");
  const moisture = key("moisture");
  const breeze = key("wind");
  const pressure = key("pressure");
  const stationPressurePa = standardPressurePa(climate.elevationM);
  const seasonal = ([winter, summer]: readonly [number, number], summerness: number) => winter + (summer - winter) * summerness;

  return (ts, out, i) => {
    const t = ts / 1000;
    const phase = ((((ts - YEAR_2000_TS) / 1000 / YEAR_S) % 1) + 1) % 1;
    // Warmest about 20 July in the north; every climate of the table is north of the equator.
    const summerness = 0.5 - 0.5 * Math.cos(2 * Math.PI * (phase - 0.055));

    const frontNoise = smoothNoise(front, t / (3.3 * DAY_S));
    const dayCloud = 0.83 * frontNoise + 0.56 * smoothNoise(cloudy, t / (0.8 * DAY_S));
    const meanCover = ofMonth(climate.cloudCover, phase);
    // Mean of a logistic of normal noise: D. MacKay, Neural Computation 4 (1992) 720, inverted for the offset.
    const offset = logit(meanCover) * Math.sqrt(1 + (Math.PI / 8) * CLOUD_CONTRAST * CLOUD_CONTRAST);
    const slowCover = logistic(offset + CLOUD_CONTRAST * dayCloud);
    const cover = logistic(offset + CLOUD_CONTRAST * (0.9 * dayCloud + 0.44 * smoothNoise(cloudy ^ 1, t / (3.1 * HOUR_S))));

    // Fronts of some days; a clear winter day is colder than a dull one, a clear summer day warmer.
    const anomaly = 0.8 * smoothNoise(warmth, t / (4.7 * DAY_S)) + 0.6 * smoothNoise(warmth ^ 1, t / (1.9 * DAY_S));
    const coupling = (1 - 2 * summerness) * 1.5 * (slowCover - meanCover);
    const synopticK = seasonal(climate.synopticSdK, summerness) * (anomaly + coupling);
    const solarHour = 24 * ((((t / DAY_S + climate.longitudeDeg / 360) % 1) + 1) % 1);
    const rangeK = (ofMonth(climate.dailyRangeK, phase) * (1.35 - 0.7 * slowCover)) / (1.35 - 0.7 * meanCover);
    const tempC = ofMonth(climate.meanTempC, phase) + synopticK + (rangeK * dailyShape(solarHour)) / DAILY_SHAPE_RANGE;

    const dewC = Math.min(
      tempC,
      ofMonth(climate.dewPointC, phase) + 0.7 * synopticK + 4 * (slowCover - meanCover) + 2 * smoothNoise(moisture, t / DAY_S),
    );

    const sunTs = ts - SYNTHETIC_MEAN_S * 500;
    const sun = sunPosition(sunTs, climate.latitudeDeg, climate.longitudeDeg);
    const sinElevation = Math.max(0, Math.sin(RAD_PER_DEG * sun.elevationDeg));
    let direct = 0;
    let diffuse = 0;
    if (sinElevation > 0) {
      const clear = clearSky(
        sun.elevationDeg,
        1 + 365 * phase,
        seasonal(climate.opticalDepthBeam, summerness),
        seasonal(climate.opticalDepthDiffuse, summerness),
      );
      const clearGlobal = clear.directNormalWPerM2 * sinElevation + clear.diffuseHorizontalWPerM2;
      const clearShare = clear.diffuseHorizontalWPerM2 / clearGlobal;
      // Single clouds pass within minutes: the sun is out for a share 1 - cover of the time.
      const passing = 0.8 * smoothNoise(cumulus, t / 1020) + 0.6 * smoothNoise(cumulus ^ 1, t / 320);
      const sunny = smoothStep(0.5 + (passing - logit(cover) / LOGISTIC_SLOPE) / 0.6);
      direct = clear.directNormalWPerM2 * sunny;
      // Diffuse share of the form of Kasten and Czeplak (1980); less beside the sun, so that peaks stay below 1.3 kW/m2.
      diffuse =
        clearGlobal * cloudTransmission(cover) * (clearShare + (1 - clearShare) * cover * cover) * (1 - 0.35 * sunny * cover);
    }

    const gust =
      0.7 * smoothNoise(breeze, t / (1.1 * DAY_S)) +
      0.6 * smoothNoise(breeze ^ 1, t / (4.7 * HOUR_S)) +
      0.39 * smoothNoise(breeze ^ 2, t / 1380);
    // Rayleigh distribution (Weibull of shape 2) of speeds; 1.128 = 1 / gamma(1.5).
    const windMPerS =
      climate.meanWindMPerS * 1.128 * Math.sqrt(Math.log1p(Math.exp(LOGISTIC_SLOPE * gust))) * (1 + 0.15 * dailyShape(solarHour));

    out.outdoorTempC[i] = tempC;
    out.relativeHumidityPct[i] = relativeHumidityPct(tempC, dewC);
    out.directNormalWPerM2[i] = direct;
    out.diffuseHorizontalWPerM2[i] = diffuse;
    out.globalIrradianceWPerM2[i] = diffuse + direct * sinElevation;
    out.windSpeedMPerS[i] = windMPerS;
    out.skyTempC[i] = skyTempFromCloudC(tempC, dewC, cover);
    out.airPressurePa[i] = stationPressurePa + 850 * (0.8 * smoothNoise(pressure, t / (4.1 * DAY_S)) - 0.6 * frontNoise);
  };
}
