/** The mappings that people made: one change after the other, each in force at once and kept. */
import type { Gateway } from "#devices";
import { type Mapping, oneLine, type Store, ZonecastError } from "#domain";

export interface Mappings {
  readonly all: () => readonly Mapping[];
  /** Adds one, or replaces that of the same id. Throws `bad-input` when it is wrong or when there are too many. */
  readonly save: (mapping: Mapping) => Promise<void>;
  /** Throws `not-found`. */
  readonly remove: (id: string) => Promise<void>;
}

/** Each is tried on every message that no dialect reads. */
const MOST = 500;

/** `stored`: what the gateway was started with. */
export function createMappings(
  store: Pick<Store, "saveMapping" | "removeMapping">,
  gateway: Pick<Gateway, "setMappings">,
  stored: readonly Mapping[],
): Mappings {
  let current = stored;
  let last: Promise<unknown> = Promise.resolve();

  /** A change that cannot be kept is taken back. */
  function change(next: () => readonly Mapping[], keep: () => Promise<unknown>): Promise<void> {
    const done = last.then(async () => {
      const [before, after] = [current, next()];
      gateway.setMappings(after);
      try {
        await keep();
        current = after;
      } catch (e) {
        gateway.setMappings(before);
        throw e;
      }
    });
    last = done.catch(() => undefined);
    return done;
  }

  const without = (id: string): Mapping[] => current.filter((m) => m.id !== id);
  return {
    all: () => current,
    save: (mapping) =>
      change(
        () => {
          const others = without(mapping.id);
          if (others.length >= MOST) throw new ZonecastError("bad-input", `there are ${MOST} mappings already`);
          return [...others, mapping];
        },
        () => store.saveMapping(mapping),
      ),
    remove: (id) =>
      change(
        () => {
          if (!current.some((m) => m.id === id)) throw new ZonecastError("not-found", `there is no mapping '${oneLine(id, 80)}'`);
          return without(id);
        },
        () => store.removeMapping(id),
      ),
  };
}
