/** What a building buys: power by carrier, with its price and its emissions. */
import { type Bound, boundAt } from "./discomfort.ts";
import { integralH, type Reading } from "./integral.ts";

export interface Carrier {
  /** `district` is heat from outside; `other` has no peak of its own among the indicators. */
  readonly kind: "electric" | "gas" | "district" | "other";
  /** Bought, >= 0. */
  readonly powerW: ArrayLike<number>;
  /** Currency per kWh. */
  readonly pricePerKWh?: Bound | undefined;
  readonly kgCo2PerKWh?: Bound | undefined;
}

export const energyKWh = ({ powerW }: Carrier, stepS: number, reading: Reading): number =>
  integralH(powerW, stepS, reading) / 1000;

/** Energy weighed by a price or factor at its time; undefined where there is none. */
export function weighed({ powerW }: Carrier, weight: Bound | undefined, stepS: number, reading: Reading): number | undefined {
  if (weight === undefined) return undefined;
  const product = Float64Array.from(powerW, (w, i) => w * boundAt(weight, i));
  return integralH(product, stepS, reading) / 1000;
}
