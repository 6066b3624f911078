// Gated skip and layer norm in one pass: y = LN(skip + a sigmoid(b)) gamma + beta, where g = [a | b].
import { fma } from "./fused";
import { bytes, firstLanes, laneSum, loadPart, sigmoid4, storePart } from "./vector";

export function gatedNorm(
  g: usize, skip: usize, gamma: usize, beta: usize, y: usize, M: i32, H: i32, eps: f32,
): void {
  const row = bytes(H), whole = bytes(H & ~3), rest = H & 3;
  const inverse: f32 = 1 / <f32>H;
  for (let i: i32 = 0; i < M; i++) {
    const gp = g + <usize>i * 2 * row, sp = skip + <usize>i * row, yp = y + <usize>i * row;
    let sum = f32x4.splat(0), squares = f32x4.splat(0);
    for (let o: usize = 0; o < whole; o += 16) {
      const v = fma(v128.load(gp + o), sigmoid4(v128.load(gp + row + o)), v128.load(sp + o));
      v128.store(yp + o, v);
      sum = f32x4.add(sum, v);
    }
    if (rest) {
      const v = fma(loadPart(gp + whole, rest), sigmoid4(loadPart(gp + row + whole, rest)), loadPart(sp + whole, rest));
      storePart(yp + whole, v, rest);
      sum = f32x4.add(sum, firstLanes(v, rest));
    }
    const mean = f32x4.splat(laneSum(sum) * inverse);
    for (let o: usize = 0; o < whole; o += 16) {
      const d = f32x4.sub(v128.load(yp + o), mean);
      squares = fma(d, d, squares);
    }
    if (rest) {
      const d = firstLanes(f32x4.sub(loadPart(yp + whole, rest), mean), rest);
      squares = fma(d, d, squares);
    }
    const r = f32x4.splat(1 / sqrt<f32>(laneSum(squares) * inverse + eps));
    for (let o: usize = 0; o < whole; o += 16) {
      const x = f32x4.mul(f32x4.sub(v128.load(yp + o), mean), r);
      v128.store(yp + o, fma(x, v128.load(gamma + o), v128.load(beta + o)));
    }
    if (rest) {
      const x = f32x4.mul(f32x4.sub(loadPart(yp + whole, rest), mean), r);
      storePart(yp + whole, fma(x, loadPart(gamma + whole, rest), loadPart(beta + whole, rest)), rest);
    }
  }
}

// Makes the normalised rows anew instead of keeping them: less memory, and the sigmoid is needed again anyway.
// While a row is worked on, its place in dskip holds the rows before the norm, the second half of dg the gate.
export function gatedNormGradient(
  dy: usize, g: usize, skip: usize, gamma: usize,
  dg: usize, dskip: usize, dgamma: usize, dbeta: usize, M: i32, H: i32, eps: f32,
): void {
  const row = bytes(H), whole = bytes(H & ~3), rest = H & 3;
  const inverse: f32 = 1 / <f32>H;
  const one = f32x4.splat(1);
  memory.fill(dgamma, 0, row);
  memory.fill(dbeta, 0, row);
  for (let i: i32 = 0; i < M; i++) {
    const dp = dy + <usize>i * row, gp = g + <usize>i * 2 * row, kp = skip + <usize>i * row;
    const sp = dskip + <usize>i * row, op = dg + <usize>i * 2 * row;
    let sum = f32x4.splat(0), squares = sum, s1 = sum, s2 = sum;
    for (let o: usize = 0; o < whole; o += 16) {
      const s = sigmoid4(v128.load(gp + row + o));
      const v = fma(v128.load(gp + o), s, v128.load(kp + o));
      v128.store(op + row + o, s);
      v128.store(sp + o, v);
      sum = f32x4.add(sum, v);
    }
    if (rest) {
      const s = sigmoid4(loadPart(gp + row + whole, rest));
      const v = fma(loadPart(gp + whole, rest), s, loadPart(kp + whole, rest));
      storePart(op + row + whole, s, rest);
      storePart(sp + whole, v, rest);
      sum = f32x4.add(sum, firstLanes(v, rest));
    }
    const mean = f32x4.splat(laneSum(sum) * inverse);
    for (let o: usize = 0; o < whole; o += 16) {
      const d = f32x4.sub(v128.load(sp + o), mean);
      v128.store(sp + o, d);
      squares = fma(d, d, squares);
    }
    if (rest) {
      const d = firstLanes(f32x4.sub(loadPart(sp + whole, rest), mean), rest);
      storePart(sp + whole, d, rest);
      squares = fma(d, d, squares);
    }
    const r = f32x4.splat(1 / sqrt<f32>(laneSum(squares) * inverse + eps));
    for (let o: usize = 0; o < whole; o += 16) {
      const d = v128.load(dp + o), x = f32x4.mul(v128.load(sp + o), r);
      v128.store(sp + o, x);
      v128.store(dgamma + o, fma(d, x, v128.load(dgamma + o)));
      v128.store(dbeta + o, f32x4.add(d, v128.load(dbeta + o)));
      const t = f32x4.mul(d, v128.load(gamma + o));
      s1 = f32x4.add(s1, t);
      s2 = fma(t, x, s2);
    }
    if (rest) {
      const d = loadPart(dp + whole, rest), x = f32x4.mul(loadPart(sp + whole, rest), r);
      storePart(sp + whole, x, rest);
      storePart(dgamma + whole, fma(d, x, loadPart(dgamma + whole, rest)), rest);
      storePart(dbeta + whole, f32x4.add(d, loadPart(dbeta + whole, rest)), rest);
      const t = f32x4.mul(d, loadPart(gamma + whole, rest));
      s1 = f32x4.add(s1, t);
      s2 = fma(t, x, s2);
    }
    const m1 = f32x4.splat(laneSum(s1) * inverse), m2 = f32x4.splat(laneSum(s2) * inverse);
    for (let o: usize = 0; o < whole; o += 16) {
      const t = f32x4.mul(v128.load(dp + o), v128.load(gamma + o));
      const d = f32x4.mul(f32x4.sub(f32x4.sub(t, m1), f32x4.mul(v128.load(sp + o), m2)), r);
      const s = v128.load(op + row + o), da = f32x4.mul(d, s);
      v128.store(sp + o, d);
      v128.store(op + o, da);
      v128.store(op + row + o, f32x4.mul(f32x4.mul(da, v128.load(gp + o)), f32x4.sub(one, s)));
    }
    if (rest) {
      const t = f32x4.mul(loadPart(dp + whole, rest), loadPart(gamma + whole, rest));
      const d = f32x4.mul(f32x4.sub(f32x4.sub(t, m1), f32x4.mul(loadPart(sp + whole, rest), m2)), r);
      const s = loadPart(op + row + whole, rest), da = f32x4.mul(d, s);
      storePart(sp + whole, d, rest);
      storePart(op + whole, da, rest);
      storePart(op + row + whole, f32x4.mul(f32x4.mul(da, loadPart(gp + whole, rest)), f32x4.sub(one, s)), rest);
    }
  }
}
