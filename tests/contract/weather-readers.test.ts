/** What every reader of hourly years must do with a good file, and with every kind of spoiled one. */
import { describe, expect, test } from "vitest";
import { column } from "../../domain/index.ts";
import { readEpw, readTmy, readTmy3, readTryDwd, WEATHER_COLUMNS, type WeatherFile } from "../../sim/weather/index.ts";
import { TEXTS, TMY_SITE, weatherText } from "../support/weather-texts.ts";

type Format = keyof typeof TEXTS;

const READERS: Readonly<Record<Format, (text: string, options?: { year?: number }) => WeatherFile>> = {
  epw: readEpw,
  tmy3: readTmy3,
  "try-2010": readTryDwd,
  tmy: (text, options) => readTmy(text, TMY_SITE, options),
};

/** Swaps the text `from` for `to` in row `row` (from 0) of the data. */
const inRow = (format: Format, row: number, change: (line: string) => string) => (lines: string[]) =>
  lines.map((line, i) => (i === TEXTS[format].header + row ? change(line) : line));

const formats = Object.keys(TEXTS) as Format[];

describe.each(formats)("%s", (format) => {
  const read = READERS[format];
  const header = TEXTS[format].header;
  const refused = (text: string) => {
    try {
      read(text);
    } catch (e) {
      return e instanceof Error && "code" in e ? `${e.code}: ${e.message}` : String(e);
    }
    return "read";
  };

  test("a good file: 8,760 hours in eight columns, none missing, in UTC", () => {
    const { frame, gaps, site, format: said } = read(weatherText(format));
    expect(said).toBe(format);
    expect([frame.length, frame.stepS]).toEqual([8760, 3600]);
    expect([...frame.columns.keys()]).toEqual([...WEATHER_COLUMNS]);
    expect(frame.startTs).toBe(Date.UTC(2023, 0, 1) + (1 - site.utcOffsetH) * 3_600_000);
    expect(Object.values(gaps)).toEqual(WEATHER_COLUMNS.map(() => 0));
    expect(column(frame, "outdoorTempC")[123]).toBeCloseTo(12.3, 9);
    expect(column(frame, "windSpeedMPerS")[123]).toBeCloseTo(3.5, 9);
    expect(column(frame, "airPressurePa")[123]).toBeCloseTo(format === "try-2010" ? 99_000 : 83_000, 6);
  });

  test("Windows line ends, a byte-order mark and empty lines at the end change nothing", () => {
    const plain = read(weatherText(format));
    const dressed = read(`\ufeff${weatherText(format, (l) => l, "\r\n")}\r\n\r\n`);
    for (const name of WEATHER_COLUMNS) expect(column(dressed.frame, name)).toEqual(column(plain.frame, name));
    expect(dressed.site).toEqual(plain.site);
  });

  test("another year moves the rows, a leap year is refused", () => {
    expect(read(weatherText(format), { year: 2021 }).frame.startTs - read(weatherText(format)).frame.startTs).toBe(
      Date.UTC(2021, 0) - Date.UTC(2023, 0),
    );
    expect(() => read(weatherText(format), { year: 2024 })).toThrow(expect.objectContaining({ code: "bad-input" }));
  });

  test("an empty file", () => {
    expect(refused("")).toMatch(/^bad-file: line [01]: /);
    expect(refused("\r\n\r\n")).toMatch(/^bad-file: line [01]: /);
  });

  test("cut off in the middle of a line", () => {
    const text = weatherText(format);
    const cut = text.slice(0, Math.floor(text.length * 0.6) + 7);
    const line = cut.split("\n").length;
    expect(refused(cut)).toMatch(new RegExp(`^bad-file: line (${line}|${line + 1}): `));
  });

  test("8,759 rows", () => {
    expect(refused(weatherText(format, (l) => l.slice(0, -1)))).toBe(
      `bad-file: line ${header + 8759}: the file ends after 8,759 hourly rows instead of 8,760`,
    );
  });

  test("a row left out in the middle", () => {
    expect(refused(weatherText(format, (l) => l.filter((_, i) => i !== header + 5000)))).toMatch(
      new RegExp(`^bad-file: line ${header + 5001}: date and hour are`),
    );
  });

  test("two files in one", () => {
    expect(refused(weatherText(format) + weatherText(format))).toMatch(new RegExp(`^bad-file: line ${header + 8761}: `));
  });

  test("a file of another kind", () => {
    for (const other of formats) if (other !== format) expect(refused(weatherText(other))).toMatch(/^bad-file: line \d+: /);
    expect(refused("\u0000\u0001binary\u0002\n".repeat(9000))).toMatch(/^bad-file: line \d+: /);
  });

  test("letters in a number: line and field are named", () => {
    const spoil: Record<Format, [(line: string) => string, RegExp]> = {
      epw: [(l) => l.replace(",83000,", ",83O00,"), /atmospheric station pressure is '83O00', not a number$/],
      tmy3: [(l) => l.replace(/,3\.5$/, ",3.S"), /Wspd \(m\/s\) is '3\.S', not a number$/],
      "try-2010": [(l) => l.replace(" 990.0 ", " 990,0 "), /p \(station pressure, hPa\) is '990,0', not a number$/],
      tmy: [(l) => l.replace(" -50180", " -5O180"), /dew point temperature is '-5O', not a number$/],
    };
    const [change, message] = spoil[format];
    const answer = refused(weatherText(format, inRow(format, 4321, change)));
    expect(answer).toMatch(new RegExp(`^bad-file: line ${header + 4322}: `));
    expect(answer).toMatch(message);
  });

  test("a value that cannot be: line, field and range are named", () => {
    const spoil: Record<Format, (line: string) => string> = {
      epw: (l) => l.replace(",83000,", ",8300,"),
      tmy3: (l) => l.replace(",830,", ",83,"),
      "try-2010": (l) => l.replace(" 990.0 ", " 99.0 "),
      tmy: (l) => l.replace("010071 8300", "010071  830"),
    };
    expect(refused(weatherText(format, inRow(format, 10, spoil[format])))).toMatch(
      new RegExp(`^bad-file: line ${header + 11}: .*[Pp]ressure.* is \\d+, outside \\d+\\.\\.\\d+$`),
    );
  });

  test("missing marks become gaps and are counted", () => {
    const spoil: Record<Format, (line: string) => string> = {
      epw: (l) => l.replace(",180,3.5,", ",180,999,"),
      tmy3: (l) => l.replace(/,3\.5$/, ",-9900"),
      "try-2010": (l) => l.replace(" 180 3.5 ", " 180 99.9 "),
      tmy: (l) => l.replace("180  35", "1809999"),
    };
    const spoilt = weatherText(format, (lines) => inRow(format, 50, spoil[format])(inRow(format, 49, spoil[format])(lines)));
    const { frame, gaps } = read(spoilt);
    expect(gaps.windSpeedMPerS).toBe(2);
    expect(column(frame, "windSpeedMPerS")[50]).toBeNaN();
    expect(column(frame, "windSpeedMPerS")[51]).toBeCloseTo(3.5, 9);
    expect(gaps.outdoorTempC).toBe(0);
  });
});
