/** Measured buildings as forecast tasks: the Cambridge estate (hourly meters) and rooms of the IDEAL homes (15 min). */
import { readFileSync } from "node:fs";
import { type ForecastTask, type Frame, makeFrame, type SignalId } from "#domain";
import { utcOffsetMs } from "#forecasting";
import { sharedData } from "./shared-data.ts";

export interface MeasuredSeries {
  readonly name: string;
  readonly signal: SignalId;
  readonly timeZone: string;
  /** Column `y` and covariates. */
  readonly frame: Frame;
}

const HOUR_MS = 3_600_000;

function readCsv(path: string): { column: (name: string) => string[]; rows: number } {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  const cells = lines.map((line) => line.split(","));
  return { rows: cells.length, column: (name) => cells.map((row) => row[names.indexOf(name)] ?? "") };
}

const numbers = (texts: readonly string[], isMissing: (v: number) => boolean, factor = 1): Float64Array =>
  Float64Array.from(texts, (text) => {
    const v = text === "" ? Number.NaN : Number(text);
    return isMissing(v) ? Number.NaN : v * factor;
  });

export const CAMBRIDGE_BUILDINGS = ["b35", "b36", "b56", "b58", "b62", "b64", "b105", "b111"] as const;

/** One meter as mean power, W. Electricity of 0 is a gap in this archive; gas of 0 is real in summer. */
export function cambridge(meter: "elec" | "gas", building: (typeof CAMBRIDGE_BUILDINGS)[number]): MeasuredSeries {
  const file = meter === "elec" ? "electricity" : "gas";
  const { column } = readCsv(sharedData("real/cambridge", `cambridge_${file}_2018_2019.csv`));
  const never = () => false;
  const start = Date.parse(`${(column("time_utc")[0] ?? "").replace(" ", "T")}Z`);
  const y = numbers(column(`${meter}_kWh_${building}`), meter === "elec" ? (v) => v === 0 : never, 1000);
  return {
    name: `${meter} ${building}`,
    signal: meter === "elec" ? "electricEnergyWh" : "gasEnergyWh",
    timeZone: "Europe/London",
    frame: makeFrame(start, 3600, [
      ["y", y],
      ["outdoorTempC", numbers(column("To_C"), never)],
      ["globalIrradianceWPerM2", numbers(column("G_Wm2"), never)],
    ]),
  };
}

export const IDEAL_ROOMS = ["65_731", "65_732", "65_736", "65_743", "106_1086", "106_1087", "106_1089"] as const;

/**
 * One room's air temperature on an even 15 min grid. Its weather was joined by the local clock: it is put back in time. Sensor
 * codes for "missing" (-17.8 degC, humidity 0) and spikes of radiation become gaps.
 */
export function ideal(room: (typeof IDEAL_ROOMS)[number]): MeasuredSeries {
  const { column, rows } = readCsv(sharedData("real/ideal", `${room}.csv`));
  const seconds = column("seconds_of_day").map(Number);
  const days = column("day_of_year").map(Number);
  const stepMs = 900_000;
  const timeZone = "Europe/London";
  const ts = Float64Array.from({ length: rows }, (_, i) => Date.UTC(2017, 0, days[i] ?? 1) + (seconds[i] ?? 0) * 1000);
  const start = Math.ceil((ts[0] ?? 0) / stepMs) * stepMs;
  const length = Math.floor(((ts[rows - 1] ?? 0) - start) / stepMs) + 1;
  const gridded = (values: Float64Array, timeOf: (t: number) => number): Float64Array => {
    const sum = new Float64Array(length);
    const n = new Float64Array(length);
    values.forEach((v, i) => {
      const row = Math.ceil((timeOf(ts[i] ?? 0) - start) / stepMs);
      if (Number.isNaN(v) || row < 0 || row >= length) return;
      sum[row] = (sum[row] ?? 0) + v;
      n[row] = (n[row] ?? 0) + 1;
    });
    return sum.map((s, i) => ((n[i] ?? 0) > 0 ? s / (n[i] ?? 1) : Number.NaN));
  };
  const measured = (t: number) => t;
  const byLocalClock = (t: number) => t - utcOffsetMs(timeZone, t);
  return {
    name: `ideal ${room}`,
    signal: "airTempC",
    timeZone,
    frame: makeFrame(start, 900, [
      [
        "y",
        gridded(
          numbers(column("temperature"), (v) => v < 0),
          measured,
        ),
      ],
      [
        "waterTempC",
        gridded(
          numbers(column("radiator-input"), (v) => v < 0),
          measured,
        ),
      ],
      [
        "outdoorTempC",
        gridded(
          numbers(column("outdoor-temperature"), (v) => v < -17),
          byLocalClock,
        ),
      ],
      [
        "globalIrradianceWPerM2",
        gridded(
          numbers(column("solar-radiation"), (v) => v > 1_000),
          byLocalClock,
        ),
      ],
    ]),
  };
}

/** The task of forecasting `series` at `issuedAt` (UTC ms, on its grid) from the `historyMs` before. */
export function taskFrom(series: MeasuredSeries, issuedAt: number, historyMs: number): ForecastTask {
  const { startTs, stepS, columns } = series.frame;
  const last = (issuedAt - startTs) / (stepS * 1000);
  const first = Math.max(0, last + 1 - historyMs / (stepS * 1000));
  const cut = [...columns].map(([name, values]) => [name, values.subarray(first, last + 1)] as const);
  return {
    point: { building: "measured", zone: "whole", signal: series.signal, source: series.name.replaceAll(" ", "-") },
    issuedAt,
    history: makeFrame(startTs + first * stepS * 1000, stepS, cut),
    timeZone: series.timeZone,
    origin: "hindcast",
  };
}

/** Issue times `everyH` hours apart over `days` days from `from` (UTC ms). */
export const issueTimes = (from: number, days: number, everyH: number): number[] =>
  Array.from({ length: Math.floor((days * 24) / everyH) }, (_, i) => from + i * everyH * HOUR_MS);
