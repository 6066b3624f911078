/** How the experiment on excitation is laid out: which days, which policies, how long the networks train. */
import type { Effort } from "#forecasting";
import type { PolicyId } from "#sim";

export interface Design {
  readonly trainings: readonly PolicyId[];
  readonly tests: readonly PolicyId[];
  /** Days of the year, 0 is 1 January. */
  readonly trainFromDay: number;
  readonly trainDays: number;
  readonly testFromDay: number;
  readonly testDays: number;
  readonly warmUpDays: number;
  /** An origin of forecasts and branches each so many steps. */
  readonly originEvery: number;
  readonly effort: Readonly<Record<string, Effort>>;
}

/** Closed loop, excited, half and half; excitation free and inside the comfort envelope. */
const TRAININGS: readonly PolicyId[] = ["p", "pi", "two-point", "poisson", "bounded-poisson", "mixed", "mixed-bounded"];
const TESTS: readonly PolicyId[] = ["p", "pi", "poisson", "ramp", "sinusoidal", "bounded-poisson"];

/** Days 5..35 to learn from and 320..355 to be judged on, as published; 21 days to forget the start. */
export const fullDesign = (trainDays: number): Design => ({
  trainings: TRAININGS,
  tests: TESTS,
  trainFromDay: 5,
  trainDays,
  testFromDay: 320,
  testDays: 35,
  warmUpDays: 21,
  originEvery: 8,
  effort: { mlp: { epochs: 60, stride: 1 }, lstm: { epochs: 30, stride: 3 } },
});

/** Seconds instead of minutes: shows that everything runs, proves nothing. */
export const quickDesign = (): Design => ({
  ...fullDesign(8),
  trainings: ["p", "poisson", "mixed"],
  tests: ["p", "poisson"],
  testDays: 6,
  warmUpDays: 7,
  effort: { mlp: { epochs: 8, stride: 1 }, lstm: { epochs: 4, stride: 4 } },
});
