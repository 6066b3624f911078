/** Convex polygons in a plane: their area and what they have in common. */

/** Corners x0, y0, x1, y1, … in order, either way round. */
export type Polygon = readonly number[];

/** Twice the area, positive when the corners run counter-clockwise. */
function twiceArea(p: Polygon): number {
  let sum = 0;
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2)
    sum += (p[j] ?? 0) * (p[i + 1] ?? 0) - (p[i] ?? 0) * (p[j + 1] ?? 0);
  return sum;
}

export const areaOf = (polygon: Polygon): number => Math.abs(twiceArea(polygon)) / 2;

/**
 * The common part of two convex polygons, empty when there is none.
 * Source: I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping, Communications of the ACM 17 (1974) 32.
 */
export function common(subject: Polygon, clip: Polygon): Polygon {
  const turn = Math.sign(twiceArea(clip));
  if (turn === 0) return [];
  let kept = subject;
  for (let i = 0, j = clip.length - 2; i < clip.length && kept.length > 0; j = i, i += 2) {
    const ax = clip[j] ?? 0;
    const ay = clip[j + 1] ?? 0;
    const ex = (clip[i] ?? 0) - ax;
    const ey = (clip[i + 1] ?? 0) - ay;
    const side = (x: number, y: number) => turn * (ex * (y - ay) - ey * (x - ax));
    const next: number[] = [];
    let px = kept[kept.length - 2] ?? 0;
    let py = kept[kept.length - 1] ?? 0;
    let before = side(px, py);
    for (let k = 0; k < kept.length; k += 2) {
      const x = kept[k] ?? 0;
      const y = kept[k + 1] ?? 0;
      const here = side(x, y);
      if (before >= 0 !== here >= 0) {
        const t = before / (before - here);
        next.push(px + t * (x - px), py + t * (y - py));
      }
      if (here >= 0) next.push(x, y);
      px = x;
      py = y;
      before = here;
    }
    kept = next;
  }
  return kept;
}
