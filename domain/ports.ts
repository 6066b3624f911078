/** The sockets that folders plug into each other through: who implements one and who uses it never meet. */
import type { Building } from "./building.ts";
import type { ControlRecord } from "./control.ts";
import type { Command, Device } from "./device.ts";
import type { Forecast, Score } from "./forecast.ts";
import type { Frame } from "./frame.ts";
import type { Job } from "./job.ts";
import type { Mapping } from "./mapping.ts";
import type { Point, Reading, Rejection } from "./reading.ts";
import type { SignalId } from "./signals.ts";

/** Structured log, as pino has it. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Half-open span of time, UTC ms: `fromTs <= ts < toTs`. */
export interface Span {
  readonly fromTs: number;
  readonly toTs: number;
}

/** How densely a window is wanted. */
export type Resolution = "raw" | "15min" | "1h";

/** A piece of one series. Bucketed rows carry mean, least and greatest; raw rows carry the value three times. */
export interface SeriesWindow {
  readonly point: Point;
  readonly resolution: Resolution;
  /** Ascending: the raw time, or the start of the bucket. */
  readonly ts: readonly number[];
  readonly mean: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}

export interface AuditEntry {
  readonly at: number;
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

export interface StoreStats {
  readonly engine: "sqlite" | "postgresql";
  /** For people: a path or a host, never a password. */
  readonly where: string;
  readonly readings: number;
  readonly points: number;
  readonly forecasts: number;
  readonly rejections: number;
  readonly bytes: number | null;
}

/** The last reading of each point, and the usual gap between its readings (median of recent ones, ms; null if too few). */
export interface Latest extends Reading {
  readonly usualGapMs: number | null;
}

/**
 * Everything at rest. A promise that resolves means: committed and synced; it is only then that a message may be
 * acknowledged. Calls may overlap; writes are grouped. Failures reject with `store-failed` (retry: true when the same
 * call may succeed later) or `store-full`.
 */
export interface Store {
  /** Idempotent on (point, ts): the same again changes nothing; another value at the same ts: the later arrival wins. */
  writeReadings(readings: readonly Reading[]): Promise<void>;
  /** Kept newest first up to a bound; equal (topic, reason) are folded into one with a count. */
  writeRejections(rejections: readonly Rejection[]): Promise<void>;
  rejections(limit: number): Promise<Rejection[]>;
  /** Takes rejections off the list, by topic and reason, unless newer ones came meanwhile. The total stays. */
  removeRejections(rejections: readonly Pick<Rejection, "topic" | "reason" | "at">[]): Promise<void>;

  saveBuilding(building: Building): Promise<void>;
  buildings(): Promise<Building[]>;

  points(): Promise<Point[]>;
  latest(): Promise<Latest[]>;
  window(point: Point, span: Span, resolution: Resolution): Promise<SeriesWindow>;
  /**
   * The points side by side on an even grid of `stepS` (a multiple of 900 s), one column per `pointKey`. Instantaneous and mean signals:
   * mean of the bucket that *ends* at the row's time. Cumulated signals: mean rate over that bucket, W (volumes: m³/h),
   * with counter glitches and resets taken out. Gaps are NaN.
   */
  frame(points: readonly Point[], span: Span, stepS: number): Promise<Frame>;

  saveForecasts(forecasts: readonly Forecast[]): Promise<void>;
  /** As issued in the span (by `issuedAt`), newest first. */
  forecasts(point: Point, span: Span, limit: number): Promise<Forecast[]>;
  saveScores(scores: readonly Score[]): Promise<void>;
  /** Scores whose target time (`issuedAt + leadS`) lies in the span, ascending. */
  scores(point: Point, span: Span): Promise<Score[]>;

  saveDevices(devices: readonly Device[]): Promise<void>;
  devices(): Promise<Device[]>;
  /** Forgets devices; their readings stay. Unknown ids are no error. */
  removeDevices(ids: readonly string[]): Promise<void>;
  saveMapping(mapping: Mapping): Promise<void>;
  mappings(): Promise<Mapping[]>;
  /** False when there is none of that id. */
  removeMapping(id: string): Promise<boolean>;
  /** Alarms, holds and schedules, each replaced by its like of the same id. */
  saveControl(record: ControlRecord): Promise<void>;
  controls(): Promise<ControlRecord[]>;
  /** Unknown ones are no error. */
  removeControl(kind: ControlRecord["kind"], id: string): Promise<void>;
  saveJob(job: Job): Promise<void>;
  /** Newest first. */
  jobs(limit: number): Promise<Job[]>;
  saveCommand(command: Command): Promise<void>;
  /** Newest first. */
  commands(building: string, limit: number): Promise<Command[]>;
  audit(entry: AuditEntry): Promise<void>;
  auditLog(limit: number): Promise<AuditEntry[]>;

  stats(): Promise<StoreStats>;
  /** Flushes, checkpoints and closes. Idempotent. */
  close(): Promise<void>;
}

/** One series with what may explain it, on an even grid that ends at the issue time. */
export interface ForecastTask {
  readonly point: Point;
  readonly issuedAt: number;
  /**
   * History: the last row is at `issuedAt`. Column `y` is the target; further columns (`outdoorTempC`,
   * `globalIrradianceWPerM2`, `heatingSetpointC`, …) are covariates, NaN where unknown.
   */
  readonly history: Frame;
  /** Covariates after `issuedAt` (first row at `issuedAt + stepS`) when somebody forecasts them, else absent. */
  readonly future?: Frame | undefined;
  readonly timeZone: string;
  readonly origin: Forecast["origin"];
}

/**
 * Anything that forecasts: baselines, a network, the twin. Pure and synchronous: it runs inside a worker thread.
 * Throws `too-little-history` when it cannot say anything honest.
 */
export interface ForecastSource {
  readonly name: string;
  forecast(task: ForecastTask): Forecast;
}

/** A building that answers virtual devices: the simulator behind the demo campus. */
export interface Plant {
  readonly building: Building;
  /** Moves to `ts` (UTC ms, never backwards). */
  advanceTo(ts: number): void;
  /** What a sensor would read now; NaN when the zone has no such signal. */
  read(zone: string, signal: SignalId): number;
  /** A set-point from outside. Throws `unknown-name` for a zone or signal that takes none. */
  write(zone: string, signal: SignalId, value: number): void;
}
