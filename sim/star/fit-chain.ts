/** The chain of two capacities whose frequency response is nearest to that of a construction. */
import { type Chain, slice } from "./chain.ts";
import { type Construction, totalOf } from "./layer.ts";
import { leastSquares } from "./least-squares.ts";
import { type Admittance, admittance, chainAdmittance } from "./response.ts";

/** Surface resistances during the fit, m²K/W: outside in wind, inside after ISO 6946. */
const OUTER_M2K_PER_W = 0.06;
const INNER_M2K_PER_W = 0.13;

/** Periods that buildings live by, h, and how much each counts: the day most, then what lies around it. */
const PERIODS_H = [1, 2, 3, 4, 6, 8, 12, 24, 48, 96, 240, 480] as const;
const weightOf = (periodH: number): number => (periodH === 24 ? 4 : periodH >= 4 && periodH <= 96 ? 1.5 : 0.6);

/** What passes through the wall counts less than what the room's own swing meets. */
const TRANSFER_WEIGHT = 0.3;
/** Below this a periodic transmittance is as good as none, (W/m²K)². */
const TRANSFER_FLOOR = 1e-4;

/** No resistance of a fitted chain is smaller, m²K/W: a thousandth of a film, and far from a division by nought. */
const LEAST_M2K_PER_W = 1e-4;

/** Fits that are remembered; the oldest go first. */
const MOST_FITS = 4_096;
const fitted = new Map<string, Chain>();

/**
 * The 3R2C chain for a construction; total resistance and capacity are kept. A construction without capacity gives one
 * resistance, one with a single lumped capacity itself.
 *
 * Weighted least squares over twelve periods from 1 h to 20 days, relative error of the inside admittance and of the
 * periodic transmittance. The same construction is fitted once and then remembered.
 */
export function fitChain(construction: Construction): Chain {
  const key = JSON.stringify(construction);
  const known = fitted.get(key);
  if (known) return known;
  const chain = nearest(construction);
  const oldest = fitted.keys().next().value;
  if (fitted.size >= MOST_FITS && oldest !== undefined) fitted.delete(oldest);
  fitted.set(key, chain);
  return chain;
}

function nearest(construction: Construction): Chain {
  const total = totalOf(construction);
  if (total.capacityJPerM2K === 0) return { resistancesM2KPerW: [total.resistanceM2KPerW], capacitiesJPerM2K: [] };
  const storing = construction.filter((layer) => layer.capacityJPerM2K > 0);
  if (storing.length === 1 && storing[0]?.resistanceM2KPerW === 0) return slice(construction, 1);

  const aims = PERIODS_H.map((h) => aimAt(construction, h));
  const { x } = leastSquares((at) => deviations(decode(at, total), aims), lumped(construction));
  return decode(x, total);
}

/** Unknowns: logarithms of R1/R0, R2/R0 and C1/C0. Shares below the floor are lifted to it. */
function decode([r1 = 0, r2 = 0, c1 = 0]: readonly number[], total: Construction[number]): Chain {
  const shares = [1, Math.exp(r1), Math.exp(r2)];
  const sum = shares.reduce((a, b) => a + b);
  const least = Math.min(LEAST_M2K_PER_W, total.resistanceM2KPerW / 10);
  const free = total.resistanceM2KPerW - 3 * least;
  const outer = total.capacityJPerM2K / (1 + Math.exp(c1));
  return {
    resistancesM2KPerW: shares.map((s) => least + (s / sum) * free),
    capacitiesJPerM2K: [outer, total.capacityJPerM2K - outer],
  };
}

/** The outer and the inner half of the capacity, each lumped at its centre. */
function lumped(construction: Construction): number[] {
  const fine = slice(construction, 6);
  const half = totalOf(construction).capacityJPerM2K / 2;
  const outer = { c: 0, moment: 0 };
  const inner = { c: 0, moment: 0 };
  let depth = 0;
  let stored = 0;
  fine.capacitiesJPerM2K.forEach((c, i) => {
    depth += fine.resistancesM2KPerW[i] ?? 0;
    const group = stored + c / 2 <= half ? outer : inner;
    stored += c;
    group.c += c;
    group.moment += c * depth;
  });
  const end = depth + (fine.resistancesM2KPerW.at(-1) ?? 0);
  const at = (g: { c: number; moment: number }, otherwise: number) => (g.c > 0 ? g.moment / g.c : otherwise);
  const [r0, r1] = [at(outer, 0.1 * end), at(inner, 0.9 * end)];
  const log = (a: number, b: number) => Math.log(Math.max(a, 1e-3 * end) / Math.max(b, 1e-3 * end));
  return [log(r1 - r0, r0), log(end - r1, r0), outer.c > 0 && inner.c > 0 ? Math.log(inner.c / outer.c) : 0];
}

/** What is aimed at in a period, and how much a deviation from it counts. */
interface Aim extends Admittance {
  readonly periodS: number;
  readonly selfWeight: number;
  readonly transferWeight: number;
}

function aimAt(construction: Construction, periodH: number): Aim {
  const periodS = periodH * 3600;
  const exact = admittance(construction, periodS, OUTER_M2K_PER_W, INNER_M2K_PER_W);
  const { selfRe, selfIm, transferRe, transferIm } = exact;
  const weight = weightOf(periodH);
  return {
    ...exact,
    periodS,
    selfWeight: Math.sqrt(weight / (selfRe ** 2 + selfIm ** 2)),
    transferWeight: Math.sqrt((weight * TRANSFER_WEIGHT) / (transferRe ** 2 + transferIm ** 2 + TRANSFER_FLOOR)),
  };
}

/** Four numbers a period, each a weighted relative deviation. */
function deviations({ resistancesM2KPerW: R, capacitiesJPerM2K: C }: Chain, aims: readonly Aim[]): Float64Array {
  const [resistances, capacities] = [[R[0] ?? 0, R[1] ?? 0, R[2] ?? 0] as const, [C[0] ?? 0, C[1] ?? 0] as const];
  const out = new Float64Array(4 * aims.length);
  for (let i = 0; i < aims.length; i++) {
    const aim = aims[i]!;
    const own = chainAdmittance(resistances, capacities, aim.periodS, OUTER_M2K_PER_W, INNER_M2K_PER_W);
    out[4 * i] = aim.selfWeight * (own.selfRe - aim.selfRe);
    out[4 * i + 1] = aim.selfWeight * (own.selfIm - aim.selfIm);
    out[4 * i + 2] = aim.transferWeight * (own.transferRe - aim.transferRe);
    out[4 * i + 3] = aim.transferWeight * (own.transferIm - aim.transferIm);
  }
  return out;
}
