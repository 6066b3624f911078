/** The kernel's powers: `x^p` for x >= 1 and 0 <= p <= 1, to the last digits, since WebAssembly has none. */
import { block, type Code, f64, get, i32, i64, type Local, select, set } from "./assembler.ts";

/** Terms of the series of the logarithm: t <= 0.172, so that the next one is below 1e-15. */
const LOG_TERMS = 9;
/** The same of the exponential, whose argument is below 0.35. */
const EXP_TERMS = 14;
const FRACTION = 0xf_ffff_ffff_ffffn;
const ONE_BITS = 0x3ff0_0000_0000_0000n;
const BIAS = 1023;

/**
 * Coefficients from the highest power down, at `x`; even and odd ones go side by side, so that neither waits for the other.
 * `square` is where the square of x is kept.
 */
function polynomial(x: Local, square: Local, coefficients: readonly number[]): Code {
  const upwards = coefficients.toReversed();
  const chain = (parity: 0 | 1): Code =>
    upwards
      .filter((_, i) => i % 2 === parity)
      .reduceRight<Code>(
        (sum, c) => (sum.length === 0 ? f64.const(c) : f64.sum(f64.product(sum, get(square)), f64.const(c))),
        [],
      );
  return [...set(square, f64.product(get(x), get(x))), ...f64.sum(chain(0), f64.product(get(x), chain(1)))];
}

export interface PowerLocals {
  readonly m: Local;
  readonly t: Local;
  readonly k: Local;
}

/** Leaves `x^p` in `x`. */
export function powerPart(x: Local, p: Local, { m, t, k }: PowerLocals): Code {
  const bits = f64.bits(get(x));
  const half = f64.product(get(m), f64.const(0.5));
  const isLarge = f64.gt(get(m), f64.const(Math.SQRT2));
  const log = Array.from({ length: LOG_TERMS }, (_, i) => 2 / (2 * (LOG_TERMS - 1 - i) + 1));
  const exp: number[] = [1];
  for (let i = 1; i < EXP_TERMS; i++) exp.unshift((exp[0] ?? 1) / i);
  return block(
    // x = m 2^k with m between the roots of 1/2 and 2; ln m = 2 artanh((m - 1)/(m + 1)).
    set(k, f64.convert(i32.sub(i64.toI32(i64.shiftRight(bits, i64.const(52n))), i32.const(BIAS)))),
    set(m, f64.fromBits(i64.or(i64.and(bits, i64.const(FRACTION)), i64.const(ONE_BITS)))),
    set(k, select(isLarge, f64.sum(get(k), f64.const(1)), get(k))),
    set(m, select(isLarge, half, get(m))),
    set(x, f64.div(f64.sub(get(m), f64.const(1)), f64.sum(get(m), f64.const(1)))),
    set(t, f64.product(get(x), get(x))),
    set(t, f64.product(polynomial(t, m, log), get(x))),
    set(x, f64.product(get(p), f64.sum(f64.product(get(k), f64.const(Math.LN2)), get(t)))),
    // e^x = 2^k e^t with t below half of ln 2.
    set(k, f64.nearest(f64.product(get(x), f64.const(Math.LOG2E)))),
    set(t, f64.sub(get(x), f64.product(get(k), f64.const(Math.LN2)))),
    set(
      x,
      f64.product(
        polynomial(t, m, exp),
        f64.fromBits(i64.shiftLeft(i64.fromI32(i32.sum(i32.truncate(get(k)), i32.const(BIAS))), i64.const(52n))),
      ),
    ),
  );
}
