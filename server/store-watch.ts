/** Whether readings are being stored: what `/api/health` says of the store. */
import { errorLine } from "#domain";

export interface StoreWatch {
  /** The same promise; remembers how it ended. */
  readonly watch: <T>(write: Promise<T>) => Promise<T>;
  /** Why the last write that ended failed; undefined when it did not. */
  readonly problem: () => string | undefined;
}

export function createStoreWatch(): StoreWatch {
  let problem: string | undefined;
  return {
    async watch(write) {
      try {
        const done = await write;
        problem = undefined;
        return done;
      } catch (e) {
        problem = errorLine(e);
        throw e;
      }
    },
    problem: () => problem,
  };
}
