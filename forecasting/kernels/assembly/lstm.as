// A long short-term memory over a sequence, forwards and backwards through time (Hochreiter and Schmidhuber 1997, with forget gate).
import { fma } from "./fused";
import { gemmPacked } from "./gemm";
import { bytes, sigmoid4, tanh4 } from "./vector";

// z [n, B, 4H] holds x W + b on entry and the gates i, f, g, o on exit. hs, cs [n + 1, B, H] start with h0, c0. `panels` is U [H, 4H] packed.
export function lstmForward(z: usize, hs: usize, cs: usize, panels: usize, n: i32, B: i32, H: i32): void {
  const row = bytes(H), state = bytes(B * H);
  for (let t: i32 = 0; t < n; t++) {
    const zt = z + <usize>t * state * 4, hp = hs + <usize>t * state, cp = cs + <usize>t * state;
    const hn = hp + state, cn = cp + state;
    gemmPacked(hp, B, H, H, 1, panels, 4 * H, 0, zt, 4 * H, 1);
    for (let b: i32 = 0; b < B; b++) {
      const zr = zt + <usize>b * 4 * row, at = <usize>b * row;
      for (let o: usize = 0; o < row; o += 16) {
        const i = sigmoid4(v128.load(zr + o)), f = sigmoid4(v128.load(zr + row + o));
        const g = tanh4(v128.load(zr + 2 * row + o)), q = sigmoid4(v128.load(zr + 3 * row + o));
        const c = fma(f, v128.load(cp + at + o), f32x4.mul(i, g));
        v128.store(cn + at + o, c);
        v128.store(hn + at + o, f32x4.mul(q, tanh4(c)));
        v128.store(zr + o, i);
        v128.store(zr + row + o, f);
        v128.store(zr + 2 * row + o, g);
        v128.store(zr + 3 * row + o, q);
      }
    }
  }
}

// dhs [n, B, H]: gradients that come in at every h. dh, dc [B, H]: of the last state on entry, of h0 and c0 on exit. `panels` is U' packed.
export function lstmBackward(
  z: usize, cs: usize, dhs: usize, dh: usize, dc: usize, dz: usize, panels: usize, n: i32, B: i32, H: i32,
): void {
  const row = bytes(H), state = bytes(B * H);
  const one = f32x4.splat(1);
  for (let t: i32 = n - 1; t >= 0; t--) {
    const zt = z + <usize>t * state * 4, dzt = dz + <usize>t * state * 4;
    const cp = cs + <usize>t * state, cn = cp + state, dht = dhs + <usize>t * state;
    for (let b: i32 = 0; b < B; b++) {
      const zr = zt + <usize>b * 4 * row, dr = dzt + <usize>b * 4 * row, at = <usize>b * row;
      for (let o: usize = 0; o < row; o += 16) {
        const i = v128.load(zr + o), f = v128.load(zr + row + o);
        const g = v128.load(zr + 2 * row + o), q = v128.load(zr + 3 * row + o);
        const tc = tanh4(v128.load(cn + at + o));
        const d = f32x4.add(v128.load(dh + at + o), v128.load(dht + at + o));
        const e = fma(f32x4.mul(d, q), f32x4.sub(one, f32x4.mul(tc, tc)), v128.load(dc + at + o));
        v128.store(dr + o, f32x4.mul(f32x4.mul(e, g), f32x4.mul(i, f32x4.sub(one, i))));
        v128.store(dr + row + o, f32x4.mul(f32x4.mul(e, v128.load(cp + at + o)), f32x4.mul(f, f32x4.sub(one, f))));
        v128.store(dr + 2 * row + o, f32x4.mul(f32x4.mul(e, i), f32x4.sub(one, f32x4.mul(g, g))));
        v128.store(dr + 3 * row + o, f32x4.mul(f32x4.mul(d, tc), f32x4.mul(q, f32x4.sub(one, q))));
        v128.store(dc + at + o, f32x4.mul(e, f));
      }
    }
    gemmPacked(dzt, B, 4 * H, 4 * H, 1, panels, H, 0, dh, H, 0);
  }
}
