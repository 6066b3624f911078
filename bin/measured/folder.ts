/** Reads buildings, ready to be forecast: a data set of our own, or every CSV file below a folder whose columns are known. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ZonecastError } from "#domain";
import type { MeasuredSeries } from "#forecasting";
import { readCambridge } from "./cambridge.ts";
import { withoutCopies } from "./copies.ts";
import { readCsv } from "./csv.ts";
import { isDataset } from "./dataset.ts";
import { readFleet } from "./fleet.ts";
import { readGentl } from "./gentl.ts";
import { readIdeal } from "./ideal.ts";
import { readOwn } from "./own.ts";

const READERS = [readCambridge, readIdeal, readGentl, readOwn];

export interface Measured {
  readonly series: readonly MeasuredSeries[];
  /** What was left out or taken for a gap, one sentence each. */
  readonly notes: readonly string[];
}

function csvFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.toLowerCase().endsWith(".csv"))
    .sort()
    .map((name) => join(path, name));
}

/**
 * Series of a data set, of a file or of all files below a folder, scaled copies left out. Files of unknown columns are passed over. Throws
 * `bad-file` when nothing is there or nothing fits.
 */
export async function readMeasured(path: string): Promise<Measured> {
  if (!existsSync(path))
    throw new ZonecastError("bad-file", `${path} is not there`, {
      hint: "--data names a file or folder of CSV files, or a data set",
    });
  if (isDataset(path)) return readFleet(path);
  const series: MeasuredSeries[] = [];
  const notes: string[] = [];
  for (const file of csvFiles(path)) {
    const csv = readCsv(file);
    const reader = READERS.find((r) => r.fits(csv));
    if (!reader) continue;
    const found = reader.read(csv);
    series.push(...found.series);
    notes.push(...found.notes);
  }
  if (series.length === 0)
    throw new ZonecastError("bad-file", `no file below ${path} has columns that are known`, {
      hint: "known: time_utc,outdoorTempC,globalIrradianceWPerM2,ZONE.airTempC,ZONE.electricEnergyWh,...; time_utc,To_C,RH_pct,G_Wm2,elec_kWh_NAME,gas_kWh_NAME; rooms of IDEAL; targets of GenTL",
    });
  const distinct = withoutCopies(series);
  return { series: distinct.series, notes: [...notes, ...distinct.notes] };
}
