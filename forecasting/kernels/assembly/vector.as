// What all kernels use: four floats at a time, exponentials, and the last floats of a row.
import { fma } from "./fused";

// @ts-ignore: decorator
@inline export function bytes(floats: i32): usize {
  return (<usize>floats) << 2;
}

// @ts-ignore: decorator
@inline export function laneSum(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3);
}

// exp(x), relative error about 1e-7: 2^n times a polynomial on [-ln2/2, ln2/2] (Cephes, Moshier 1989, expf).
// @ts-ignore: decorator
@inline export function exp4(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(-87.0)), f32x4.splat(88.0));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = fma(p, r, f32x4.splat(1.3981999507e-3));
  p = fma(p, r, f32x4.splat(8.3334519073e-3));
  p = fma(p, r, f32x4.splat(4.1665795894e-2));
  p = fma(p, r, f32x4.splat(1.6666665459e-1));
  p = fma(p, r, f32x4.splat(5.0000001201e-1));
  p = fma(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

// @ts-ignore: decorator
@inline export function sigmoid4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}

// @ts-ignore: decorator
@inline export function tanh4(x: v128): v128 {
  return f32x4.sub(f32x4.mul(f32x4.splat(2), sigmoid4(f32x4.add(x, x))), f32x4.splat(1));
}

// @ts-ignore: decorator
@inline export function elu4(x: v128): v128 {
  return v128.bitselect(x, f32x4.sub(exp4(x), f32x4.splat(1)), f32x4.gt(x, f32x4.splat(0)));
}

// The first `n` floats (1 to 3) at `p`, zero behind them.
// @ts-ignore: decorator
@inline export function loadPart(p: usize, n: i32): v128 {
  let v = v128.load32_zero(p);
  if (n > 1) v = f32x4.replace_lane(v, 1, f32.load(p, 4));
  if (n > 2) v = f32x4.replace_lane(v, 2, f32.load(p, 8));
  return v;
}

// The first `n` lanes (1 to 3) to `p`.
// @ts-ignore: decorator
@inline export function storePart(p: usize, v: v128, n: i32): void {
  f32.store(p, f32x4.extract_lane(v, 0));
  if (n > 1) f32.store(p, f32x4.extract_lane(v, 1), 4);
  if (n > 2) f32.store(p, f32x4.extract_lane(v, 2), 8);
}

// Ones in the first `n` lanes, zero behind.
// @ts-ignore: decorator
@inline export function firstLanes(v: v128, n: i32): v128 {
  let out = f32x4.replace_lane(v, 3, 0);
  if (n < 3) out = f32x4.replace_lane(out, 2, 0);
  if (n < 2) out = f32x4.replace_lane(out, 1, 0);
  return out;
}
