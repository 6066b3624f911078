/**
 * Hourly meters beside the weather, as in the Cambridge Estates Building Energy Archive (Langtry and Choudhary 2024, doi
 * 10.5281/zenodo.10955332): `time_utc,To_C,RH_pct,G_Wm2`, then `elec_kWh_NAME` or `gas_kWh_NAME`, kWh in each hour.
 */
import { basename, dirname } from "node:path";
import { makeFrame, toSlug, ZonecastError } from "#domain";
import type { MeasuredSeries } from "#forecasting";
import type { MeasuredReader } from "./csv.ts";

const METER = /^(elec|gas)_kWh_(.+)$/;
/** The archive cuts values at ten times their mean: such a value was something else. */
const CLIPPED_AT_MEANS = 9.9;
const HOUR_MS = 3_600_000;

const meanOf = (values: Float64Array): number => {
  let sum = 0;
  let n = 0;
  for (const v of values)
    if (!Number.isNaN(v)) {
      sum += v;
      n++;
    }
  return sum / Math.max(1, n);
};

/** Electricity of 0 is a gap in this archive; gas of 0 is real: boilers stop in summer. */
export const readCambridge: MeasuredReader = {
  fits: ({ header }) => header[0] === "time_utc" && header.some((name) => METER.test(name)),
  read(csv) {
    const times = csv.text("time_utc").map((text) => Date.parse(`${text.replace(" ", "T")}Z`));
    const startTs = times[0] ?? Number.NaN;
    const uneven = times.findIndex((ts, i) => ts !== startTs + i * HOUR_MS);
    if (uneven >= 0)
      throw new ZonecastError("bad-file", `${csv.name}.csv, line ${uneven + 2}: the times are not one hour apart`, {
        hint: "time_utc must be UTC, every hour, without holes; a gap is an empty cell",
      });
    const covariates = [
      ["outdoorTempC", "To_C"],
      ["globalIrradianceWPerM2", "G_Wm2"],
    ] as const;
    const weather = covariates
      .filter(([, name]) => csv.header.includes(name))
      .map(([id, name]) => [id, csv.numbers(name)] as const);
    const notes: string[] = [];
    const set = basename(dirname(csv.path));
    const series = csv.header.flatMap((name): MeasuredSeries[] => {
      const [, kind, building = ""] = METER.exec(name) ?? [];
      if (!kind) return [];
      const kwh = csv.numbers(name);
      const limit = CLIPPED_AT_MEANS * meanOf(kwh);
      const gap = (v: number) => v < 0 || v >= limit || (kind === "elec" && v === 0);
      const gaps = kwh.filter(gap).length;
      if (gaps > 0) notes.push(`${name}: ${gaps} values are gaps (${kind === "elec" ? "zero, " : ""}negative or clipped)`);
      const y = kwh.map((v) => (gap(v) ? Number.NaN : v * 1000));
      // The archive starts in the middle of an hour: the first value holds half of one.
      y[0] = Number.NaN;
      return [
        {
          id: `${set}/${kind === "elec" ? "electricity" : "gas"}/${building}`,
          building: toSlug(`${set}-${building}`),
          group: kind === "elec" ? "electricity" : "gas",
          signal: kind === "elec" ? "electricEnergyWh" : "gasEnergyWh",
          timeZone: "Europe/London",
          horizonS: 86_400,
          frame: makeFrame(startTs, 3600, [["y", y], ...weather]),
        },
      ];
    });
    return { series, notes };
  },
};
