/** `zonecast weather fetch`: weather of a place from Open-Meteo as a file that every command reads. The one command that goes on line. */
import { stderr } from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { systemClock, ZonecastError } from "#domain";
import { openMeteo, weatherCsvHead } from "#sim";
import { writeWhole } from "#store";
import { csvText } from "../frames/write-frame.ts";
import { numberIn } from "./arguments.ts";
import { openMeteoKey } from "./key.ts";

interface FetchOptions {
  readonly latitude: number;
  readonly longitude: number;
  readonly elevation?: number;
  readonly name?: string;
  readonly from: number;
  readonly to: number;
  readonly out?: string;
  readonly server?: string;
  readonly keyFile?: string;
}

/** A day, UTC ms of its midnight. */
export function day(text: string): number {
  const ts = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A date such as 31 February is read as one of March.
  if (Number.isNaN(ts) || dayName(ts) !== text) throw new InvalidArgumentError("must be a day such as 2026-01-31");
  return ts;
}

const dayName = (ts: number): string => new Date(ts).toISOString().slice(0, 10);

/** The root of a server. */
export function serverUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError("must be an address such as https://weather.example");
  return text;
}

export const fetchCommand = (): Command =>
  new Command("fetch")
    .description("fetch hourly weather of a place from Open-Meteo: since 1940 and 15 days ahead; goes on line")
    .requiredOption("--lat, --latitude <deg>", "north is positive", numberIn(-90, 90))
    .requiredOption("--lon, --longitude <deg>", "east is positive", numberIn(-180, 180))
    .requiredOption("--from <day>", "first day, UTC", day)
    .requiredOption("--to <day>", "last day, whole", day)
    .option("--elevation <m>", "height above sea level; default: that of the terrain there", numberIn(-450, 9000))
    .option("--name <text>", "of the place, for people")
    .option("--out <file>", "*.csv; default: by place and days")
    .option("--server <url>", "an Open-Meteo server of your own", serverUrl)
    .option("--key-file <path>", "a file with the key of an Open-Meteo customer; default: ZONECAST_OPEN_METEO_KEY, or none")
    .action(async ({ latitude, longitude, elevation, name, from, to, out, server, keyFile }: FetchOptions) => {
      const file = out ?? `weather_${latitude}_${longitude}_${dayName(from)}_${dayName(to)}.csv`;
      if (!file.toLowerCase().endsWith(".csv"))
        throw new ZonecastError("bad-input", `${file}: fetched weather is written as .csv`, {
          hint: "zonecast weather convert makes Parquet of it",
        });
      const key = openMeteoKey(keyFile);
      const source = openMeteo({
        fetch,
        clock: systemClock,
        ...(server === undefined ? {} : { server }),
        ...(key === undefined ? {} : { key }),
      });
      const { site, frame, gaps } = await source.get({
        latitudeDeg: latitude,
        longitudeDeg: longitude,
        ...(elevation === undefined ? {} : { elevationM: elevation }),
        ...(name === undefined ? {} : { name }),
        firstDayTs: from,
        lastDayTs: to,
      });
      const notes = [`Weather data by Open-Meteo.com, CC BY 4.0; fetched ${dayName(systemClock.now())}`];
      writeWhole(file, weatherCsvHead(site, notes) + csvText(frame));
      stderr.write(`${file}: ${frame.length} hours, ${site.elevationM} m above sea level; data by Open-Meteo.com, CC BY 4.0\n`);
      const missing = Object.entries(gaps).filter(([, n]) => n > 0);
      if (missing.length > 0)
        stderr.write(
          `${file}: missing ${missing.map(([column, n]) => `${column} ${n}`).join(", ")}; a simulation cannot use these hours\n`,
        );
    });
