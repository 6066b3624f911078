/** What is stored of a building as a file of hourly series, in the form that every command on measured data reads. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Building,
  column,
  type PointState,
  pointKey,
  type SignalId,
  type Store,
  WHOLE_BUILDING,
  ZonecastError,
} from "#domain";
import { seriesOf } from "../forecasts.ts";

const STEP_S = 3_600;
const HOUR_MS = 3_600_000;
/** As far back as anything is learned from, ms. */
const SPAN_MS = 400 * 86_400_000;
/** Hours that a series must have to be written: a week back, a day ahead, and some to learn from. */
const LEAST_HOURS = 14 * 24;

/** What explains a room stands in its own name, the weather in the building's. */
const OF_ZONE: readonly SignalId[] = ["heatingSetpointC", "heatingPowerW", "valvePct"];

const cell = (v: number): string => (Number.isNaN(v) ? "" : String(Number(v.toPrecision(8))));

/**
 * Writes `folder`/`id of the building`.csv and answers with the number of series. With `apartMs` the newest hours are left out, at most a
 * third of all. Throws `too-little-history` when there is none.
 */
export async function writeSeries(
  store: Pick<Store, "frame">,
  { id, timeZone }: Pick<Building, "id" | "timeZone">,
  points: readonly PointState[],
  now: number,
  folder: string,
  apartMs = 0,
): Promise<number> {
  const toTs = Math.floor(now / HOUR_MS) * HOUR_MS;
  const columns = new Map<string, Float64Array>();
  let startTs = toTs;
  let targets = 0;
  for (const { target, covariates } of seriesOf(id, points)) {
    const all = [target, ...covariates];
    const frame = await store.frame(all, { fromTs: toTs - SPAN_MS, toTs: toTs + 1 }, STEP_S);
    if (column(frame, pointKey(target)).filter((v) => !Number.isNaN(v)).length < LEAST_HOURS) continue;
    ({ startTs } = frame);
    targets++;
    for (const point of all) {
      const ofZone = point === target || OF_ZONE.includes(point.signal);
      const name = ofZone ? `${point.zone}.${point.signal}` : point.signal;
      if (!columns.has(name)) columns.set(name, column(frame, pointKey(point)));
    }
  }
  if (targets === 0)
    throw new ZonecastError("too-little-history", `no series of ${id} has ${LEAST_HOURS / 24} days of history`, {
      hint: "wait until that much has been measured",
    });
  const names = [...columns.keys()];
  const length = columns.get(names[0] ?? "")?.length ?? 0;
  let first = 0;
  while (first < length && names.every((name) => Number.isNaN(columns.get(name)?.[first] ?? Number.NaN))) first++;
  const end = length - Math.floor(Math.min(apartMs / HOUR_MS, (length - first) / 3));
  const lines = [`time_utc@${timeZone},${names.join(",")}`];
  for (let i = first; i < end; i++)
    lines.push(
      `${new Date(startTs + i * HOUR_MS).toISOString()},${names.map((n) => cell(columns.get(n)?.[i] ?? Number.NaN)).join(",")}`,
    );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${id}.csv`), `${lines.join("\n")}\n`);
  return targets;
}

/** Name of a series in that file. */
export const seriesName = (building: string, zone = WHOLE_BUILDING, signal = ""): string => `${building}/${zone}/${signal}`;
