/** Weather by the name of its file or of a synthetic climate. */
import { readFileSync } from "node:fs";
import { errorLine, ZonecastError } from "#domain";
import {
  CLIMATE_IDS,
  readEpw,
  readTmy,
  readTmy3,
  readTryDwd,
  readWeatherCsv,
  siteOfCsv,
  type WeatherFile,
  type WeatherSite,
} from "#sim";

/** Where weather was seen that does not say so itself: plain CSV without a head, and fixed-width TMY. */
export type PlaceOfWeather = Pick<WeatherSite, "latitudeDeg" | "longitudeDeg"> & Partial<WeatherSite>;

const ENDINGS = [".epw", ".csv", ".dat", ".tmy"] as const;

export const isWeatherFile = (name: string): boolean => ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));

/**
 * Reads a weather file by its ending: EPW, TMY3 or our own CSV, DWD's test reference years (.dat), TMY (.tmy).
 * Throws `bad-file` with file, line and field; `bad-input` where a place is due and none is given.
 */
export function openWeather(file: string, place?: PlaceOfWeather): WeatherFile {
  if (!isWeatherFile(file))
    throw new ZonecastError("bad-input", `${file} is no weather file by its ending`, {
      hint: `files end in ${ENDINGS.join(", ")}; climates are ${CLIMATE_IDS.join(", ")}`,
    });
  const text = textOf(file);
  try {
    return read(file.toLowerCase(), text, place);
  } catch (e) {
    throw new ZonecastError("bad-file", `${file}: ${errorLine(e)}`, { cause: e });
  }
}

function read(file: string, text: string, place: PlaceOfWeather | undefined): WeatherFile {
  if (file.endsWith(".epw")) return readEpw(text);
  if (file.endsWith(".dat")) return readTryDwd(text);
  // TMY3 begins with a station: number, name, state, offset, latitude, longitude, elevation.
  if (file.endsWith(".csv") && /^\s*"?\d{5,6}"?,/.test(text)) return readTmy3(text);
  const own = file.endsWith(".csv") ? siteOfCsv(text) : undefined;
  if (own) return readWeatherCsv(text, own);
  if (!place)
    throw new ZonecastError("bad-input", "the file does not say where its weather was seen", {
      hint: "--latitude and --longitude say it",
    });
  const site: WeatherSite = { name: "", elevationM: 0, utcOffsetH: Math.round(place.longitudeDeg / 15), ...place };
  return file.endsWith(".tmy") ? readTmy(text, site) : readWeatherCsv(text, site);
}

/** DWD's original files are Latin-1; copies are often UTF-8. */
function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    const text = bytes.toString("utf8");
    return text.includes("\uFFFD") ? bytes.toString("latin1") : text;
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot read ${file}`, { cause });
  }
}
