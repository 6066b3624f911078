/** The fast Fourier transform of a power of two, in place (Cooley and Tukey 1965). */

export interface Fourier {
  /** Transforms `re` + i `im` in place, unscaled, with e^(-2πi kn/N). */
  transform(re: Float64Array, im: Float64Array): void;
}

/** A transform of `size` points, a power of two. */
export function fourier(size: number): Fourier {
  const cosines = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size));
  const bits = Math.round(Math.log2(size));
  const reversed = Uint32Array.from({ length: size }, (_, i) => {
    let r = 0;
    for (let b = 0; b < bits; b++) r |= ((i >> b) & 1) << (bits - 1 - b);
    return r;
  });
  const swap = (x: Float64Array) => {
    for (let i = 0; i < size; i++) {
      const j = reversed[i] ?? i;
      if (j <= i) continue;
      const kept = x[i] ?? 0;
      x[i] = x[j] ?? 0;
      x[j] = kept;
    }
  };
  return {
    transform(re, im) {
      swap(re);
      swap(im);
      for (let half = 1; half < size; half *= 2) {
        const stride = size / (2 * half);
        for (let start = 0; start < size; start += 2 * half)
          for (let k = 0; k < half; k++) {
            const [c, s] = [cosines[k * stride] ?? 0, sines[k * stride] ?? 0];
            const [a, b] = [start + k, start + k + half];
            const [br, bi] = [re[b] ?? 0, im[b] ?? 0];
            const [tr, ti] = [br * c + bi * s, bi * c - br * s];
            const [ar, ai] = [re[a] ?? 0, im[a] ?? 0];
            re[a] = ar + tr;
            im[a] = ai + ti;
            re[b] = ar - tr;
            im[b] = ai - ti;
          }
      }
    },
  };
}
