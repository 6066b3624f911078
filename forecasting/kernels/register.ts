/** Kernels and gradients of our own under names of our own, typed as far as tfjs lets them be. */
import * as tf from "@tensorflow/tfjs-core";

export type Inputs = Readonly<Record<string, tf.TensorInfo>>;
export type Attributes = Readonly<Record<string, number>>;

/** Registers a kernel of the wasm backend, in place of one of the same name. */
export function registerWasm(name: string, kernel: (inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[]) {
  if (tf.getKernel(name, "wasm")) tf.unregisterKernel(name, "wasm");
  tf.registerKernel({
    kernelName: name,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => kernel(inputs as Inputs, (attrs ?? {}) as Attributes),
  });
}

/** Registers a gradient, in place of one of the same name. */
export function registerGradient(config: tf.GradConfig): void {
  if (tf.getGradient(config.kernelName)) tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

const run = (name: string, inputs: Inputs | readonly tf.TensorInfo[], attributes: Attributes): tf.Tensor | tf.Tensor[] =>
  tf.engine().runKernel(name, inputs as unknown as tf.NamedTensorMap, attributes as unknown as tf.NamedAttrMap);

/** Runs a kernel with one result. */
export const runOne = (name: string, inputs: Inputs | readonly tf.TensorInfo[], attributes: Attributes = {}): tf.Tensor2D =>
  run(name, inputs, attributes) as tf.Tensor2D;

/** Runs a kernel with several results. */
export const runMany = (name: string, inputs: Inputs, attributes: Attributes = {}): tf.Tensor[] =>
  run(name, inputs, attributes) as tf.Tensor[];

/** An input that is always there. */
export function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a kernel was called without one of its inputs");
  return value;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Rows and columns of a matrix. */
export function matrixShape(t: tf.TensorInfo): readonly [rows: number, columns: number] {
  const [rows, columns] = t.shape;
  return [needed(rows), needed(columns)];
}
