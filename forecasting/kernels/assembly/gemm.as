// Matrix products of row-major float32 matrices: a 4 x 8 tile in registers over panels of the right factor.
import { fma } from "./fused";
import { bytes } from "./vector";

// Writes 8 (or `width` < 8) results of one row, with bias and what was there before if wanted.
// @ts-ignore: decorator
@inline function store8(p: usize, x0: v128, x1: v128, width: i32, bias: usize, add: i32): void {
  if (width == 8) {
    if (bias) {
      x0 = f32x4.add(x0, v128.load(bias));
      x1 = f32x4.add(x1, v128.load(bias, 16));
    }
    if (add) {
      x0 = f32x4.add(x0, v128.load(p));
      x1 = f32x4.add(x1, v128.load(p, 16));
    }
    v128.store(p, x0);
    v128.store(p, x1, 16);
  } else storeNarrow(p, x0, x1, width, bias, add);
}

function storeNarrow(p: usize, x0: v128, x1: v128, width: i32, bias: usize, add: i32): void {
  for (let q: i32 = 0; q < width; q++) {
    let v = f32x4.extract_lane(x0, 0);
    if (bias) v += f32.load(bias + bytes(q));
    if (add) v += f32.load(p + bytes(q));
    f32.store(p + bytes(q), v);
    x0 = i8x16.shuffle(x0, x1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    x1 = i8x16.shuffle(x1, x1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
}

// Panels of 8 columns of B [K, N], element (k, j) at b + 4 (k strideK + j strideJ); a last narrow panel is padded by zeros.
export function packPanels(b: usize, K: i32, N: i32, strideK: i32, strideJ: i32, out: usize): void {
  let o = out;
  for (let j: i32 = 0; j < N; j += 8) {
    const width = min(8, N - j);
    if (strideJ == 1 && width == 8) {
      for (let k: i32 = 0; k < K; k++) {
        const p = b + bytes(k * strideK + j);
        v128.store(o, v128.load(p));
        v128.store(o, v128.load(p, 16), 16);
        o += 32;
      }
    } else {
      for (let k: i32 = 0; k < K; k++) {
        for (let q: i32 = 0; q < 8; q++)
          f32.store(o + bytes(q), q < width ? f32.load(b + bytes(k * strideK + (j + q) * strideJ)) : 0);
        o += 32;
      }
    }
  }
}

// C [M, N] (rows ldc apart) = A B + bias, or C += A B + bias; A's element (i, k) at a + 4 (i strideI + k strideK).
export function gemmPacked(
  a: usize, M: i32, K: i32, strideI: i32, strideK: i32,
  panels: usize, N: i32, bias: usize, c: usize, ldc: i32, add: i32,
): void {
  const rowA = bytes(strideI), stepA = bytes(strideK), rowC = bytes(ldc);
  const end = <usize>K * stepA;
  let i: i32 = 0;
  for (; i + 4 <= M; i += 4) {
    const a0 = a + <usize>i * rowA, a1 = a0 + rowA, a2 = a1 + rowA, a3 = a2 + rowA;
    for (let j: i32 = 0; j < N; j += 8) {
      let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
      let b = panels + ((<usize>j * <usize>K) << 2);
      for (let k: usize = 0; k < end; k += stepA) {
        const b0 = v128.load(b), b1 = v128.load(b, 16);
        b += 32;
        const t0 = v128.load32_splat(a0 + k);
        c00 = fma(t0, b0, c00);
        c01 = fma(t0, b1, c01);
        const t1 = v128.load32_splat(a1 + k);
        c10 = fma(t1, b0, c10);
        c11 = fma(t1, b1, c11);
        const t2 = v128.load32_splat(a2 + k);
        c20 = fma(t2, b0, c20);
        c21 = fma(t2, b1, c21);
        const t3 = v128.load32_splat(a3 + k);
        c30 = fma(t3, b0, c30);
        c31 = fma(t3, b1, c31);
      }
      const width = min(8, N - j);
      const p = c + bytes(i * ldc + j);
      const bb = bias ? bias + bytes(j) : 0;
      store8(p, c00, c01, width, bb, add);
      store8(p + rowC, c10, c11, width, bb, add);
      store8(p + 2 * rowC, c20, c21, width, bb, add);
      store8(p + 3 * rowC, c30, c31, width, bb, add);
    }
  }
  for (; i < M; i++) {
    const a0 = a + <usize>i * rowA;
    for (let j: i32 = 0; j < N; j += 8) {
      let c00 = f32x4.splat(0), c01 = c00;
      let b = panels + ((<usize>j * <usize>K) << 2);
      for (let k: usize = 0; k < end; k += stepA) {
        const t = v128.load32_splat(a0 + k);
        c00 = fma(t, v128.load(b), c00);
        c01 = fma(t, v128.load(b, 16), c01);
        b += 32;
      }
      store8(c + bytes(i * ldc + j), c00, c01, min(8, N - j), bias ? bias + bytes(j) : 0, add);
    }
  }
}

// C [M, N] = A' B for tall A [K, M] and B [K, N] (rows lda, ldb apart): what weight gradients need. Blocks of 128 rows stay in the cache.
export function gemmTall(a: usize, lda: i32, b: usize, ldb: i32, K: i32, M: i32, N: i32, c: usize): void {
  memory.fill(c, 0, bytes(M * N));
  const rowA = bytes(lda), rowB = bytes(ldb), rowC = bytes(N);
  for (let k0: i32 = 0; k0 < K; k0 += 128) {
    const rows = min(128, K - k0);
    let i: i32 = 0;
    for (; i + 4 <= M; i += 4) {
      let j: i32 = 0;
      for (; j + 8 <= N; j += 8) {
        let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
        let ap = a + <usize>k0 * rowA + bytes(i), bp = b + <usize>k0 * rowB + bytes(j);
        for (let k: i32 = 0; k < rows; k++) {
          const b0 = v128.load(bp), b1 = v128.load(bp, 16);
          const t0 = v128.load32_splat(ap);
          c00 = fma(t0, b0, c00);
          c01 = fma(t0, b1, c01);
          const t1 = v128.load32_splat(ap, 4);
          c10 = fma(t1, b0, c10);
          c11 = fma(t1, b1, c11);
          const t2 = v128.load32_splat(ap, 8);
          c20 = fma(t2, b0, c20);
          c21 = fma(t2, b1, c21);
          const t3 = v128.load32_splat(ap, 12);
          c30 = fma(t3, b0, c30);
          c31 = fma(t3, b1, c31);
          ap += rowA;
          bp += rowB;
        }
        const p = c + bytes(i * N + j);
        store8(p, c00, c01, 8, 0, 1);
        store8(p + rowC, c10, c11, 8, 0, 1);
        store8(p + 2 * rowC, c20, c21, 8, 0, 1);
        store8(p + 3 * rowC, c30, c31, 8, 0, 1);
      }
      // Four rows of A' times one column of B.
      for (; j < N; j++) {
        let s = f32x4.splat(0);
        let ap = a + <usize>k0 * rowA + bytes(i), bp = b + <usize>k0 * rowB + bytes(j);
        for (let k: i32 = 0; k < rows; k++) {
          s = fma(v128.load(ap), v128.load32_splat(bp), s);
          ap += rowA;
          bp += rowB;
        }
        const p = c + bytes(i * N + j);
        f32.store(p, f32.load(p) + f32x4.extract_lane(s, 0));
        f32.store(p + rowC, f32.load(p + rowC) + f32x4.extract_lane(s, 1));
        f32.store(p + 2 * rowC, f32.load(p + 2 * rowC) + f32x4.extract_lane(s, 2));
        f32.store(p + 3 * rowC, f32.load(p + 3 * rowC) + f32x4.extract_lane(s, 3));
      }
    }
    for (; i < M; i++) {
      let j: i32 = 0;
      for (; j + 8 <= N; j += 8) {
        let c00 = f32x4.splat(0), c01 = c00;
        let ap = a + <usize>k0 * rowA + bytes(i), bp = b + <usize>k0 * rowB + bytes(j);
        for (let k: i32 = 0; k < rows; k++) {
          const t = v128.load32_splat(ap);
          c00 = fma(t, v128.load(bp), c00);
          c01 = fma(t, v128.load(bp, 16), c01);
          ap += rowA;
          bp += rowB;
        }
        store8(c + bytes(i * N + j), c00, c01, 8, 0, 1);
      }
      for (; j < N; j++) {
        let s: f32 = 0;
        for (let k: i32 = k0; k < k0 + rows; k++)
          s += f32.load(a + <usize>k * rowA + bytes(i)) * f32.load(b + <usize>k * rowB + bytes(j));
        const p = c + bytes(i * N + j);
        f32.store(p, f32.load(p) + s);
      }
    }
  }
}
