/** Counts for people and for monitoring. */
import type { StoreCore } from "../core.ts";
import type { Engine } from "../engine.ts";
import { REJECTED } from "./rejections.ts";

export function stats(engine: Engine): Pick<StoreCore, "stats"> {
  const { db } = engine;
  return {
    /** `readings` counts what the hourly roll-ups stand for: a tenth of the rows, and right when raw ones are gone. */
    async stats() {
      const count = async (table: "point" | "forecast") =>
        Number(
          (
            await db
              .selectFrom(table)
              .select((eb) => eb.fn.countAll().as("n"))
              .executeTakeFirst()
          )?.n ?? 0,
        );
      const hours = await db
        .selectFrom("reading_1h")
        .select((eb) => eb.fn.sum("n").as("n"))
        .executeTakeFirst();
      const rejected = await db.selectFrom("tally").select("n").where("name", "=", REJECTED).executeTakeFirst();
      return {
        engine: engine.kind,
        where: engine.where,
        readings: Number(hours?.n ?? 0),
        points: await count("point"),
        forecasts: await count("forecast"),
        rejections: rejected?.n ?? 0,
        bytes: await engine.bytes(),
      };
    },
  };
}
