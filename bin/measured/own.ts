/**
 * Hourly series of a building of one's own, one file a building: `time_utc` or `time_utc@Europe/Berlin` with the time zone by which
 * its people live, `outdoorTempC` and `globalIrradianceWPerM2` where they are known, then `ZONE.SIGNAL`, e.g. `kitchen.airTempC`,
 * `kitchen.heatingSetpointC`, `whole.electricEnergyWh`. A row's time is the end of its hour; counters stand as what that hour added.
 */
import { column, FORECAST_SIGNALS, type Frame, makeFrame, type SignalId, toSlug, ZonecastError } from "#domain";
import type { MeasuredSeries } from "#forecasting";
import type { MeasuredReader } from "./csv.ts";

const TIME = /^time_utc(?:@(.+))?$/;
const SERIES = /^([a-z0-9-]+)\.([A-Za-z0-9]+)$/;
const WEATHER = ["outdoorTempC", "globalIrradianceWPerM2"] as const;
const HOUR_MS = 3_600_000;

const isTarget = (signal: string): signal is SignalId => FORECAST_SIGNALS.some((s) => s === signal);

function groupOf(signal: SignalId): string {
  if (signal === "airTempC") return "room temperature";
  if (signal.startsWith("electric")) return "electricity";
  return signal.startsWith("gas") ? "gas" : "heat";
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

export const readOwn: MeasuredReader = {
  fits: ({ header }) => TIME.test(header[0] ?? "") && header.some((name) => isTarget(SERIES.exec(name)?.[2] ?? "")),
  read(csv) {
    const [time = ""] = csv.header;
    const timeZone = TIME.exec(time)?.[1] ?? "UTC";
    if (!isTimeZone(timeZone))
      throw new ZonecastError("bad-file", `${csv.name}.csv: '${timeZone}' is no time zone`, {
        hint: "write the first column as time_utc@Europe/Berlin",
      });
    const times = csv.text(time).map((text) => Date.parse(text.endsWith("Z") ? text : `${text.replace(" ", "T")}Z`));
    const [startTs] = times;
    if (startTs === undefined) throw new ZonecastError("bad-file", `${csv.name}.csv has a head and no rows`);
    const uneven = Number.isNaN(startTs) ? 0 : times.findIndex((ts, i) => ts !== startTs + i * HOUR_MS);
    if (uneven >= 0)
      throw new ZonecastError("bad-file", `${csv.name}.csv, line ${uneven + 2}: the times are not one hour apart`, {
        hint: "times are UTC, every hour, without holes; a gap is an empty cell",
      });
    const foreign = csv.header.slice(1).filter((name) => !SERIES.test(name) && !WEATHER.some((w) => w === name));
    const frame: Frame = makeFrame(
      startTs,
      3600,
      csv.header.slice(1).flatMap((name) => (foreign.includes(name) ? [] : [[name, csv.numbers(name)] as const])),
    );
    const weather = WEATHER.flatMap((name) => (frame.columns.has(name) ? [[name, column(frame, name)] as const] : []));
    const series = csv.header.flatMap((name): MeasuredSeries[] => {
      const [, zone = "", signal = ""] = SERIES.exec(name) ?? [];
      if (!isTarget(signal)) return [];
      const beside = (["heatingSetpointC", "heatingPowerW", "valvePct"] as const).flatMap((other) => {
        const values = signal === "airTempC" ? frame.columns.get(`${zone}.${other}`) : undefined;
        return values ? [[other, values] as const] : [];
      });
      return [
        {
          id: `${csv.name}/${zone}/${signal}`,
          building: toSlug(csv.name),
          group: groupOf(signal),
          signal,
          timeZone,
          horizonS: 86_400,
          frame: makeFrame(startTs, 3600, [["y", column(frame, name)], ...weather, ...beside]),
        },
      ];
    });
    return {
      series,
      notes: foreign.length > 0 ? [`${csv.name}.csv: columns of no known name: ${foreign.join(", ")}`.slice(0, 300)] : [],
    };
  },
};
