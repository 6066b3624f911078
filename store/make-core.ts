/** Puts the tables' functions together into one core. */
import { coreFrom, invoke, type StoreCore } from "./core.ts";
import type { Engine } from "./engine.ts";
import { columns } from "./queries/columns.ts";
import { forecasts } from "./queries/forecasts.ts";
import { pointTable } from "./queries/points.ts";
import { readings } from "./queries/readings.ts";
import { registry } from "./queries/registry.ts";
import { rejections } from "./queries/rejections.ts";
import { retention } from "./queries/retention.ts";
import { stats } from "./queries/stats.ts";

/** The store's database side on `engine`. It rejects with `ZonecastError` only. */
export function makeCore(engine: Engine): StoreCore {
  const points = pointTable(engine);
  const core: StoreCore = {
    ...readings(engine, points),
    ...columns(engine, points),
    ...rejections(engine),
    ...forecasts(engine, points),
    ...registry(engine),
    ...retention(engine),
    ...stats(engine),
    close: () => engine.close(),
  };
  return coreFrom(
    (method) =>
      (...args) =>
        invoke(core, method, args).catch((error: unknown) => {
          throw engine.translate(error);
        }),
  );
}
