import { expect, test } from "vitest";
import { stream } from "../../../../../domain/index.ts";
import { fourier } from "../../../../../sim/excitation/quality/fft.ts";

test.each([2, 4, 16, 128])("%i points: as the definition has it", (n) => {
  const random = stream(1, `fft ${n}`);
  const [re, im] = [0, 0].map(() => Float64Array.from({ length: n }, () => random.normal()));
  if (!re || !im) return;
  const [a, b] = [re.slice(), im.slice()];
  fourier(n).transform(a, b);
  for (let k = 0; k < n; k++) {
    let [sr, si] = [0, 0];
    for (let i = 0; i < n; i++) {
      const angle = (-2 * Math.PI * k * i) / n;
      sr += (re[i] ?? 0) * Math.cos(angle) - (im[i] ?? 0) * Math.sin(angle);
      si += (re[i] ?? 0) * Math.sin(angle) + (im[i] ?? 0) * Math.cos(angle);
    }
    expect(a[k]).toBeCloseTo(sr, 9);
    expect(b[k]).toBeCloseTo(si, 9);
  }
});
