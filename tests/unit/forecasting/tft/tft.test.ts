import { describe, expect, it } from "vitest";
import { isTrainable, parameterLayout, startTft, tftConfig } from "#forecasting";
import { committedGolden, configOf, drawnBatch, drawnParameters, type GoldenCase } from "../../../support/torch/golden.ts";
import { parityOf } from "../../../support/torch/parity.ts";

const { cases } = committedGolden();
const golden = (name: string): GoldenCase => {
  const found = cases[name];
  if (!found) throw new Error(`no case ${name}`);
  return found;
};
const inputs = { statics: ["s"], observed: ["y"], known: ["k"] };

describe("against an independent PyTorch model, on the kernels", () => {
  it.each(Object.keys(cases))("%s: quantiles, attention and loss to 1e-5, gradients to 1e-4", async (name) => {
    const runtime = await startTft();
    const parity = parityOf(runtime, golden(name));
    expect(parity.quantiles).toBeLessThan(1e-5);
    expect(parity.attention).toBeLessThan(1e-5);
    expect(parity.loss).toBeLessThan(1e-5);
    expect(parity.gradient, parity.worst).toBeLessThan(1e-4);
  });
});

describe("a model", () => {
  it("has a head of exactly 455 numbers at hidden size 64 with seven quantiles", () => {
    const layout = parameterLayout(tftConfig({ ...inputs, hidden: 64 }));
    expect(layout.filter((p) => isTrainable(p, "head")).reduce((n, p) => n + p.size, 0)).toBe(455);
  });

  it("leaves no tensor behind, whatever it is asked", async () => {
    const runtime = await startTft();
    const model = runtime.create(configOf(golden("gaps")), 1);
    const batch = drawnBatch(golden("gaps"));
    const before = runtime.memory().tensors;
    const gradients = new Float32Array(model.parameters().length);
    model.forward(batch);
    model.forward(batch, 3);
    model.encode(batch);
    model.interpret(batch);
    model.loss(batch);
    model.gradients(batch, gradients, 5);
    model.gradients(batch, gradients, 5, "head");
    model.setParameters(gradients);
    expect(runtime.memory().tensors).toBe(before);
    model.dispose();
    expect(runtime.memory().tensors).toBe(before - model.layout.length);
  });

  it("does not look at what is missing: its number may be anything", async () => {
    const runtime = await startTft();
    const model = runtime.create(configOf(golden("gaps")), 1);
    const batch = drawnBatch(golden("gaps"));
    const other = { ...batch, encoder: batch.encoder.map((v) => (Number.isNaN(v) ? Number.POSITIVE_INFINITY : v)) };
    expect(model.forward(other)).toEqual(model.forward(batch));
    model.dispose();
  });

  it("gives missing inputs no weight, and all weights of a step sum to one", async () => {
    const runtime = await startTft();
    const { config } = golden("gaps");
    const model = runtime.create(configOf(golden("gaps")), 1);
    const batch = drawnBatch(golden("gaps"));
    const { encoder } = model.interpret(batch);
    const width = config.observed + config.known;
    const missing = [...batch.encoder].flatMap((v, i) => (Number.isNaN(v) ? [encoder[i] ?? 1] : []));
    expect(missing.length).toBeGreaterThan(10);
    expect(Math.max(...missing)).toBe(0);
    for (let row = 0; row < encoder.length / width; row++) {
      const sum = encoder.subarray(row * width, (row + 1) * width).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
    model.dispose();
  });

  it("drops the same units for the same seed, others for another", async () => {
    const runtime = await startTft();
    const model = runtime.create({ ...configOf(golden("small")), dropout: 0.3 }, 1);
    model.setParameters(drawnParameters(model.layout));
    const batch = drawnBatch(golden("small"));
    const first = model.forward(batch, 11);
    expect(model.forward(batch, 11)).toEqual(first);
    expect(model.forward(batch, 12)).not.toEqual(first);
    expect(model.forward(batch)).not.toEqual(first);
    model.dispose();
  });

  it("keeps frozen parameters' gradients at zero", async () => {
    const runtime = await startTft();
    const model = runtime.create(configOf(golden("small")), 1);
    const gradients = new Float32Array(model.parameters().length).fill(1);
    model.gradients(drawnBatch(golden("small")), gradients, 1, "gates");
    for (const p of model.layout) {
      const norm = Math.hypot(...gradients.subarray(p.offset, p.offset + p.size));
      if (!isTrainable(p, "gates")) expect(norm, p.name).toBe(0);
    }
    expect(Math.hypot(...gradients)).toBeGreaterThan(0);
    model.dispose();
  });

  it("refuses weights and batches of another size", async () => {
    const runtime = await startTft();
    const model = runtime.create(configOf(golden("small")), 1);
    expect(() => model.setParameters(new Float32Array(3))).toThrow(/parameters, not 3/);
    const batch = drawnBatch(golden("small"));
    expect(() => model.forward({ ...batch, decoder: new Float32Array(1) })).toThrow(/decoder of 3 windows/);
    model.dispose();
  });
});
