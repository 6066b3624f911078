/** Weights as 16-bit numbers: for each parameter tensor a least value and a step, then whole multiples of it. */
import type { Parameter } from "./tft/layout.ts";

const MOST = 65_535;

export interface Quantised {
  /** Per tensor two float32 (least value, step), all tensors; then one uint16 per weight. Little-endian. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Greatest distance between a weight and what `restore` makes of it. */
  readonly maxError: number;
}

export function quantise(parameters: Float32Array, layout: readonly Parameter[]): Quantised {
  const bytes = new Uint8Array(layout.length * 8 + parameters.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [t, { offset, size }] of layout.entries()) {
    const own = parameters.subarray(offset, offset + size);
    const least = own.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const most = own.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    view.setFloat32(t * 8, least, true);
    view.setFloat32(t * 8 + 4, (most - least) / MOST, true);
    const [from, step] = [view.getFloat32(t * 8, true), view.getFloat32(t * 8 + 4, true)];
    for (const [i, value] of own.entries()) {
      const multiple = step > 0 ? Math.round((value - from) / step) : 0;
      view.setUint16(layout.length * 8 + (offset + i) * 2, Math.max(0, Math.min(MOST, multiple)), true);
    }
  }
  const back = restore(bytes, layout) ?? parameters;
  const maxError = parameters.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (back[i] ?? value))), 0);
  return { bytes, maxError };
}

/** The weights again; undefined when the bytes do not fit the layout. */
export function restore(bytes: Uint8Array<ArrayBuffer>, layout: readonly Parameter[]): Float32Array | undefined {
  const total = layout.reduce((n, p) => n + p.size, 0);
  if (bytes.length !== layout.length * 8 + total * 2) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Float32Array(total);
  for (const [t, { offset, size }] of layout.entries()) {
    const [least, step] = [view.getFloat32(t * 8, true), view.getFloat32(t * 8 + 4, true)];
    for (let i = offset; i < offset + size; i++) out[i] = least + step * view.getUint16(layout.length * 8 + i * 2, true);
  }
  return out;
}
