/** The store as everybody sees it: a database side, with writes gathered, frames assembled and old rows retired. */
import { type Clock, errorLine, type Log, makeFrame, pointKey, type Store } from "#domain";
import { packBatch } from "./batch.ts";
import type { Retention, StoreCore } from "./core.ts";
import { gridOf } from "./grid.ts";
import { groupWriter } from "./group-writer.ts";

const RETIRE_EVERY_MS = 3_600_000;

export interface FrontOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly keep: Retention;
}

export function storeOn(core: StoreCore, { clock, log, keep }: FrontOptions): Store {
  const writer = groupWriter({ clock, commit: (readings) => core.commit(packBatch(readings)) });
  let retiring = Promise.resolve();
  let closing: Promise<void> | undefined;

  /** One slice after another, so that writes and questions get their turn in between. */
  async function retireAll(): Promise<void> {
    try {
      let cursor: number | null = 0;
      while (cursor !== null && !closing) cursor = await core.retire(clock.now(), keep, cursor);
    } catch (error) {
      log.warn({ problem: errorLine(error) }, "old readings could not be deleted; tried again in an hour");
    }
  }
  const stopRetiring = clock.every(RETIRE_EVERY_MS, () => {
    retiring = retiring.then(retireAll);
  });

  async function close(): Promise<void> {
    stopRetiring();
    await writer.close();
    await retiring;
    await core.close();
  }

  const { commit: _commit, column: _column, retire: _retire, ...rest } = core;
  return {
    ...rest,
    writeReadings: (readings) => writer.write(readings),

    /** A column at a time, so that a large frame never keeps live writes waiting. */
    async frame(points, span, stepS) {
      const grid = gridOf(span, stepS);
      const columns: [string, Float64Array][] = [];
      for (const point of points) columns.push([pointKey(point), await core.column(point, grid)]);
      return makeFrame(grid.startTs, stepS, columns);
    },

    close() {
      closing ??= close();
      return closing;
    },
  };
}
