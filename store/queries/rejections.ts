/** Messages that could not become readings: folded by topic and reason, counted for ever, kept up to a bound. */
import { REJECTION_REASONS, type Rejection } from "#domain";
import type { StoreCore } from "../core.ts";
import type { Engine } from "../engine.ts";
import { storable } from "./text.ts";

/** Different (topic, reason) pairs that are kept; the oldest go first. */
const KEPT_REJECTIONS = 2_000;
/** The row of `tally` that counts every rejected message, kept or not. */
export const REJECTED = "rejected";

const isReason = (text: string): text is Rejection["reason"] => REJECTION_REASONS.some((reason) => reason === text);

/** One rejection per (topic, reason): the newest, with the counts added. In a fixed order, so that two servers never wait for each other. */
export function foldRejections(rejections: readonly Rejection[]): Rejection[] {
  const folded = new Map<string, Rejection>();
  for (const { topic, detail, raw, ...rest } of rejections) {
    const next = { ...rest, topic: storable(topic), detail: storable(detail), raw: storable(raw) };
    const key = `${next.reason} ${next.topic}`;
    const held = folded.get(key);
    if (!held) folded.set(key, next);
    else folded.set(key, { ...(next.at >= held.at ? next : held), count: held.count + next.count });
  }
  return [...folded].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rejection]) => rejection);
}

export function rejections({ db }: Engine): Pick<StoreCore, "writeRejections" | "rejections" | "removeRejections"> {
  return {
    async writeRejections(arrived) {
      if (arrived.length === 0) return;
      const total = arrived.reduce((sum, { count }) => sum + count, 0);
      await db.transaction().execute(async (trx) => {
        for (const { topic, reason, detail, raw, at, count } of foldRejections(arrived))
          await trx
            .insertInto("rejection")
            .values({ topic, reason, detail, raw, at, count })
            .onConflict((conflict) =>
              conflict.columns(["topic", "reason"]).doUpdateSet((eb) => {
                const newer = (column: "detail" | "raw") =>
                  eb
                    .case()
                    .when("excluded.at", ">=", eb.ref("rejection.at"))
                    .then(eb.ref(`excluded.${column}`))
                    .else(eb.ref(`rejection.${column}`))
                    .end();
                return {
                  detail: newer("detail"),
                  raw: newer("raw"),
                  at: eb
                    .case()
                    .when("excluded.at", ">=", eb.ref("rejection.at"))
                    .then(eb.ref("excluded.at"))
                    .else(eb.ref("rejection.at"))
                    .end(),
                  count: eb("rejection.count", "+", eb.ref("excluded.count")),
                };
              }),
            )
            .execute();
        await trx
          .insertInto("tally")
          .values({ name: REJECTED, n: total })
          .onConflict((conflict) =>
            conflict.column("name").doUpdateSet((eb) => ({ n: eb("tally.n", "+", eb.ref("excluded.n")) })),
          )
          .execute();
        const oldestKept = await trx
          .selectFrom("rejection")
          .select("at")
          .orderBy("at", "desc")
          .offset(KEPT_REJECTIONS - 1)
          .limit(1)
          .executeTakeFirst();
        if (oldestKept) await trx.deleteFrom("rejection").where("at", "<", oldestKept.at).execute();
      });
    },

    async removeRejections(resolved) {
      await db.transaction().execute(async (trx) => {
        for (const { topic, reason, at } of resolved)
          await trx
            .deleteFrom("rejection")
            .where("topic", "=", storable(topic))
            .where("reason", "=", reason)
            .where("at", "<=", at)
            .execute();
      });
    },

    async rejections(limit) {
      const rows = await db.selectFrom("rejection").selectAll().orderBy("at", "desc").orderBy("topic").limit(limit).execute();
      return rows.flatMap(({ reason, ...rest }) => (isReason(reason) ? [{ ...rest, reason }] : []));
    },
  };
}
