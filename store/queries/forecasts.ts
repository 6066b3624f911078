/** Forecasts as issued, and their scores. */

import { type Forecast, forecastSchema, type Point, QUANTILE_LEVELS, type Score, type Span } from "#domain";
import type { StoreCore } from "../core.ts";
import type { Engine } from "../engine.ts";
import type { PointTable } from "./points.ts";

/** PostgreSQL and SQLite both stop somewhere in the thousands of parameters; a score has eleven. */
const SCORES_PER_INSERT = 500;

/** Lead times as little-endian int32. */
export function packLeads(leadS: readonly number[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(leadS.length * 4));
  for (const [i, lead] of leadS.entries()) bytes.setInt32(i * 4, lead, true);
  return new Uint8Array(bytes.buffer);
}

export function unpackLeads(packed: Uint8Array): number[] {
  const bytes = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: packed.byteLength / 4 }, (_, i) => bytes.getInt32(i * 4, true));
}

/** Quantiles as little-endian float64, exactly as they were issued: a score must be able to quote them. */
export function packQuantiles(quantiles: readonly (readonly number[])[]): Uint8Array {
  const flat = quantiles.flat();
  const bytes = new DataView(new ArrayBuffer(flat.length * 8));
  for (const [i, value] of flat.entries()) bytes.setFloat64(i * 8, value, true);
  return new Uint8Array(bytes.buffer);
}

export function unpackQuantiles(packed: Uint8Array): number[][] {
  const levels = QUANTILE_LEVELS.length;
  const bytes = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: packed.byteLength / (8 * levels) }, (_, i) =>
    Array.from({ length: levels }, (_, j) => bytes.getFloat64((i * levels + j) * 8, true)),
  );
}

const pointOf = ({ building, zone, signal, source }: Point): Point => ({ building, zone, signal, source });

const originOf = ({ origin }: { origin: string }): Forecast["origin"] => (origin === "live" ? "live" : "hindcast");

export function forecasts(
  { db }: Engine,
  points: PointTable,
): Pick<StoreCore, "saveForecasts" | "forecasts" | "saveScores" | "scores"> {
  return {
    async saveForecasts(issued) {
      const ids = await points.ensure(issued.map(pointOf));
      await db.transaction().execute(async (trx) => {
        for (const [i, forecast] of issued.entries()) {
          const body = {
            leads: packLeads(forecast.leadS),
            quantiles: packQuantiles(forecast.quantiles),
            candidates: JSON.stringify(forecast.candidates),
          };
          await trx
            .insertInto("forecast")
            .values({
              point: ids[i] ?? 0,
              issued_at: forecast.issuedAt,
              model: forecast.model,
              origin: forecast.origin,
              ...body,
            })
            .onConflict((conflict) => conflict.columns(["point", "issued_at", "model", "origin"]).doUpdateSet(body))
            .execute();
        }
      });
    },

    async forecasts(point: Point, span: Span, limit: number): Promise<Forecast[]> {
      const id = await points.find(point);
      if (id === undefined) return [];
      const rows = await db
        .selectFrom("forecast")
        .selectAll()
        .where("point", "=", id)
        .where("issued_at", ">=", span.fromTs)
        .where("issued_at", "<", span.toTs)
        .orderBy("issued_at", "desc")
        .orderBy("model")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...pointOf(point),
        issuedAt: row.issued_at,
        model: row.model,
        origin: originOf(row),
        leadS: unpackLeads(row.leads),
        quantiles: unpackQuantiles(row.quantiles),
        candidates: forecastSchema.shape.candidates.parse(JSON.parse(row.candidates)),
      }));
    },

    async saveScores(scores) {
      const ids = await points.ensure(scores.map(pointOf));
      const rows = scores.map((score, i) => ({
        point: ids[i] ?? 0,
        issued_at: score.issuedAt,
        lead_s: score.leadS,
        model: score.model,
        origin: score.origin,
        target_ts: score.issuedAt + score.leadS * 1000,
        predicted: score.predicted,
        p10: score.p10,
        p90: score.p90,
        actual: score.actual,
        persistence: score.persistence,
      }));
      // The last of equals: a statement must not touch one row twice.
      const unique = [
        ...new Map(rows.map((row) => [`${row.point}/${row.issued_at}/${row.lead_s}/${row.model}/${row.origin}`, row])).values(),
      ];
      await db.transaction().execute(async (trx) => {
        for (let from = 0; from < unique.length; from += SCORES_PER_INSERT)
          await trx
            .insertInto("score")
            .values(unique.slice(from, from + SCORES_PER_INSERT))
            .onConflict((conflict) =>
              conflict.columns(["point", "issued_at", "lead_s", "model", "origin"]).doUpdateSet((eb) => ({
                predicted: eb.ref("excluded.predicted"),
                p10: eb.ref("excluded.p10"),
                p90: eb.ref("excluded.p90"),
                actual: eb.ref("excluded.actual"),
                persistence: eb.ref("excluded.persistence"),
              })),
            )
            .execute();
      });
    },

    async scores(point: Point, span: Span): Promise<Score[]> {
      const id = await points.find(point);
      if (id === undefined) return [];
      const rows = await db
        .selectFrom("score")
        .selectAll()
        .where("point", "=", id)
        .where("target_ts", ">=", span.fromTs)
        .where("target_ts", "<", span.toTs)
        .orderBy("target_ts")
        .orderBy("lead_s")
        .orderBy("model")
        .execute();
      return rows.map((row) => ({
        ...pointOf(point),
        model: row.model,
        origin: originOf(row),
        issuedAt: row.issued_at,
        leadS: row.lead_s,
        predicted: row.predicted,
        p10: row.p10,
        p90: row.p90,
        actual: row.actual,
        persistence: row.persistence,
      }));
    },
  };
}
