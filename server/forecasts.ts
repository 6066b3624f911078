/** Issues a forecast of every zone temperature and meter each quarter of an hour of building time, and scores it when the truth arrives. */
import {
  type Building,
  type Clock,
  column,
  type Explanation,
  errorLine,
  FORECAST_HORIZON_S,
  FORECAST_SIGNALS,
  FORECAST_STEP_S,
  type Forecast,
  type ForecastTask,
  INBOX,
  isZonecastError,
  JUDGED_LEADS_S,
  type Log,
  makeFrame,
  type Point,
  type PointState,
  pointKey,
  primaryPoint,
  type Score,
  type SignalId,
  type Store,
  WHOLE_BUILDING,
  ZonecastError,
} from "#domain";
import { scoreForecast, valueAt } from "#forecasting";
import type { Hub } from "./live/hub.ts";
import type { Forecaster } from "./workers/forecaster.ts";

const STEP_MS = FORECAST_STEP_S * 1000;
const HISTORY_MS = 42 * 86_400_000;
const CHECK_EVERY_MS = 2_000;
/** Building time given to the last readings of a step to arrive. */
const SETTLE_MS = 20_000;
/** On first sight of a series, this much of the past is forecast as if then, so that accuracy can be judged at once. */
const HINDCAST_MS = 3 * 86_400_000;
const HINDCAST_EVERY_MS = 2 * 3_600_000;
/** Forecasts of a series in a day. */
const DAILY = 96;
/** Devices get this long after a start to introduce themselves, since what they are decides which source stands for a zone. */
const FIRST_CHECK_MS = 6_000;
const WEATHER = ["outdoorTempC", "globalIrradianceWPerM2"] as const satisfies readonly SignalId[];

export interface Forecasts {
  readonly counts: () => { readonly issued: number; readonly failed: number; readonly queued: number };
  /** Every series of a building learns and chooses anew; answers with one line for people. Rejects with `not-found`. */
  readonly relearn: (building: string, told: (share: number) => void, signal: AbortSignal) => Promise<string>;
  /** Every series of a building is forecast now; answers with one line for people. Rejects with `not-found`. */
  readonly forecastNow: (building: string, told: (share: number) => void, signal: AbortSignal) => Promise<string>;
  /** What the network looked at for a forecast that was issued. Rejects with `not-found` when its building, point or network is gone. */
  readonly explain: (forecast: Forecast) => Promise<Explanation>;
  readonly stop: () => void;
}

export interface ForecastsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly hub: Hub;
  readonly buildings: () => readonly Building[];
  readonly forecaster: Forecaster;
}

interface Series {
  readonly target: PointState;
  readonly covariates: readonly PointState[];
}

export function startForecasts(options: ForecastsOptions): Forecasts {
  const { clock, log, store, hub, forecaster } = options;
  const issuedUpTo = new Map<string, number>();
  const lookedBack = new Set<string>();
  const silent = new Map<string, string>();
  const due = new Map<string, number>();
  let issued = 0;
  let failed = 0;
  let stopped = false;
  let busy = false;

  const startedAt = clock.now();
  const stopChecking = clock.every(CHECK_EVERY_MS, () => {
    if (clock.now() - startedAt < FIRST_CHECK_MS) return;
    for (const { id } of options.buildings()) {
      if (id === INBOX) continue;
      const boundary = Math.floor((hub.now(id) - SETTLE_MS) / STEP_MS) * STEP_MS;
      if (boundary <= (issuedUpTo.get(id) ?? 0)) continue;
      issuedUpTo.set(id, boundary);
      due.set(id, boundary);
    }
    if (!busy) void work();
  });

  /** After a restart the pages show at once what was forecast before it. */
  async function recall(): Promise<void> {
    for (const { id } of options.buildings())
      for (const { target } of seriesOf(id, [...hub.points()])) {
        const now = hub.now(id);
        hub.forecasts(await store.forecasts(target, { fromTs: now - FORECAST_HORIZON_S * 1000, toTs: now + 1 }, 1));
      }
  }
  recall().catch((e: unknown) => log.warn({ reason: errorLine(e) }, "earlier forecasts could not be shown"));

  async function work(): Promise<void> {
    busy = true;
    try {
      for (let next = due.entries().next(); !next.done && !stopped; next = due.entries().next()) {
        const [id, issuedAt] = next.value;
        due.delete(id);
        const building = options.buildings().find((b) => b.id === id);
        if (building) await issueAll(building, issuedAt);
      }
    } catch (err) {
      log.error({ err }, "forecasting stopped early; it goes on at the next quarter of an hour");
    } finally {
      busy = false;
    }
  }

  async function issueAll(building: Building, issuedAt: number): Promise<void> {
    const all = seriesOf(building.id, [...hub.points()]);
    for (const series of all) {
      if (stopped) return;
      await guarded(series.target, () => issue(building, series, issuedAt));
    }
    for (const series of all) {
      const key = pointKey(series.target);
      if (stopped || due.size > 0) return;
      if (lookedBack.has(key) || silent.has(key)) continue;
      lookedBack.add(key);
      await guarded(series.target, () => lookBack(building, series, issuedAt));
    }
  }

  /** A series that cannot be forecast must not keep the others waiting; the reason is told once. */
  async function guarded(point: Point, run: () => Promise<void>): Promise<void> {
    const key = pointKey(point);
    try {
      await run();
      silent.delete(key);
    } catch (e) {
      if (stopped) return;
      const code = isZonecastError(e) ? e.code : "bug";
      if (code !== "too-little-history") failed++;
      // A thread that is gone has been logged where it went.
      if (code !== "cancelled" && silent.get(key) !== code) log.info({ point: key, reason: errorLine(e) }, "no forecast");
      silent.set(key, code);
    }
  }

  async function taskOf(building: Building, { target, covariates }: Series, issuedAt: number): Promise<ForecastTask> {
    const frame = await store.frame(
      [target, ...covariates],
      { fromTs: issuedAt - HISTORY_MS, toTs: issuedAt + 1 },
      FORECAST_STEP_S,
    );
    const history = makeFrame(frame.startTs, frame.stepS, [
      ["y", column(frame, pointKey(target))],
      ...covariates.map((p) => [p.signal, column(frame, pointKey(p))] as const),
    ]);
    const { zone, signal, source } = target;
    return {
      point: { building: building.id, zone, signal, source },
      issuedAt,
      history,
      timeZone: building.timeZone,
      origin: "live",
    };
  }

  async function issue(building: Building, series: Series, issuedAt: number): Promise<void> {
    const task = await taskOf(building, series, issuedAt);
    const [before] = await store.forecasts(task.point, { fromTs: issuedAt, toTs: issuedAt + 1 }, 1);
    if (before?.origin === "live") {
      // Issued before a restart: what was said stays said.
      hub.forecasts([before]);
      return;
    }
    const forecasts = await forecaster.ask(task);
    await store.saveForecasts(forecasts);
    hub.forecasts(forecasts);
    issued += forecasts.length;
    await store.saveScores(await scoresAt(task));
  }

  /** Scores what earlier forecasts said about the moment that has just come. */
  async function scoresAt(task: ForecastTask): Promise<Score[]> {
    const earlier: Forecast[] = [];
    for (const leadS of JUDGED_LEADS_S) {
      const at = task.issuedAt - leadS * 1000;
      earlier.push(...(await store.forecasts(task.point, { fromTs: at, toTs: at + 1 }, 1)));
    }
    return scoreAll(earlier, task).filter((s) => s.issuedAt + s.leadS * 1000 === task.issuedAt);
  }

  async function lookBack(building: Building, series: Series, issuedAt: number): Promise<void> {
    const task = await taskOf(building, series, issuedAt);
    const dayAgo = issuedAt - FORECAST_HORIZON_S * 1000;
    const startTs = dayAgo - HINDCAST_MS;
    const [older] = await store.forecasts(task.point, { fromTs: startTs, toTs: dayAgo }, 1);
    if (older) return;
    const ofToday = await store.forecasts(task.point, { fromTs: dayAgo, toTs: issuedAt }, DAILY);
    const last = Math.min(issuedAt - JUDGED_LEADS_S[0] * 1000, (ofToday.at(-1)?.issuedAt ?? Number.POSITIVE_INFINITY) - STEP_MS);
    const origins: number[] = [];
    for (let at = startTs; at <= last; at += HINDCAST_EVERY_MS) origins.push(at);
    if (origins.length === 0) return;
    const forecasts = await forecaster.ask(task, origins);
    await store.saveForecasts(forecasts);
    await store.saveScores(scoreAll(forecasts, task));
  }

  async function relearn(id: string, told: (share: number) => void, signal: AbortSignal): Promise<string> {
    const building = options.buildings().find((b) => b.id === id);
    if (!building) throw new ZonecastError("not-found", `there is no building '${id}'`);
    const issuedAt = Math.floor((hub.now(id) - SETTLE_MS) / STEP_MS) * STEP_MS;
    const all = seriesOf(id, [...hub.points()]);
    const won = new Map<string, number>();
    let silentSeries = 0;
    for (const [i, series] of all.entries()) {
      if (signal.aborted) break;
      try {
        const [forecast] = await forecaster.anew(await taskOf(building, series, issuedAt));
        if (forecast) won.set(forecast.model, (won.get(forecast.model) ?? 0) + 1);
      } catch (e) {
        if (!isZonecastError(e, "too-little-history")) throw e;
        silentSeries++;
      }
      told((i + 1) / all.length);
    }
    const models = [...won].sort((a, b) => b[1] - a[1]).map(([model, n]) => `${model} ${n}`);
    const waiting = silentSeries > 0 ? `; ${silentSeries} with too little history` : "";
    return `best on how many of ${all.length} series: ${models.join(", ") || "none"}${waiting}`;
  }

  async function forecastNow(id: string, told: (share: number) => void, signal: AbortSignal): Promise<string> {
    const building = options.buildings().find((b) => b.id === id);
    if (!building) throw new ZonecastError("not-found", `there is no building '${id}'`);
    const issuedAt = Math.floor((hub.now(id) - SETTLE_MS) / STEP_MS) * STEP_MS;
    const all = seriesOf(id, [...hub.points()]);
    let made = 0;
    for (const [i, series] of all.entries()) {
      if (signal.aborted) break;
      try {
        await issue(building, series, issuedAt);
        made++;
      } catch (e) {
        if (!isZonecastError(e, "too-little-history")) throw e;
      }
      told((i + 1) / all.length);
    }
    const waiting = made < all.length ? `; ${all.length - made} with too little history` : "";
    return `${made} of ${all.length} series forecast from ${new Date(issuedAt).toISOString().slice(0, 16)} UTC on${waiting}`;
  }

  async function explain(forecast: Forecast): Promise<Explanation> {
    const building = options.buildings().find((b) => b.id === forecast.building);
    const key = pointKey(forecast);
    const series = seriesOf(forecast.building, [...hub.points()]).find(({ target }) => pointKey(target) === key);
    if (!building || !series) throw new ZonecastError("not-found", `${key} is not forecast any more`);
    return forecaster.explain(await taskOf(building, series, forecast.issuedAt), forecast.model);
  }

  return {
    counts: () => ({ issued, failed, queued: due.size }),
    relearn,
    forecastNow,
    explain,
    stop() {
      stopped = true;
      stopChecking();
    },
  };
}

/** The series of a building that get a forecast, each with what may explain it. */
export function seriesOf(building: string, points: readonly PointState[]): Series[] {
  const here = points.filter((p) => p.building === building);
  const find = (zone: string, signal: SignalId) => primaryPoint(here.filter((p) => p.zone === zone && p.signal === signal));
  const zones = new Set(here.map((p) => p.zone));
  const out: Series[] = [];
  for (const zone of zones)
    for (const signal of FORECAST_SIGNALS) {
      const target = find(zone, signal);
      if (!target || (isPower(signal) && hasCounter(here, target))) continue;
      // What a room is heated with, the most direct that is known.
      const heat = find(zone, "heatingPowerW") ?? find(zone, "valvePct");
      const room = signal === "airTempC" ? [find(zone, "heatingSetpointC") ?? [], heat ?? []].flat() : [];
      const weather = WEATHER.flatMap((s) => find(WHOLE_BUILDING, s) ?? find(zone, s) ?? []);
      out.push({ target, covariates: [...weather, ...room] });
    }
  return out;
}

function scoreAll(forecasts: readonly Forecast[], { history }: ForecastTask): Score[] {
  const y = valueAt(history, "y");
  return forecasts.flatMap((f) => scoreForecast(f, y, y(f.issuedAt)));
}

const isPower = (signal: SignalId): boolean => signal === "electricPowerW" || signal === "heatingPowerW";

/** A meter that counts energy is forecast from its counter, which misses nothing between two samples. */
const hasCounter = (points: readonly PointState[], power: PointState): boolean =>
  points.some(
    (p) => p.source === power.source && p.zone === power.zone && (p.signal === "electricEnergyWh" || p.signal === "heatEnergyWh"),
  );
