/** The level nearest to a wish that keeps the next temperature in its band. */
import type { Band } from "./comfort-band.ts";
import type { Span } from "./equipment.ts";

export interface Found {
  readonly level: number;
  /** The band can be kept; otherwise the level comes as near to it as the equipment can. */
  readonly inReach: boolean;
}

/** Degrees by which a temperature misses the band. */
const missK = ({ minC, maxC }: Band, tempC: number): number => Math.max(0, minC - tempC, tempC - maxC);

/**
 * Searches the permitted spans. `predictC` gives the temperature at the end of the step for a level; it may bend, but within a
 * span it must rise all the way or fall all the way. A wish that is comfortable costs one prediction, another one a handful.
 */
export function nearestComfortable(spans: readonly Span[], wish: number, band: Band, predictC: (level: number) => number): Found {
  let best: { level: number; missK: number; far: number } | undefined;
  for (const span of spans) {
    const level = withinSpan(span, Math.min(span.high, Math.max(span.low, wish)), band, predictC);
    const miss = missK(band, predictC(level));
    const far = Math.abs(level - wish);
    if (!best || miss < best.missK - SAME_K || (miss < best.missK + SAME_K && far < best.far)) best = { level, missK: miss, far };
  }
  return { level: best?.level ?? wish, inReach: (best?.missK ?? 0) <= SAME_K };
}

/** Temperatures that differ by less are the same. */
const SAME_K = 1e-6;

function withinSpan({ low, high }: Span, wish: number, band: Band, predictC: (level: number) => number): number {
  const atWish = predictC(wish);
  if (missK(band, atWish) <= SAME_K) return wish;
  // Positive where the bound is broken, by so much.
  const excess =
    atWish > band.maxC ? (level: number) => predictC(level) - band.maxC : (level: number) => band.minC - predictC(level);
  const ends = [low, high].filter((end) => end !== wish).map((level) => ({ level, excess: excess(level) }));
  const good = ends.find((end) => end.excess <= 0);
  if (good) return crossing({ level: wish, excess: excess(wish) }, good, excess);
  const least = ends.reduce((a, b) => (b.excess < a.excess ? b : a), { level: wish, excess: excess(wish) - SAME_K });
  return least.level;
}

interface Tried {
  readonly level: number;
  readonly excess: number;
}

/** The comfortable side of the crossing between a level that is too much and one that is not: false position, Illinois rule. */
function crossing(bad: Tried, good: Tried, excess: (level: number) => number): number {
  let [a, b] = [bad, good];
  let weight = { a: 1, b: 1 };
  for (let i = 0; i < 40 && -b.excess > SAME_K && Math.abs(b.level - a.level) > 1e-12 * (1 + Math.abs(b.level)); i++) {
    const [fa, fb] = [a.excess * weight.a, b.excess * weight.b];
    const level = b.level + ((a.level - b.level) * -fb) / (fa - fb);
    const tried = { level, excess: excess(level) };
    // The end that stays twice loses half of its weight, so that both ends move.
    if (tried.excess > 0) {
      a = tried;
      weight = { a: 1, b: weight.b / 2 };
    } else {
      b = tried;
      weight = { a: weight.a / 2, b: 1 };
    }
  }
  return b.level;
}
