/** Weather of a run: a file's, laid over the time that is asked for, or a climate's; with the place that it was seen at. */
import { stderr } from "node:process";
import { type Frame, unknownName } from "#domain";
import { CLIMATE_IDS, CLIMATES, climateStretch, interpolateWeather, isClimateId, type Place, stretchOf } from "#sim";
import { lightFault, weatherFacts } from "../weather/facts.ts";
import { isWeatherFile, openWeather } from "../weather/open-weather.ts";

/** Farther than this from the building, weather is another place's. */
const FAR_KM = 100;
/** Files of longer steps are made finer: light follows the sun within their hours. */
const FINE_S = 900;
const EARTH_KM = 6371;

export interface RunWeather {
  readonly frame: Frame;
  readonly site: Place;
}

export interface WeatherAsked {
  /** A file or the id of a climate. */
  readonly weather: string;
  readonly seed: number;
  /** UTC ms. */
  readonly fromTs: number;
  readonly untilTs: number;
}

/** Says on the terminal what is strange about it. Throws what the readers throw, and `unknown-name`. */
export function weatherOf({ weather, seed, fromTs, untilTs }: WeatherAsked, building: Place): RunWeather {
  if (!isWeatherFile(weather)) {
    if (!isClimateId(weather)) throw unknownName("climate or weather file", weather, CLIMATE_IDS);
    const { label, latitudeDeg, longitudeDeg } = CLIMATES[weather];
    const site = { latitudeDeg, longitudeDeg };
    tellFar(weather, label, site, building);
    return { frame: climateStretch(weather, seed, fromTs, untilTs), site };
  }
  const file = openWeather(weather, building);
  const late = lightFault(weatherFacts(file));
  if (late !== undefined) stderr.write(`${weather}: ${late}\n`);
  tellFar(weather, file.site.name, file.site, building);
  const frame = stretchOf(file.frame, fromTs, untilTs);
  const fits = frame.stepS > FINE_S && frame.stepS % FINE_S === 0;
  return { frame: fits ? interpolateWeather(frame, FINE_S, file.site) : frame, site: file.site };
}

function tellFar(weather: string, name: string, site: Place, building: Place): void {
  const km = distanceKm(site, building);
  if (km > FAR_KM)
    stderr.write(
      `${weather} was seen ${km.toFixed(0)} km from the building: ${name || "another site"}; people keep the building's hours\n`,
    );
}

const RAD_PER_DEG = Math.PI / 180;

/** Along the great circle. */
export function distanceKm(a: Place, b: Place): number {
  const [north, other] = [a.latitudeDeg * RAD_PER_DEG, b.latitudeDeg * RAD_PER_DEG];
  const east = (a.longitudeDeg - b.longitudeDeg) * RAD_PER_DEG;
  const h = Math.sin((north - other) / 2) ** 2 + Math.cos(north) * Math.cos(other) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, h)));
}
