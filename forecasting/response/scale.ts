/** Standardising columns: mean nought, deviation one. */

export interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Standardises rows in place. */
  apply(rows: Float64Array): void;
}

/** Of `rows`, row-major with `width` columns. A column that does not vary is only shifted. */
export function scaleOf(rows: Float64Array, width: number): Scale {
  const count = rows.length / width;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) mean[i % width]! += rows[i]! / count;
  for (let i = 0; i < rows.length; i++) deviation[i % width]! += (rows[i]! - mean[i % width]!) ** 2 / count;
  for (let c = 0; c < width; c++) deviation[c] = deviation[c]! > 1e-12 ? Math.sqrt(deviation[c]!) : 1;
  return {
    mean,
    deviation,
    apply(values) {
      for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean[i % width]!) / deviation[i % width]!;
    },
  };
}
