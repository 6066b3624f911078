/** A series out of arrays: what somebody brings who has no file. */
import { makeFrame, type SignalId, ZonecastError } from "#domain";
import type { MeasuredSeries } from "../evaluation/measured.ts";

export interface GivenSeries {
  /** Unique among the series that go together. */
  readonly id: string;
  /** Intervals are taken over buildings; rooms of one home are one. Default: the id. */
  readonly building?: string | undefined;
  /** Series of a group share a line of the table. Default: the signal. */
  readonly group?: string | undefined;
  readonly signal: SignalId;
  /** IANA name of the time by which the building's people live. */
  readonly timeZone: string;
  /** Time of the first value, UTC ms; a mean stands at the end of its step. */
  readonly startTs: number;
  /** s, divides one hour. */
  readonly stepS: number;
  /** In the signal's forecast unit (°C, W); gaps are NaN. */
  readonly values: ArrayLike<number>;
  /** What may explain it, of the same length: `outdoorTempC`, `globalIrradianceWPerM2`, `heatingSetpointC`, `heatingPowerW`. */
  readonly covariates?: Readonly<Record<string, ArrayLike<number>>> | undefined;
  /** How far ahead it is forecast, s. Default a day. */
  readonly horizonS?: number | undefined;
}

const DAY_S = 86_400;

/** Throws `bad-frame` for columns of different length, a step that does not divide one hour, or a time zone that there is not. */
export function series(given: GivenSeries): MeasuredSeries {
  const {
    id,
    building = id,
    signal,
    group = given.signal,
    timeZone,
    startTs,
    stepS,
    values,
    covariates = {},
    horizonS = DAY_S,
  } = given;
  if (!(stepS > 0) || 3600 % stepS !== 0)
    throw new ZonecastError("bad-frame", `${id}: a step of ${stepS} s does not divide one hour`);
  if (!(horizonS > 0) || horizonS % stepS !== 0)
    throw new ZonecastError("bad-frame", `${id}: a horizon of ${horizonS} s is no whole number of steps`);
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    throw new ZonecastError("bad-frame", `${id}: there is no time zone '${timeZone}'`, {
      cause,
      hint: "an IANA name: Europe/Berlin",
    });
  }
  const columns = Object.entries({ y: values, ...covariates }).map(([name, v]) => [name, Float64Array.from(v)] as const);
  return { id, building, group, signal, timeZone, horizonS, frame: makeFrame(startTs, stepS, columns) };
}
