/** A trained network as a forecast source: one task in, quantiles out, and, if asked, what it looked at. */
import {
  column,
  type Explanation,
  type Forecast,
  type ForecastSource,
  type ForecastTask,
  rowTs,
  type SignalId,
  signalOf,
  ZonecastError,
} from "#domain";
import { type Adapter, adapted, type Checkpoint } from "../checkpoint.ts";
import { limitsFor } from "../limits.ts";
import { uncross } from "../uncertainty/ordered.ts";
import { type AssembledBatch, assemble } from "../windows/assemble.ts";
import { unscaled } from "../windows/scaling.ts";
import { INPUTS, type TargetKind } from "../windows/schema.ts";
import { type LearnSeries, learnSeries } from "../windows/series.ts";
import { explained } from "./explain.ts";
import { hourWeights, inHours } from "./hours.ts";
import type { TftRuntime } from "./open.ts";

export interface TftSourceOptions {
  /** As it stands in forecasts. Default `tft`, with an adapter `tft-probe`. */
  readonly name?: string;
  readonly adapter?: Adapter;
}

export interface TftSource extends ForecastSource {
  explain(task: ForecastTask): Explanation;
  dispose(): void;
}

/** At least this share of the last week must be measured. */
const LEAST_PRESENT = 0.75;

const ELECTRICITY: ReadonlySet<SignalId> = new Set<SignalId>(["electricEnergyWh", "electricPowerW"]);

function kindOf(signal: SignalId): TargetKind {
  if (signal === "airTempC") return "temperature";
  if (ELECTRICITY.has(signal)) return "electricity";
  const { unit } = signalOf(signal);
  if (unit === "W" || unit === "Wh") return "heat";
  throw new ZonecastError("bad-input", `the network forecasts temperatures of rooms, heat and electricity, not ${signal}`);
}

/** Columns of a task that can stand for the other signal, and what makes watts or degrees of them. */
const otherColumn = (kind: TargetKind): string => (kind === "temperature" ? "heatingPowerW" : "airTempC");

/** Lays a task out in hours. Throws `bad-frame` for a step that the network's does not hold, `too-little-history`. */
function seriesOf(task: ForecastTask, { provenance, config }: Checkpoint, name: string): LearnSeries {
  const { history, future, issuedAt, point, timeZone } = task;
  const { stepS } = provenance;
  if (!(history.stepS > 0) || stepS % history.stepS !== 0)
    throw new ZonecastError(
      "bad-frame",
      `${name} thinks in steps of ${stepS} s, the history comes in steps of ${history.stepS} s`,
      {
        hint: `the step must divide ${stepS} s`,
      },
    );
  if (history.length > 0 && rowTs(history, history.length - 1) !== issuedAt)
    throw new ZonecastError("bad-frame", "the last row of the history is not at the issue time");
  column(history, "y");
  const past = inHours(history, stepS);
  const ahead = future && inHours({ ...future, length: Math.min(future.length, (config.horizon * stepS) / future.stepS) }, stepS);
  const kind = kindOf(point.signal);
  const y = column(past, "y");
  const week = y.subarray(Math.max(0, y.length - config.encoder));
  const present = week.filter(Number.isFinite).length / config.encoder;
  if (present < LEAST_PRESENT)
    throw new ZonecastError(
      "too-little-history",
      `${name} needs ${Math.ceil(LEAST_PRESENT * config.encoder)} of the last ${config.encoder} hours measured, there are ${Math.round(present * config.encoder)}`,
      { retry: true, hint: "wait until more readings have come" },
    );
  const joined = (column: string): Float64Array | undefined => {
    const own = past.columns.get(column);
    const later = ahead?.columns.get(column);
    return own && later ? Float64Array.from([...own, ...later]) : own;
  };
  const given = (to: string, from: string) => {
    const values = joined(from);
    return values ? { [to]: values } : {};
  };
  const other = past.columns.get(otherColumn(kind));
  return learnSeries(
    {
      ...{ id: `${point.building}/${point.zone}`, building: point.building, kind, startTs: past.startTs, stepS, timeZone, y },
      ...(other ? { other } : {}),
      covariates: {
        ...given("outdoorTempC", "outdoorTempC"),
        ...given("globalIrradianceWPerM2", "globalIrradianceWPerM2"),
        ...given("setpointC", "heatingSetpointC"),
      },
    },
    config.horizon,
  );
}

/**
 * A source from a checkpoint, with the head of one building if an adapter is given. It computes in the calling thread: in a
 * server, in a worker. Throws `bad-file` when the adapter belongs to another base, `bad-input` when the model has other
 * inputs than this version cuts windows for. Its forecasts throw `too-little-history` when less than three quarters of the
 * last week is measured, `bad-frame` for a step that does not divide the model's, `bad-input` for a signal it does not know.
 */
export function tftSource(
  runtime: TftRuntime,
  checkpoint: Checkpoint,
  { adapter, name: given }: TftSourceOptions = {},
): TftSource {
  const { config } = checkpoint;
  if (config.levels.join() !== "0.02,0.1,0.25,0.5,0.75,0.9,0.98" || config.known.join() !== INPUTS.known.join())
    throw new ZonecastError("bad-input", "the model has other inputs or quantiles than forecasts of this version");
  const parameters = adapter ? adapted(checkpoint, adapter) : checkpoint.parameters;
  const model = runtime.create(config, 1);
  model.setParameters(parameters);
  const name = given ?? (adapter ? "tft-probe" : "tft");

  const windowOf = (task: ForecastTask): AssembledBatch => {
    const series = seriesOf(task, checkpoint, name);
    return assemble(config, [{ series, row: series.length - 1 }]);
  };

  return {
    name,
    forecast(task): Forecast {
      const window = windowOf(task);
      const [scale] = window.scales;
      if (!scale) throw new ZonecastError("bug", "a window has no scale");
      const raw = model.forward(window);
      uncross(raw, config.levels.length);
      const limits = limitsFor(task.point.signal, column(task.history, "y"));
      const perHour = checkpoint.provenance.stepS / task.history.stepS;
      const holds = signalOf(task.point.signal).kind !== "instantaneous";
      const at = (hour: number, j: number) => unscaled(raw[hour * config.levels.length + j] ?? Number.NaN, scale, hour);
      const leads = config.horizon * perHour;
      const quantiles = Array.from({ length: leads }, (_, i) => {
        const [hour, share] = hourWeights(i + 1, perHour, config.horizon, holds);
        return config.levels.map((_, j) => {
          const value = share === 0 ? at(hour, j) : (1 - share) * at(hour, j) + share * at(hour + 1, j);
          return Math.min(limits.max, Math.max(limits.min, value));
        });
      });
      const { building, zone, signal, source } = task.point;
      return {
        ...{ issuedAt: task.issuedAt, model: name, building, zone, signal, source, origin: task.origin },
        ...{ leadS: quantiles.map((_, i) => (i + 1) * task.history.stepS), quantiles, candidates: [] },
      };
    },
    explain: (task) => explained(model, windowOf(task), name, task.issuedAt),
    dispose: () => model.dispose(),
  };
}
