/** The parameters that training begins from. */
import { stream } from "#domain";
import { type Parameter, parameterCount } from "./layout.ts";

/**
 * Weights uniform after Glorot and Bengio 2010, biases zero, layer norms one and zero, forget gates open by 1
 * (Jozefowicz et al. 2015). Each parameter has a stream of its own: adding one does not change the others.
 */
export function initialParameters(layout: readonly Parameter[], seed: number): Float32Array {
  const out = new Float32Array(parameterCount(layout));
  for (const { name, shape, size, offset } of layout) {
    const own = out.subarray(offset, offset + size);
    const [rows = 1, columns = 1] = shape;
    if (name.endsWith(".gamma")) own.fill(1);
    else if (name.startsWith("lstm.") && name.endsWith(".bias")) own.fill(1, size / 4, size / 2);
    else if (shape.length === 2 && !name.endsWith(".bias")) {
      const random = stream(seed, `tft/${name}`);
      const reach = name.startsWith("embed.") ? 0.5 : Math.sqrt(6 / (rows + columns));
      for (let i = 0; i < size; i++) own[i] = reach * (2 * random.uniform() - 1);
    }
  }
  return out;
}
