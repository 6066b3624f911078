/** A cube root quick enough for a million films a second, and as exact as films are not. */

/** (1023 - 1023/3 - 0.03306) * 2^20: with a third of the upper bits of x it gives the cube root to 5 bits (FreeBSD's cbrt). */
export const CUBE_ROOT_UPPER = 715_094_163;

/** Below every difference that films can tell from nought, and far from numbers that lose digits. */
export const LEAST_CUBE = 1e-30;

const number = new Float64Array(1);
/** The bits of `number`, the lower half first as on every machine that runs this. */
const words = new Uint32Array(number.buffer);

/** Cube root of `x` >= 0 within 2.5e-5 of its size: a guess from the exponent and one step of Halley's method. */
export function cubeRoot(x: number): number {
  const a = Math.max(x, LEAST_CUBE);
  number[0] = a;
  words[1] = Math.floor(words[1]! / 3) + CUBE_ROOT_UPPER;
  words[0] = 0;
  const y = number[0]!;
  const cube = y * y * y;
  return (y * (cube + a + a)) / (cube + cube + a);
}
