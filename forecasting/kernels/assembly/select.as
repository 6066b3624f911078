// Variable selection: one real input spread over a row, and the weighted sum of the variables' rows.
import { fma } from "./fused";
import { bytes, elu4, laneSum } from "./vector";

// y [M, H] = x w + b, through an exponential linear unit if wanted; x every `stride` floats.
export function spread(x: usize, stride: i32, w: usize, b: usize, y: usize, M: i32, H: i32, withElu: i32): void {
  const row = bytes(H);
  for (let i: i32 = 0; i < M; i++) {
    const s = v128.load32_splat(x + bytes(i * stride)), p = y + <usize>i * row;
    if (withElu) for (let o: usize = 0; o < row; o += 16) v128.store(p + o, elu4(fma(s, v128.load(w + o), v128.load(b + o))));
    else for (let o: usize = 0; o < row; o += 16) v128.store(p + o, fma(s, v128.load(w + o), v128.load(b + o)));
  }
}

// dw = sum x dy, db = sum dy; with an exponential linear unit dy passes its slope, told from the outputs y (0 when there is none).
export function spreadGradient(x: usize, stride: i32, dy: usize, y: usize, dw: usize, db: usize, M: i32, H: i32): void {
  const row = bytes(H);
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  memory.fill(dw, 0, row);
  memory.fill(db, 0, row);
  for (let i: i32 = 0; i < M; i++) {
    const s = v128.load32_splat(x + bytes(i * stride));
    const p = dy + <usize>i * row, q = y + <usize>i * row;
    for (let o: usize = 0; o < row; o += 16) {
      let d = v128.load(p + o);
      if (y) {
        const v = v128.load(q + o);
        d = v128.bitselect(d, f32x4.mul(d, f32x4.add(v, one)), f32x4.gt(v, zero));
      }
      v128.store(dw + o, fma(s, d, v128.load(dw + o)));
      v128.store(db + o, f32x4.add(d, v128.load(db + o)));
    }
  }
}

// out [M, H] = sum over v of w [M, V] times part v [M, H]; `parts` is a table of V pointers.
export function weightedSum(parts: usize, w: usize, out: usize, M: i32, V: i32, H: i32): void {
  const row = bytes(H);
  for (let i: i32 = 0; i < M; i++) {
    const p = out + <usize>i * row;
    for (let v: i32 = 0; v < V; v++) {
      const s = v128.load32_splat(w + bytes(i * V + v));
      const q = <usize>load<u32>(parts + bytes(v)) + <usize>i * row;
      if (v == 0) for (let o: usize = 0; o < row; o += 16) v128.store(p + o, f32x4.mul(s, v128.load(q + o)));
      else for (let o: usize = 0; o < row; o += 16) v128.store(p + o, fma(s, v128.load(q + o), v128.load(p + o)));
    }
  }
}

export function weightedSumGradient(parts: usize, w: usize, dy: usize, dparts: usize, dw: usize, M: i32, V: i32, H: i32): void {
  const row = bytes(H);
  for (let i: i32 = 0; i < M; i++) {
    const d = dy + <usize>i * row;
    for (let v: i32 = 0; v < V; v++) {
      const s = v128.load32_splat(w + bytes(i * V + v));
      const p = <usize>load<u32>(parts + bytes(v)) + <usize>i * row;
      const q = <usize>load<u32>(dparts + bytes(v)) + <usize>i * row;
      let sum = f32x4.splat(0);
      for (let o: usize = 0; o < row; o += 16) {
        const x = v128.load(d + o);
        sum = fma(x, v128.load(p + o), sum);
        v128.store(q + o, f32x4.mul(x, s));
      }
      f32.store(dw + bytes(i * V + v), laneSum(sum));
    }
  }
}
