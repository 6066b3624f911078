/** Adaptive conformal correction that need not be told how fast to adapt: several speeds at once, weighed by how well each did. */
import { type AdaptiveLead, conformityScores, INTERVALS, interpolatedCorrection } from "./conformal.ts";

/** Speeds of the experts: how strongly a hit or miss moves the miss rate of each. */
const RATES = [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128];
/** Cases over which the best speed may be another; the regret against it is bounded over any such stretch. */
const STRETCH = 100;
/** Recent scores kept: seven weeks of forecasts 7 h apart. */
const MEMORY = 168;
/** Scores below which no rank says anything. */
const FEW = 8;

/** One central interval's experts. */
interface Experts {
  readonly missRate: number;
  /** Learning rate of the weights. */
  readonly eta: number;
  readonly working: Float64Array;
  readonly weights: Float64Array;
}

function expertsFor(missRate: number): Experts {
  const a = missRate;
  // Gibbs and Candes 2024, section 3.2: the rate that their bound on the regret is least for.
  const spread = (1 - a) ** 2 * a ** 3 + a ** 2 * (1 - a) ** 3;
  return {
    missRate,
    eta: Math.sqrt(((3 / STRETCH) * (Math.log(RATES.length * STRETCH) + 2)) / spread),
    working: new Float64Array(RATES.length).fill(missRate),
    weights: new Float64Array(RATES.length).fill(1 / RATES.length),
  };
}

const meanRate = ({ working, weights }: Experts): number =>
  working.reduce((sum, rate, k) => sum + rate * (weights[k] ?? 0), 0) / weights.reduce((a, b) => a + b, 0);

/** Moves weights and rates after a case that an interval of miss rate `covering`, and no narrower one, would just have held. */
function learnFrom({ missRate, eta, working, weights }: Experts, covering: number): void {
  let total = 0;
  for (let k = 0; k < RATES.length; k++) {
    const ahead = covering - (working[k] ?? missRate);
    const loss = missRate * ahead - Math.min(0, ahead);
    weights[k] = (weights[k] ?? 0) * Math.exp(-eta * loss);
    total += weights[k] ?? 0;
  }
  const shared = 1 / (2 * STRETCH);
  for (let k = 0; k < RATES.length; k++) {
    weights[k] = ((1 - shared) * (weights[k] ?? 0)) / total + shared / RATES.length;
    const rate = working[k] ?? missRate;
    const moved = rate + (RATES[k] ?? 0) * (missRate - (covering < rate ? 1 : 0));
    working[k] = Math.min(1, Math.max(-missRate, moved));
  }
}

/**
 * Follows one lead as `adaptiveLead` does, by dynamically-tuned adaptive conformal inference (Gibbs and Candes, JMLR 25, 2024,
 * algorithm 1): eight rates of adaptation, whose miss rates are averaged by weights that fall with each one's pinball loss in
 * hindsight and never vanish. Corrections lie between ranks: rounded up, as the guarantee of a split without feedback asks for,
 * intervals of 95 % held 96. The band never grows beyond the greatest of the recent scores.
 */
export function aggregatedLead(): AdaptiveLead {
  const recent: number[][] = [];
  const experts = INTERVALS.map(({ missRate }) => expertsFor(missRate));
  let current: number[] | undefined;
  return {
    corrections() {
      current ??= experts.map((one, i) =>
        interpolatedCorrection(
          recent.map((s) => s[i] ?? Number.NaN),
          Math.min(1, Math.max(0, meanRate(one))),
        ),
      );
      return current;
    },
    learn(raw, _issued, actual) {
      if (!Number.isFinite(actual)) return;
      const scores = conformityScores(raw, actual);
      if (recent.length >= FEW)
        experts.forEach((one, i) => {
          const reached = recent.reduce((n, s) => ((s[i] ?? Number.NaN) >= (scores[i] ?? Number.NaN) ? n + 1 : n), 0);
          learnFrom(one, reached / (recent.length + 1));
        });
      recent.push(scores);
      if (recent.length > MEMORY) recent.shift();
      current = undefined;
    },
  };
}
