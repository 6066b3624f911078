/** Minimises a function of a few numbers without derivatives: the downhill simplex of Nelder and Mead (Computer Journal 7, 1965). */

export interface SimplexOptions {
  /** First size of the simplex along each axis. */
  readonly size: number;
  /** Evaluations at most. */
  readonly evaluations: number;
  /** Ends when the values at the corners differ by less than this share. */
  readonly tolerance: number;
}

interface Corner {
  readonly at: readonly number[];
  readonly value: number;
}

/** The best point found from `start` on. Values that are not finite count as infinitely bad. */
export function minimise(
  of: (at: readonly number[]) => number,
  start: readonly number[],
  { size, evaluations, tolerance }: SimplexOptions,
): readonly number[] {
  let used = 0;
  const corner = (at: readonly number[]): Corner => {
    used++;
    const value = of(at);
    return { at, value: Number.isFinite(value) ? value : Number.POSITIVE_INFINITY };
  };
  const corners = [corner(start), ...start.map((_, i) => corner(start.map((v, j) => (i === j ? v + size : v))))];
  const ascending = (a: Corner, b: Corner): number => (a.value === b.value ? 0 : a.value - b.value);
  for (;;) {
    corners.sort(ascending);
    const [best] = corners;
    const worst = corners.at(-1);
    const second = corners.at(-2);
    if (!best || !worst || !second || used >= evaluations) break;
    if (worst.value - best.value <= tolerance * Math.abs(best.value)) break;
    const kept = corners.slice(0, -1);
    const centre = start.map((_, j) => kept.reduce((sum, c) => sum + (c.at[j] ?? 0), 0) / kept.length);
    const along = (by: number): Corner => corner(centre.map((c, j) => c + by * ((worst.at[j] ?? 0) - c)));
    const reflected = along(-1);
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= second.value) {
      next = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (next.value >= Math.min(reflected.value, worst.value)) {
        for (let i = 1; i < corners.length; i++)
          corners[i] = corner((corners[i]?.at ?? start).map((v, j) => ((best.at[j] ?? 0) + v) / 2));
        continue;
      }
    }
    corners[corners.length - 1] = next;
  }
  return corners[0]?.at ?? start;
}
