// One pass of the linear quantile head over cached features: pinball loss and its gradient, up to 8 levels side by side.
import { fma } from "./fused";
import { bytes } from "./vector";

// z [R, H]; y [R], NaN where there is no truth; weight [H, 8], bias [8], levels [8]; dweight [H, 8] and dbias [8] are added to.
// losses [8] get the sums of loss by level. Returns how many rows had a truth.
export function probePass(
  z: usize, y: usize, R: i32, H: i32, weight: usize, bias: usize, levels: usize, dweight: usize, dbias: usize, losses: usize,
): i32 {
  const q0 = v128.load(levels), q1 = v128.load(levels, 16), one = f32x4.splat(1), zero = f32x4.splat(0);
  let l0 = v128.load(losses), l1 = v128.load(losses, 16), s0 = v128.load(dbias), s1 = v128.load(dbias, 16);
  const row = bytes(H);
  let seen: i32 = 0;
  for (let r: i32 = 0; r < R; r++, z += row) {
    const truth = f32.load(y + bytes(r));
    if (truth != truth) continue;
    seen++;
    let a0 = v128.load(bias), a1 = v128.load(bias, 16), w = weight;
    for (let o: usize = 0; o < row; o += 4) {
      const t = v128.load32_splat(z + o);
      a0 = fma(t, v128.load(w), a0);
      a1 = fma(t, v128.load(w, 16), a1);
      w += 32;
    }
    const t = f32x4.splat(truth);
    const e0 = f32x4.sub(t, a0), e1 = f32x4.sub(t, a1);
    const d0 = v128.bitselect(f32x4.neg(q0), f32x4.sub(one, q0), f32x4.gt(e0, zero));
    const d1 = v128.bitselect(f32x4.neg(q1), f32x4.sub(one, q1), f32x4.gt(e1, zero));
    l0 = f32x4.sub(l0, f32x4.mul(d0, e0));
    l1 = f32x4.sub(l1, f32x4.mul(d1, e1));
    s0 = f32x4.add(s0, d0);
    s1 = f32x4.add(s1, d1);
    let g = dweight;
    for (let o: usize = 0; o < row; o += 4) {
      const x = v128.load32_splat(z + o);
      v128.store(g, fma(x, d0, v128.load(g)));
      v128.store(g, fma(x, d1, v128.load(g, 16)), 16);
      g += 32;
    }
  }
  v128.store(dbias, s0);
  v128.store(dbias, s1, 16);
  v128.store(losses, l0);
  v128.store(losses, l1, 16);
  return seen;
}
