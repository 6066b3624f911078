/** Running mean of the outdoor temperature, which people have got used to. */

/** Weights of the last seven days, yesterday first (EN 16798-1:2019, B.2.2). */
const WEIGHTS = [1, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2] as const;

/**
 * Running mean of each day from the days before it, °C; days without seven before them use those there are, the first its own.
 * @param dailyMeanC means of whole days in order, °C
 */
export function runningMeanC(dailyMeanC: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: dailyMeanC.length }, (_, day) => {
    if (day === 0) return dailyMeanC[0]!;
    let [sum, weights] = [0, 0];
    WEIGHTS.forEach((w, back) => {
      if (day - 1 - back < 0) return;
      sum += w * dailyMeanC[day - 1 - back]!;
      weights += w;
    });
    return sum / weights;
  });
}
