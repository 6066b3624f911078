import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { instantiateKernels } from "../../../../forecasting/kernels/module.ts";
import { kernelModule, kernelPath } from "../../../../scripts/kernels.ts";

it.each(["simd", "relaxed"] as const)("the committed %s build is what its source compiles to", async (build) => {
  expect(readFileSync(kernelPath(build), "utf8") === (await kernelModule(build))).toBe(true);
});

/** The kernels over a memory with floats at 1024. */
function playground() {
  const memory = new WebAssembly.Memory({ initial: 4 });
  return { kernels: instantiateKernels("simd", memory), floats: new Float32Array(memory.buffer) };
}

const AT = 256;
const numbers = (n: number, seed: number) => Float32Array.from({ length: n }, (_, i) => Math.sin(seed + 1.7 * i));

it.each([
  [1, 1, 1],
  [3, 5, 7],
  [4, 8, 8],
  [5, 3, 17],
  [9, 130, 12],
  [6, 129, 6],
])("products of %i x %i by %i are right, and nothing is written beside them", (M, K, N) => {
  const { kernels, floats } = playground();
  const [a, b] = [numbers(M * K, 1), numbers(K * N, 2)];
  const panels = ((N + 7) & ~7) * K;
  const [atA, atB, atP] = [AT, AT + M * K, AT + M * K + K * N];
  const atC = atP + panels + 8;
  floats.fill(99, atC - 8, atC + M * N + 8);
  floats.set(a, atA);
  floats.set(b, atB);
  kernels.packPanels(atB * 4, K, N, N, 1, atP * 4);
  kernels.gemmPacked(atA * 4, M, K, K, 1, atP * 4, N, 0, atC * 4, N, 0);
  const want = (i: number, j: number) =>
    Array.from({ length: K }, (_, k) => (a[i * K + k] ?? 0) * (b[k * N + j] ?? 0)).reduce((x, y) => x + y, 0);
  for (let i = 0; i < M; i++) for (let j = 0; j < N; j++) expect(floats[atC + i * N + j]).toBeCloseTo(want(i, j), 4);
  expect([...floats.subarray(atC - 8, atC), ...floats.subarray(atC + M * N, atC + M * N + 8)].every((v) => v === 99)).toBe(true);
  // A'B with A as K x M: the same numbers read the other way.
  const tall = numbers(K * M, 1);
  kernels.gemmTall(atA * 4, M, atB * 4, N, K, M, N, atC * 4);
  const wanted = (i: number, j: number) =>
    Array.from({ length: K }, (_, k) => (tall[k * M + i] ?? 0) * (b[k * N + j] ?? 0)).reduce((x, y) => x + y, 0);
  for (let i = 0; i < M; i++) for (let j = 0; j < N; j++) expect(floats[atC + i * N + j]).toBeCloseTo(wanted(i, j), 4);
  expect(floats[atC + M * N]).toBe(99);
});

it("exponential linear units are right for any count, and leave the rest alone", () => {
  const { kernels, floats } = playground();
  for (const n of [1, 2, 3, 4, 7]) {
    const x = numbers(n, n).map((v) => 30 * v);
    floats.fill(99, AT, AT + 64);
    floats.set(x, AT);
    kernels.elu(AT * 4, (AT + 32) * 4, n);
    for (const [i, v] of x.entries()) expect(floats[AT + 32 + i]).toBeCloseTo(v > 0 ? v : Math.expm1(v), 5);
    expect(floats[AT + 32 + n]).toBe(99);
  }
});
