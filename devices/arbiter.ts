/** One writer per set-point: who holds it, until when, and who may overrule. */
import { type Hold, holdId, mayOverrule, type Priority } from "#domain";
import { AT_THE_DEVICE, type Target } from "./commands.ts";

export interface ArbiterOptions {
  /** Holds of before a restart. */
  readonly holds: readonly Hold[];
  /** When the next block of the zone's schedule begins after `at` (UTC ms); null without a schedule. */
  readonly nextBlock: (point: Pick<Target, "building" | "zone" | "signal">, at: number) => number | null;
  readonly onHold: (hold: Hold) => void;
  /** It is over: run out, released, or overruled by somebody who holds nothing. */
  readonly onReleased: (hold: Hold) => void;
}

/** Who asks, and for what. */
export interface Claimant {
  readonly priority: Priority;
  readonly value: number;
  readonly who: string;
  readonly why: string;
}

export interface Arbiter {
  /** Whoever holds the point and comes before `priority`, undefined when it is free. */
  blocking(target: Target, priority: Priority, now: number): Hold | undefined;
  /** The claimant holds the point from now on: an operator until the schedule's next block, an optimiser not at all. */
  take(target: Target, claimant: Claimant, now: number): void;
  /**
   * Somebody turned the knob: as an operator's word until the schedule's next block. Without a schedule it holds nothing, since
   * the device may follow a programme of its own.
   */
  override(point: Pick<Hold, "building" | "zone" | "signal" | "source">, value: number, now: number): void;
  /** Ends holds of a zone's set-point that `priority` may overrule. */
  release(point: Pick<Hold, "building" | "zone" | "signal">, priority: Priority): readonly Hold[];
  all(now: number): readonly Hold[];
}

export function createArbiter({ holds: known, nextBlock, onHold, onReleased }: ArbiterOptions): Arbiter {
  const holds = new Map(known.map((hold) => [holdId(hold), hold]));

  function drop(hold: Hold): void {
    holds.delete(holdId(hold));
    onReleased(hold);
  }
  function current(point: Pick<Hold, "source" | "signal">, now: number): Hold | undefined {
    const hold = holds.get(holdId(point));
    if (!hold || hold.until === null || hold.until > now) return hold;
    drop(hold);
    return undefined;
  }

  function put(hold: Hold): void {
    holds.set(holdId(hold), hold);
    onHold(hold);
  }

  return {
    blocking(target, priority, now) {
      const hold = current(target, now);
      return hold && !mayOverrule(priority, hold.priority) ? hold : undefined;
    },
    take({ building, zone, signal, source }, { priority, value, who, why }, now) {
      const before = current({ source, signal }, now);
      if (priority === "optimiser") {
        if (before) drop(before);
        return;
      }
      // What keeps pipes from freezing is not over because it is six o'clock.
      const until = priority === "safety" ? null : nextBlock({ building, zone, signal }, now);
      put({ building, zone, signal, source, priority, value, who, why, since: now, until });
    },
    override({ building, zone, signal, source }, value, now) {
      const point = { building, zone, signal, source };
      const until = nextBlock(point, now);
      const before = current(point, now);
      if (until === null || (before && !mayOverrule("operator", before.priority))) return;
      put({ ...point, priority: "operator", value, who: AT_THE_DEVICE, why: "", since: now, until });
    },
    release({ building, zone, signal }, priority) {
      const ended = [...holds.values()].filter(
        (h) => h.building === building && h.zone === zone && h.signal === signal && mayOverrule(priority, h.priority),
      );
      for (const hold of ended) drop(hold);
      return ended;
    },
    all(now) {
      for (const hold of [...holds.values()]) current(hold, now);
      return [...holds.values()];
    },
  };
}
