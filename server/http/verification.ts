/** What was predicted against what came, by lead time, always with persistence beside it. */
import { JUDGED_LEADS_S, type Point, type Score, type Span, type Store, signalOf, type Verification } from "#domain";

/** The unit in which a point is forecast: a counter is forecast as its rate. */
export function forecastUnit(signal: Point["signal"]): string {
  const { kind, unit } = signalOf(signal);
  return kind !== "cumulated" ? unit : unit === "Wh" ? "W" : `${unit}/h`;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

/** A forecast that was issued when it says is preferred over one computed afterwards for the same time and lead. */
export async function readVerification(store: Store, point: Point, span: Span): Promise<Verification> {
  const { building, zone, signal, source } = point;
  const scores = await store.scores({ building, zone, signal, source }, span);
  return {
    unit: forecastUnit(signal),
    leads: JUDGED_LEADS_S.map((leadS) => verifyLead(leadS, scores)),
  };
}

function verifyLead(leadS: number, all: readonly Score[]): Verification["leads"][number] {
  const scores = all.filter((s) => s.leadS === leadS);
  return {
    leadS,
    n: scores.length,
    mae: mean(scores.map((s) => Math.abs(s.predicted - s.actual))),
    persistenceMae: mean(scores.map((s) => Math.abs(s.persistence - s.actual))),
    coverage80: mean(scores.map((s) => (s.actual >= s.p10 && s.actual <= s.p90 ? 1 : 0))),
    hindcastShare: mean(scores.map((s) => (s.origin === "hindcast" ? 1 : 0))) ?? 0,
    ts: scores.map((s) => s.issuedAt + s.leadS * 1000),
    predicted: scores.map((s) => s.predicted),
    p10: scores.map((s) => s.p10),
    p90: scores.map((s) => s.p90),
    actual: scores.map((s) => s.actual),
  };
}
