/** One building under one seed: every policy lived, every model trained on each, and each judged on all. */
import { stream } from "#domain";
import {
  createResponseTally,
  LEADS,
  LOOK_BACK,
  lastRow,
  type Operation,
  RESPONSE_LEARNERS,
  type ResponseLearner,
  type ResponseModel,
  type ResponseScore,
} from "#forecasting";
import { branch, createPolicy, drawSetback, type Household, household, houseInWeather, operate } from "#sim";
import type { Design } from "./design.ts";

/** One line of the raw result. */
export interface CellRow {
  readonly building: string;
  readonly seed: number;
  readonly model: string;
  /** Policies of the training and of the test. */
  readonly trainedOn: string;
  readonly testedOn: string;
  readonly trainingRows: number;
  readonly origins: number;
  /** Mean absolute error, K, 1 h and 4 h ahead, with control and weather known. */
  readonly mae1hK: number;
  readonly mae4hK: number;
  /** Of the last temperature held. */
  readonly persistence4hK: number;
  /** Heating a fifth more against a fifth less than what the policy does. */
  readonly shift: ResponseScore;
  /** Full heating against none. */
  readonly full: ResponseScore;
}

export interface CellTask {
  readonly building: string;
  readonly seed: number;
  readonly design: Design;
}

/** Models that a cell trains. */
export const modelsOf = (design: Design): number => design.trainings.length * RESPONSE_LEARNERS.length;

/** Heating is moved by so much, up and down, from the plan. */
const SHIFT = 0.2;

/** A test policy's life, and what would have been true under other plans. */
interface Test {
  readonly id: string;
  readonly record: Operation;
  readonly origins: readonly Origin[];
}

interface Origin {
  readonly row: number;
  readonly pairs: readonly {
    readonly kind: "shift" | "full";
    readonly plans: readonly [Float64Array, Float64Array];
    readonly trueK: Float64Array;
  }[];
}

/** Runs a cell. `onStep` is called after each model that was trained and judged. */
export function runCell({ building, seed, design }: CellTask, onStep: () => void): CellRow[] {
  const schedule = drawSetback(stream(seed, `setback/${building}`));
  const tests = design.tests.map((id) => testOf(building, seed, design, id, schedule));
  const rows: CellRow[] = [];
  for (const trainedOn of design.trainings) {
    const record = lived(
      building,
      seed,
      design.trainFromDay,
      design.trainDays,
      design.warmUpDays,
      trainedOn,
      schedule,
      "train",
    ).record;
    for (const learner of RESPONSE_LEARNERS) {
      const model = learn(learner, record, building, seed, design, trainedOn);
      for (const test of tests) rows.push({ building, seed, model: learner.id, trainedOn, ...judge(model, test, record) });
      onStep();
    }
  }
  return rows;
}

function learn(
  learner: ResponseLearner,
  record: Operation,
  building: string,
  seed: number,
  design: Design,
  on: string,
): ResponseModel {
  return learner.learn([record], stream(seed, `train/${building}/${on}/${learner.id}`), design.effort[learner.id] ?? NO_EFFORT);
}

const NO_EFFORT = { epochs: 1, stride: 1 };

/** Warms the house up under plain control, then lets the policy live. */
function lived(
  building: string,
  seed: number,
  fromDay: number,
  days: number,
  warmUpDays: number,
  policy: string,
  schedule: ReturnType<typeof drawSetback>,
  part: string,
  keepEvery = 0,
) {
  const { zone, weather, utcOffsetH } = houseInWeather(building, seed, fromDay - warmUpDays, warmUpDays + days);
  const home: Household = household(weather, schedule, utcOffsetH);
  const perDay = 86_400 / zone.stepS;
  const name = `${building}/${part}`;
  operate(zone, home, createPolicy("p", { stepS: zone.stepS, seed, name }), warmUpDays * perDay);
  const life = operate(zone, home, createPolicy(policy, { stepS: zone.stepS, seed, name }), days * perDay, { keepEvery });
  const from = life.fromRow;
  const cut = (column: string) => weather.columns.get(column)!.slice(from, from + days * perDay + 1);
  const record: Operation = {
    stepS: zone.stepS,
    startHour: home.hours[from]!,
    airTempC: life.airTempC,
    heatingShare: life.heatingShare,
    outdoorTempC: cut("outdoorTempC"),
    directWPerM2: cut("directNormalWPerM2"),
    diffuseWPerM2: cut("diffuseHorizontalWPerM2"),
  };
  return { zone, life, record };
}

function testOf(building: string, seed: number, design: Design, id: string, schedule: ReturnType<typeof drawSetback>): Test {
  const { testFromDay, testDays, warmUpDays, originEvery } = design;
  const { zone, life, record } = lived(building, seed, testFromDay, testDays, warmUpDays, id, schedule, "test", originEvery);
  const origins: Origin[] = [];
  for (const [row, state] of life.states) {
    if (row < LOOK_BACK || row > lastRow(record)) continue;
    const plan = record.heatingShare.subarray(row, row + LEADS);
    const pair = (kind: "shift" | "full", more: Float64Array, less: Float64Array) => {
      const [a, b] = [branch(zone, state, more), branch(zone, state, less)];
      return { kind, plans: [more, less] as const, trueK: a.map((v, h) => v - b[h]!) };
    };
    origins.push({
      row,
      pairs: [
        pair(
          "shift",
          plan.map((u) => Math.min(1, u + SHIFT)),
          plan.map((u) => Math.max(0, u - SHIFT)),
        ),
        pair("full", new Float64Array(LEADS).fill(1), new Float64Array(LEADS)),
      ],
    });
  }
  return { id, record, origins };
}

function judge(model: ResponseModel, { id, record, origins }: Test, trained: Operation) {
  const tallies = { shift: createResponseTally(), full: createResponseTally() };
  const [first, second] = [new Float64Array(LEADS), new Float64Array(LEADS)];
  let [error1h, error4h, held4h] = [0, 0, 0];
  for (const { row, pairs } of origins) {
    model.predict(record, row, record.heatingShare.subarray(row, row + LEADS), first);
    const truth = (lead: number) => record.airTempC[row + lead]!;
    error1h += Math.abs(first[3]! - truth(4));
    error4h += Math.abs(first[LEADS - 1]! - truth(LEADS));
    held4h += Math.abs(truth(0) - truth(LEADS));
    for (const { kind, plans, trueK } of pairs) {
      model.predict(record, row, plans[0], first);
      model.predict(record, row, plans[1], second);
      tallies[kind].add(
        first.map((v, h) => v - second[h]!),
        trueK,
      );
    }
  }
  const count = origins.length;
  return {
    testedOn: id,
    trainingRows: trained.heatingShare.length,
    origins: count,
    mae1hK: error1h / count,
    mae4hK: error4h / count,
    persistence4hK: held4h / count,
    shift: tallies.shift.score(),
    full: tallies.full.score(),
  };
}
