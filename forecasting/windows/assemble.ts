/** Cuts windows out of series and lays them out as a batch. */
import { type Random, ZonecastError } from "#domain";
import type { WindowBatch } from "../tft/batch.ts";
import { encoderInputs, type TftConfig } from "../tft/config.ts";
import { IRRADIANCE, OUTDOOR, ROOM, type Scale, scaled, scaledAhead, scaleOf, type TargetScale, targetScale } from "./scaling.ts";
import { COVARIATES, KNOWN, OBSERVED, STATICS } from "./schema.ts";
import { type LearnSeries, moments } from "./series.ts";

/** A window is named by its series and the row of its issue time: the last that the encoder sees. */
export interface WindowAt {
  readonly series: LearnSeries;
  readonly row: number;
}

/** What a learner is made to do without now and then, so that it can later. Chances in [0, 1], each drawn once per window. */
export interface SensorDropout {
  readonly random: Random;
  /** Covariates ahead (no weather forecast, no schedule). */
  readonly ahead: number;
  /** Each covariate and the other signal, all of it. */
  readonly sensor: number;
}

export interface AssembledBatch extends WindowBatch {
  readonly target: Float32Array;
  /** Scale of each window's target: `unscaled(value, scales[w], lead)` is in the series' unit. */
  readonly scales: readonly TargetScale[];
}

/** Which inputs of a window are hidden from it. */
type Hidden = (name: string, ahead: boolean) => boolean;

function hiding(dropout: SensorDropout | undefined): Hidden {
  if (!dropout) return () => false;
  const { random } = dropout;
  const noFuture = random.uniform() < dropout.ahead;
  const gone = new Set(["other", ...COVARIATES].filter(() => random.uniform() < dropout.sensor));
  const covariates: ReadonlySet<string> = new Set(COVARIATES);
  return (name, ahead) => gone.has(name) || (ahead && noFuture && covariates.has(name));
}

/** How many days of the same kind (working or not) are looked for, and how far back; and weeks. */
const SIMILAR_DAYS = 5;
const SIMILAR_REACH = 14;
const USUAL_WEEKS = 4;

/** Mean at this hour over the last days of the same kind as the row's. */
function similarDays({ y, perDay, calendar: [, , weekend] }: LearnSeries, row: number): number {
  let [sum, n] = [0, 0];
  for (let d = 1; d <= SIMILAR_REACH && n < SIMILAR_DAYS; d++) {
    const from = row - d * perDay;
    const v = y[from] ?? Number.NaN;
    if (Number.isNaN(v) || weekend[from] !== weekend[row]) continue;
    sum += v;
    n++;
  }
  return sum / n;
}

/** Mean at this hour of the week over the last weeks. */
function usualWeek({ y, perDay }: LearnSeries, row: number): number {
  let [sum, n] = [0, 0];
  for (let k = 1; k <= USUAL_WEEKS; k++) {
    const v = y[row - k * 7 * perDay] ?? Number.NaN;
    if (Number.isNaN(v)) continue;
    sum += v;
    n++;
  }
  return sum / n;
}

/** What a power usually is at a row: halfway between similar days and weeks. */
function usualAt(series: LearnSeries, row: number): number {
  const [day, week] = [similarDays(series, row), usualWeek(series, row)];
  return Number.isNaN(week) ? day : Number.isNaN(day) ? week : (day + week) / 2;
}

/** Columns of a window, known inputs in the order of KNOWN, as functions of the row. */
function knownColumns(series: LearnSeries, y: Scale, temperature: Scale): readonly ((row: number) => number)[] {
  const { calendar, covariates, perDay } = series;
  const at = (values: Float32Array, row: number) => values[row] ?? Number.NaN;
  const { outdoorTempC, globalIrradianceWPerM2, setpointC } = covariates;
  return [
    (row) => at(calendar[0], row),
    (row) => at(calendar[1], row),
    (row) => at(calendar[2], row),
    (row) => scaled(at(outdoorTempC, row), OUTDOOR),
    (row) => scaled(at(globalIrradianceWPerM2, row), IRRADIANCE),
    (row) => scaled(at(setpointC, row), temperature),
    (row) => scaled(at(series.y, row - perDay), y),
    (row) => scaled(at(series.y, row - 7 * perDay), y),
    (row) => scaled(similarDays(series, row), y),
    (row) => scaled(usualWeek(series, row), y),
  ];
}

function staticsOf({ kind, typical, covariates }: LearnSeries, y: TargetScale, from: number, to: number): readonly number[] {
  const outdoor = moments(covariates.outdoorTempC, from, to)[0];
  return [
    kind === "temperature" ? 1 : 0,
    kind === "heat" ? 1 : 0,
    kind === "electricity" ? 1 : 0,
    typical > 0 ? Math.log(y.scale / typical) : 0,
    y.offset,
    kind === "temperature" ? (y.centre - 20) / 5 : Math.log1p(Math.abs(y.centre) / y.scale) - 1,
    scaled(outdoor, OUTDOOR),
  ];
}

/** The scale that set-points are shown in: that of the air temperature, if there is one. */
const temperatureScale = ({ kind }: LearnSeries, y: Scale, other: Scale): Scale =>
  kind === "temperature" ? y : other.centre === 0 ? ROOM : other;

/**
 * A batch of windows, time-major, missing values NaN. Rows before a series began are missing. A window whose future lies
 * beyond its series has no target there. Throws `bad-input` when the configuration has other inputs than the schema's, or
 * a row lies outside its series.
 */
export function assemble(config: TftConfig, windows: readonly WindowAt[], dropout?: SensorDropout): AssembledBatch {
  if (
    config.known.join() !== KNOWN.join() ||
    config.observed.join() !== OBSERVED.join() ||
    config.statics.join() !== STATICS.join()
  )
    throw new ZonecastError("bad-input", "the model has other inputs than this version cuts windows for");
  const size = windows.length;
  const { encoder, horizon } = config;
  const [E, K, S] = [encoderInputs(config), KNOWN.length, STATICS.length];
  const out = {
    size,
    statics: new Float32Array(size * S),
    encoder: new Float32Array(size * encoder * E),
    decoder: new Float32Array(size * horizon * K),
    target: new Float32Array(size * horizon),
  };
  const scales = windows.map(({ series, row }, w) => {
    if (row < 0 || row >= series.length) throw new ZonecastError("bad-input", `${series.id} has no row ${row}`);
    const [from, to] = [row + 1 - encoder, row + 1];
    const first = Math.max(0, from);
    const usual = Float32Array.from({ length: horizon }, (_, t) => usualAt(series, to + t));
    const y = targetScale({ ...series, values: series.y, from: first, to }, usual);
    const other = scaleOf(series.other, first, to, series.kind === "temperature" ? "heat" : "temperature", 0);
    const columns = knownColumns(series, y, temperatureScale(series, y, other));
    const hidden = hiding(dropout);
    const known = (i: number, r: number, ahead: boolean) =>
      hidden(KNOWN[i] ?? "", ahead) ? Number.NaN : (columns[i]?.(r) ?? Number.NaN);
    out.statics.set(staticsOf(series, y, first, to), w * S);
    for (let t = 0; t < encoder; t++) {
      const r = from + t;
      const at = (t * size + w) * E;
      out.encoder[at] = scaled(series.y[r] ?? Number.NaN, y);
      out.encoder[at + 1] = hidden("other", false) ? Number.NaN : scaled(series.other[r] ?? Number.NaN, other);
      for (let i = 0; i < K; i++) out.encoder[at + 2 + i] = known(i, r, false);
    }
    for (let t = 0; t < horizon; t++) {
      const r = to + t;
      const at = (t * size + w) * K;
      for (let i = 0; i < K; i++) out.decoder[at + i] = known(i, r, true);
      out.target[t * size + w] = scaledAhead(series.y[r] ?? Number.NaN, y, t);
    }
    return y;
  });
  return { ...out, scales };
}
