import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { expect, it } from "vitest";
import { startTft } from "#forecasting";
import { ROOT } from "../../../support/paths.ts";

/** Operations of tfjs 4.22 on wasm that are wrong without an error, that cannot be learned through, or that are slow. */
const NEVER: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\btf\.fused\b/, "fused.matMul adds the bias wrongly with transposeB or a batch"],
  [/\btf\.gather\b/, "its gradient needs a kernel that wasm lacks: one-hot times matrix"],
  [/\btf\.(?:einsum|spectral|complex|ragged)\b/, "kernels missing"],
  [/\btf\.(?:conv\w*|depthwiseConv\w*|separableConv\w*)\b/, "cannot be trained on wasm"],
  [/\btf\.where\b/, "no gradient of a condition that depends on a variable"],
  [/\btf\.(?:tile|dropout)\b/, "slow, and dropout is not seeded"],
  [/\btf\.layers\b/, "builds on the above"],
  [/\bsetThreadsCount\b|WASM_HAS_MULTITHREAD_SUPPORT/, "threads of the wasm backend do not work in Node"],
  [/file:\/\//, "there is no handler for files without native tfjs"],
];

const sources = readdirSync(join(ROOT, "forecasting"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => [path, readFileSync(join(ROOT, "forecasting", path), "utf8")] as const);

const faultsIn = (path: string, text: string): string[] =>
  NEVER.filter(([pattern]) => pattern.test(text)).map(([pattern, why]) => `${path}: ${pattern.source}: ${why}`);

it("none of the operations that must not be used is used", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap(([path, text]) => faultsIn(path, text))).toEqual([]);
});

it("tanh, slow on wasm, is used by the oracle only", () => {
  expect(sources.filter(([, text]) => /\btf\.tanh\b/.test(text)).map(([path]) => path)).toEqual(["tft/plain-operations.ts"]);
});

it("the check can fail", () => {
  expect(faultsIn("a.ts", "tf.gather(x, i)")).toHaveLength(1);
  expect(faultsIn("a.ts", "tf.fused.matMul({ a, b })")).toHaveLength(1);
});

it.each([
  [[2, 3, 5], [2, 5, 4], false, false],
  [[2, 3, 5], [2, 4, 5], false, true],
  [[5, 3], [5, 6], true, false],
  [[70, 3], [70, 9], true, false],
  [[3, 2, 5], [1, 5, 4], false, false],
] as const)("products of %o and %o, transposed %s and %s, are those of the cpu backend", async (a, b, tA, tB) => {
  const results: number[][] = [];
  for (const kernels of ["simd", "none"] as const) {
    await startTft({ kernels });
    const values = (shape: readonly number[], seed: number) =>
      tf.tensor(
        Float32Array.from({ length: shape.reduce((x, y) => x * y, 1) }, (_, i) => Math.sin(seed + i)),
        [...shape],
      );
    results.push(tf.tidy(() => [...tf.matMul(values(a, 1), values(b, 2), tA, tB).dataSync()]));
  }
  const [own = [], oracle = []] = results;
  expect(own).toHaveLength(oracle.length);
  for (const [i, v] of own.entries()) expect(v).toBeCloseTo(oracle[i] ?? 0, 4);
});
