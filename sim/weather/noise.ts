/** Chance that can be asked for at any time in any order: smooth noise whose value depends on nothing but key and place. */

/** Standard deviation of the sum of four independent bytes. */
const FOUR_BYTES_SD = Math.sqrt((4 * (256 * 256 - 1)) / 12);

/**
 * A nearly normal number (mean 0, variance 1, within +-3.5) that belongs to whole number `k` of the stream `key`: the
 * sum of the four bytes of a hash (Irwin-Hall), mixed with the finaliser of MurmurHash3 (Appleby 2011).
 */
function knot(key: number, k: number): number {
  let h = key ^ Math.imul(k, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h ^= h >>> 16;
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / FOUR_BYTES_SD;
}

/**
 * Smooth noise at `x`: mean 0, variance 1 everywhere, continuous with its slope, independent beyond a distance of 2.
 * Values at whole numbers are random; between them they are blended, and scaled so that the variance does not dip.
 * @param key 32-bit name of the stream, see `hash32`
 */
export function smoothNoise(key: number, x: number): number {
  const k = Math.floor(x);
  const u = x - k;
  const w = u * u * (3 - 2 * u);
  return (knot(key, k) * (1 - w) + knot(key, k + 1) * w) / Math.sqrt((1 - w) * (1 - w) + w * w);
}
