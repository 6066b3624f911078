/** Problems with a solution on paper, and how far the reduced models are from it. */
import { type ReducedModel, reducedModel, type ZoneInput } from "../../reduced/model.ts";
import { type ReducedBuilding, type ReducedZone, single } from "../../reduced/zone.ts";

const CAPACITY_J_PER_K = 2e6;
const LOSS_W_PER_K = 50;
const RATE = LOSS_W_PER_K / CAPACITY_J_PER_K;
const START_C = 20;

/** Air that stores heat and nothing else. */
const bareZone: ReducedZone = {
  airCapacityJPerK: CAPACITY_J_PER_K,
  radiationWPerM2K: 0,
  elements: {},
  facades: [],
  solarToAirShare: 0,
};

const outdoors = (outdoorTempC: number): ZoneInput => ({
  outdoorTempC,
  ventilationWPerK: LOSS_W_PER_K,
  convectiveW: 0,
  radiativeW: 0,
  sunWPerM2: [],
});

/** Largest distance of each of `states` from `truth(t)` at the ends of steps, K. */
function worstError(
  model: ReducedModel,
  stepS: number,
  steps: number,
  inputs: (fromS: number, toS: number) => readonly ZoneInput[],
  truth: (tS: number) => readonly number[],
  judgedFromS = 0,
): number {
  let worst = 0;
  for (let i = 0; i < steps; i++) {
    const toS = (i + 1) * stepS;
    model.step(inputs(i * stepS, toS));
    if (toS < judgedFromS) continue;
    const states = model.statesC();
    truth(toS).forEach((value, z) => {
      worst = Math.max(worst, Math.abs((states[z] ?? Number.NaN) - value));
    });
  }
  return worst;
}

/** A warm zone in the cold: T = e^(-t/RC). Error in K over three days. */
export function decayErrorK(stepS: number): number {
  const model = reducedModel(single(bareZone), START_C, stepS);
  return worstError(
    model,
    stepS,
    (72 * 3600) / stepS,
    () => [outdoors(0)],
    (t) => [START_C * Math.exp(-RATE * t)],
  );
}

const DAY_RAD_PER_S = (2 * Math.PI) / 86_400;
const MEAN_C = 10;
const SWING_K = 8;

/** The outdoors swings as a sine through the day, and the model is given its means. Error in K on the third day, at full hours. */
export function swingErrorK(stepS: number): number {
  const w = DAY_RAD_PER_S;
  const input = (from: number, to: number) => [
    outdoors(MEAN_C + (SWING_K * (Math.cos(w * from) - Math.cos(w * to))) / (w * (to - from))),
  ];
  const lag = Math.atan(w / RATE);
  const swing = SWING_K / Math.hypot(1, w / RATE);
  const truth = (t: number) => [
    MEAN_C + swing * Math.sin(w * t - lag) + (START_C - MEAN_C + swing * Math.sin(lag)) * Math.exp(-RATE * t),
  ];
  return worstError(reducedModel(single(bareZone), START_C, stepS), stepS, (72 * 3600) / stepS, input, truth, 48 * 3600);
}

/** Order with which the error of `errorAt` falls as the step is halved from `stepS`. */
export const orderOf = (errorAt: (stepS: number) => number, stepS: number): number =>
  Math.log2(errorAt(stepS) / errorAt(stepS / 2));

/** Two zones behind a wall that stores nothing, each with an outdoors of its own. Error in K over five days. */
export function coupledErrorK(stepS: number): number {
  const areaM2 = 12;
  const films = [2.5, 2.5] as const;
  const middleKPerW = 0.02;
  const building: ReducedBuilding = {
    zones: [bareZone, bareZone],
    partitions: [{ zones: [0, 1], areaM2, filmsWPerM2K: films, chain: [], lastKPerW: middleKPerW }],
  };
  const wallWPerK = 1 / (1 / (films[0] * areaM2) + middleKPerW + 1 / (films[1] * areaM2));
  const [cold, mild] = [-5, 15];
  // Sum and difference of the two temperatures each decay on their own.
  const sumRate = RATE;
  const apartRate = (LOSS_W_PER_K + 2 * wallWPerK) / CAPACITY_J_PER_K;
  const apartEnd = (LOSS_W_PER_K * (cold - mild)) / (LOSS_W_PER_K + 2 * wallWPerK);
  const truth = (t: number) => {
    const sum = cold + mild + (2 * START_C - cold - mild) * Math.exp(-sumRate * t);
    const apart = apartEnd * -Math.expm1(-apartRate * t);
    return [(sum + apart) / 2, (sum - apart) / 2];
  };
  const model = reducedModel(building, START_C, stepS);
  return worstError(model, stepS, (120 * 3600) / stepS, () => [outdoors(cold), outdoors(mild)], truth);
}
