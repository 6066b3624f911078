// Exponential linear units, dropout, sums over rows and copies of blocks.
import { bytes, elu4, loadPart, storePart } from "./vector";

export function elu(x: usize, y: usize, n: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) v128.store(y + bytes(i), elu4(v128.load(x + bytes(i))));
  if (i < n) storePart(y + bytes(i), elu4(loadPart(x + bytes(i), n - i)), n - i);
}

// @ts-ignore: decorator
@inline function eluSlope(dy: v128, y: v128): v128 {
  return v128.bitselect(dy, f32x4.mul(dy, f32x4.add(y, f32x4.splat(1))), f32x4.gt(y, f32x4.splat(0)));
}

// dx from the outputs: the slope is 1 above zero, y + 1 below.
export function eluGradient(dy: usize, y: usize, dx: usize, n: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) v128.store(dx + bytes(i), eluSlope(v128.load(dy + bytes(i)), v128.load(y + bytes(i))));
  if (i < n) storePart(dx + bytes(i), eluSlope(loadPart(dy + bytes(i), n - i), loadPart(y + bytes(i), n - i)), n - i);
}

// y = elu(a + c) where c [group floats] repeats every `group` floats of a; group is a multiple of 4.
export function contextElu(a: usize, c: usize, y: usize, n: i32, group: i32): void {
  const end = bytes(n), period = bytes(group);
  let q: usize = 0;
  for (let o: usize = 0; o < end; o += 16) {
    v128.store(y + o, elu4(f32x4.add(v128.load(a + o), v128.load(c + q))));
    q += 16;
    if (q == period) q = 0;
  }
}

// out [N] = sum over the M rows of x, rows ld apart.
export function columnSum(x: usize, M: i32, N: i32, out: usize): void {
  memory.fill(out, 0, bytes(N));
  let p = x;
  for (let i: i32 = 0; i < M; i++) {
    let j: i32 = 0;
    for (; j + 4 <= N; j += 4) v128.store(out + bytes(j), f32x4.add(v128.load(out + bytes(j)), v128.load(p + bytes(j))));
    for (; j < N; j++) f32.store(out + bytes(j), f32.load(out + bytes(j)) + f32.load(p + bytes(j)));
    p += bytes(N);
  }
}

// y = x where a number drawn from (seed, position) passes, scaled by 1 / (1 - rate), else 0. The same call on dy is its gradient.
export function dropout(x: usize, y: usize, n: i32, rate: f32, seed: u32): void {
  const threshold = <u32>(<f64>rate * 4294967296.0);
  const scale: f32 = 1 / (1 - rate);
  for (let i: i32 = 0; i < n; i++) {
    // Mixer "lowbias32" (Wellons 2018).
    let h = (<u32>i * 0x9e3779b9) ^ seed;
    h ^= h >> 16;
    h *= 0x7feb352d;
    h ^= h >> 15;
    h *= 0x846ca68b;
    h ^= h >> 16;
    f32.store(y + bytes(i), h >= threshold ? f32.load(x + bytes(i)) * scale : 0);
  }
}

// A block of rows x columns, rows `from` and `to` floats apart.
export function copyBlock(src: usize, from: i32, dst: usize, to: i32, rows: i32, columns: i32): void {
  for (let i: i32 = 0; i < rows; i++) {
    let j: i32 = 0;
    for (; j + 4 <= columns; j += 4) v128.store(dst + bytes(j), v128.load(src + bytes(j)));
    for (; j < columns; j++) f32.store(dst + bytes(j), f32.load(src + bytes(j)));
    src += bytes(from);
    dst += bytes(to);
  }
}
