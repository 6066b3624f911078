/** The cases that an independent PyTorch model worked out (`tft_golden.py`), with weights and inputs drawn as it draws them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Parameter, type TftConfig, tftConfig, type WindowBatch } from "#forecasting";

interface GoldenConfig {
  readonly hidden: 16 | 32 | 64;
  readonly heads: number;
  readonly encoder: number;
  readonly horizon: number;
  readonly statics: number;
  readonly observed: number;
  readonly known: number;
  readonly batch: number;
}

export interface GoldenCase {
  readonly config: GoldenConfig;
  /** Every number out of so many is missing; 0: none. */
  readonly gaps: number;
  /** [batch, horizon, levels]. */
  readonly quantiles: readonly number[];
  /** Of the first step ahead, [batch, encoder + horizon]. */
  readonly attention: readonly number[];
  readonly loss: number;
  /** By parameter: norm, and product with a drawn vector. */
  readonly gradients: Readonly<Record<string, readonly [norm: number, product: number]>>;
}

export interface Golden {
  readonly torch: string;
  readonly cases: Readonly<Record<string, GoldenCase>>;
}

export const parseGolden = (text: string): Golden => JSON.parse(text) as Golden;

/** The results as they are committed. */
export const committedGolden = (): Golden => parseGolden(readFileSync(join(import.meta.dirname, "golden.json"), "utf8"));

/** `count` numbers in [-1, 1), drawn by the name. */
export function drawn(name: string, count: number): Float64Array {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  });
}

export const configOf = ({ config: { hidden, heads, encoder, horizon, statics, observed, known } }: GoldenCase): TftConfig => {
  const names = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
  return tftConfig({
    ...{ hidden, heads, encoder, horizon, dropout: 0 },
    ...{ statics: names("s", statics), observed: names("o", observed), known: names("k", known) },
  });
};

export function drawnParameters(layout: readonly Parameter[]): Float32Array {
  const out = new Float32Array(layout.reduce((n, p) => n + p.size, 0));
  for (const { name, shape, size, offset } of layout) {
    const matrix = shape.length === 2 && !name.endsWith(".bias") && !name.startsWith("embed.");
    const reach = matrix ? Math.sqrt(3 / (shape[0] ?? 1)) : 0.3;
    const values = drawn(name, size).map((v) => (name.endsWith(".gamma") ? 1 + 0.2 * v : reach * v));
    out.set(values, offset);
  }
  return out;
}

/** From [batch, steps, columns] to time-major rows. */
export function timeMajor(values: ArrayLike<number>, batch: number, steps: number, columns: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let b = 0; b < batch; b++)
    for (let t = 0; t < steps; t++)
      for (let j = 0; j < columns; j++) out[(t * batch + b) * columns + j] = values[(b * steps + t) * columns + j] ?? Number.NaN;
  return out;
}

export function drawnBatch({ config: c, gaps }: GoldenCase): WindowBatch & { readonly target: Float32Array } {
  const draw = (name: string, steps: number, columns: number) => {
    const values = Float32Array.from(drawn(`input.${name}`, c.batch * steps * columns), (v) => 1.7 * v);
    if (gaps > 0 && name !== "statics") for (let i = 0; i < values.length; i += gaps) values[i] = Number.NaN;
    return timeMajor(values, c.batch, steps, columns);
  };
  return {
    size: c.batch,
    statics: draw("statics", 1, c.statics),
    encoder: draw("encoder", c.encoder, c.observed + c.known),
    decoder: draw("decoder", c.horizon, c.known),
    target: draw("target", c.horizon, 1),
  };
}
