/** Lines that begin with `#` before a plain table: where its weather was seen, and what its author wants known. */
import { oneLine } from "#domain";
import { badLine, readNumber } from "./text-lines.ts";
import type { WeatherSite } from "./weather-file.ts";

const SITE = "# site:";
const RANGES = { latitudeDeg: [-90, 90], longitudeDeg: [-180, 180], elevationM: [-450, 9000], utcOffsetH: [-12, 14] } as const;
const FIELDS = Object.keys(RANGES) as (keyof typeof RANGES)[];

/** `# site: latitudeDeg=52.5 longitudeDeg=13.4 elevationM=38 utcOffsetH=1 name=Berlin`, then the notes, a line each. */
export const weatherCsvHead = (site: WeatherSite, notes: readonly string[]): string =>
  [
    `${SITE} ${FIELDS.map((field) => `${field}=${site[field]}`).join(" ")} name=${oneLine(site.name, 100)}`,
    ...notes.map((note) => `# ${oneLine(note, 200)}`),
  ]
    .map((line) => `${line}\n`)
    .join("");

/** How many lines of a table are such lines. */
export function headLength(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !line.startsWith("#"));
  return first < 0 ? lines.length : first;
}

/** The place that a plain table names, undefined where it names none. Throws `bad-file` for one that is not as above. */
export function siteOfCsv(text: string): WeatherSite | undefined {
  // The head is short; the table behind it may be long.
  const lines = text
    .slice(0, 4096)
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/);
  const at = lines.slice(0, headLength(lines)).findIndex((line) => line.startsWith(SITE));
  if (at < 0) return undefined;
  const [fields = "", name = ""] = (lines[at] ?? "").slice(SITE.length).split(" name=");
  const said = new Map<string, string | undefined>();
  for (const field of fields.trim().split(/\s+/)) {
    const [key = "", value] = field.split("=", 2);
    said.set(key, value);
  }
  const number = (field: keyof typeof RANGES): number => {
    if (!said.has(field)) throw badLine(at + 1, `the site lacks ${field}`);
    const [min, max] = RANGES[field];
    return readNumber(said.get(field), { name: field, min, max }, at + 1);
  };
  const [latitudeDeg, longitudeDeg] = [number("latitudeDeg"), number("longitudeDeg")];
  return { name: name.trim(), latitudeDeg, longitudeDeg, elevationM: number("elevationM"), utcOffsetH: number("utcOffsetH") };
}
