import { describe, expect, it } from "vitest";
import { startTft } from "#forecasting";
import { committedGolden, configOf, drawnBatch, drawnParameters, type GoldenCase } from "../../../support/torch/golden.ts";
import { parityOf } from "../../../support/torch/parity.ts";

const cases = committedGolden().cases as Readonly<Record<"small" | "gaps" | "odd", GoldenCase>>;

describe("against an independent PyTorch model, on tfjs's own operations", () => {
  it.each(["small", "gaps", "odd"] as const)("%s: quantiles and loss to 1e-5, gradients to 1e-4", async (name) => {
    const runtime = await startTft({ kernels: "none" });
    const parity = parityOf(runtime, cases[name]);
    expect(parity.quantiles).toBeLessThan(1e-5);
    expect(parity.loss).toBeLessThan(1e-5);
    expect(parity.gradient, parity.worst).toBeLessThan(1e-4);
  });
});

it("drops the same units as the kernels do", async () => {
  const outputs: Float32Array[] = [];
  for (const kernels of ["simd", "none"] as const) {
    const runtime = await startTft({ kernels });
    const model = runtime.create({ ...configOf(cases.small), dropout: 0.4 }, 1);
    model.setParameters(drawnParameters(model.layout));
    outputs.push(model.forward(drawnBatch(cases.small), 77));
    model.dispose();
  }
  const [a = [], b = []] = outputs.map((o) => [...o]);
  expect(Math.max(...a.map((v, i) => Math.abs(v - (b[i] ?? 0))))).toBeLessThan(1e-5);
});
