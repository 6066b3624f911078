/** What a weather file holds, for a terminal. */
import { column, type Frame, rowTs } from "#domain";
import { lightLateH, WEATHER_COLUMNS, type WeatherFile } from "#sim";

export interface WeatherFacts {
  readonly format: string;
  readonly site: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly elevationM: number;
  readonly rows: number;
  readonly stepS: number;
  readonly from: string;
  readonly until: string;
  readonly meanTempC: number;
  readonly minTempC: number;
  readonly maxTempC: number;
  /** Kelvin days to 18 °C over the days of the file. */
  readonly heatingDegreeDays: number;
  readonly globalKWhPerM2: number;
  /** Missing values, and those told from other columns, by column where there are some. */
  readonly gaps: Readonly<Record<string, number>>;
  /** When each of them is missing first, UTC. */
  readonly firstGaps: Readonly<Record<string, string>>;
  readonly estimated: Readonly<Record<string, number>>;
  /** By how much light comes later than the sun would bring it, h; NaN where there is too little to tell. */
  readonly lightLateH: number;
}

/** Clouds and mountains move the light by a tenth or two of an hour; a wrong time zone moves it by a whole one. */
const MOST_LATE_H = 0.6;

/** What is wrong about the time of the light, undefined where nothing is. */
export const lightFault = ({ lightLateH: late, longitudeDeg }: Pick<WeatherFacts, "lightLateH" | "longitudeDeg">) =>
  Math.abs(late) > MOST_LATE_H
    ? `its light comes ${Math.abs(late).toFixed(1)} h ${late > 0 ? "later" : "earlier"} than the sun at ${longitudeDeg.toFixed(2)}° E: ` +
      "the time zone or the longitude in its head is wrong"
    : undefined;

const iso = (ts: number): string => new Date(ts).toISOString().slice(0, 16).replace("T", " ");
const some = (counts: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));

export function weatherFacts({ format, site, frame, gaps, estimated }: WeatherFile): WeatherFacts {
  const temps = column(frame, "outdoorTempC").filter(Number.isFinite);
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  return {
    format,
    site: site.name,
    latitudeDeg: site.latitudeDeg,
    longitudeDeg: site.longitudeDeg,
    elevationM: site.elevationM,
    rows: frame.length,
    stepS: frame.stepS,
    from: iso(rowTs(frame, 0)),
    until: iso(rowTs(frame, frame.length - 1)),
    meanTempC: sum(temps) / temps.length,
    minTempC: temps.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    maxTempC: temps.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    heatingDegreeDays: degreeDays(frame),
    globalKWhPerM2: (sum(column(frame, "globalIrradianceWPerM2").filter(Number.isFinite)) * frame.stepS) / 3.6e6,
    gaps: some(gaps),
    firstGaps: Object.fromEntries(Object.keys(some(gaps)).flatMap((name) => firstGap(frame, name))),
    estimated: some(estimated),
    lightLateH: lightLateH(frame, site),
  };
}

function firstGap(frame: Frame, name: string): [string, string][] {
  const row = frame.columns.get(name)?.findIndex((value) => Number.isNaN(value)) ?? -1;
  return row < 0 ? [] : [[name, iso(rowTs(frame, row))]];
}

function degreeDays(frame: Frame): number {
  const temps = column(frame, "outdoorTempC");
  const perDay = Math.round(86_400 / frame.stepS);
  let sum = 0;
  for (let from = 0; from + perDay <= temps.length; from += perDay) {
    const day = temps.subarray(from, from + perDay).filter(Number.isFinite);
    if (day.length > 0) sum += Math.max(0, 18 - day.reduce((a, b) => a + b, 0) / day.length);
  }
  return sum;
}

export function weatherText(f: WeatherFacts): string {
  const counts = (what: Readonly<Record<string, number>>) =>
    WEATHER_COLUMNS.filter((name) => what[name]).map((name) => `${name} ${what[name]}`);
  const lines = [
    `${f.site || "a place without a name"} (${f.format}): ${f.latitudeDeg.toFixed(2)}° N, ${f.longitudeDeg.toFixed(2)}° E, ${f.elevationM.toFixed(0)} m`,
    `${f.rows.toLocaleString("en")} rows each ${f.stepS} s, ${f.from} to ${f.until} UTC`,
    `mean ${f.meanTempC.toFixed(1)} °C (${f.minTempC.toFixed(1)} to ${f.maxTempC.toFixed(1)}), ` +
      `${f.heatingDegreeDays.toFixed(0)} K d below 18 °C, sun ${f.globalKWhPerM2.toFixed(0)} kWh/m²`,
    `missing: ${
      counts(f.gaps)
        .map((text) => `${text} (first ${f.firstGaps[text.split(" ")[0] ?? ""]} UTC)`)
        .join(", ") || "nothing"
    }`,
    `told from other columns: ${counts(f.estimated).join(", ") || "nothing"}`,
  ];
  return `${lines.join("\n")}\n`;
}
