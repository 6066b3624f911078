/** What needs no data: problems solved on paper, and laws that hold for every building. */
import { type Row, within } from "../row.ts";
import type { Suite } from "../suite.ts";
import { coupledErrorK, decayErrorK, orderOf, swingErrorK } from "./closed-form.ts";
import { engineBalance, engineStepK, reducedBalance, reducedStepK } from "./house-rules.ts";
import { bareZoneK, engineOrder, suppliedHeat, systemsBalance } from "./systems.ts";

interface Bar {
  readonly case: string;
  readonly quantity: string;
  readonly unit: string;
  readonly lower: number;
  readonly upper: number;
  readonly ours: () => number;
}

/** Far above what rounding does, far below what anybody could see. */
const NOTHING = 1e-9;

const BARS: readonly Bar[] = [
  {
    case: "decay",
    quantity: "free zone against e^(-t/RC), steps of an hour",
    unit: "K",
    lower: 0,
    upper: NOTHING,
    ours: () => decayErrorK(3600),
  },
  {
    case: "decay",
    quantity: "free zone against e^(-t/RC), steps of a minute",
    unit: "K",
    lower: 0,
    upper: NOTHING,
    ours: () => decayErrorK(60),
  },
  {
    case: "swing",
    quantity: "order of convergence, hourly means of a sine halved",
    unit: "",
    lower: 1.98,
    upper: 2.02,
    ours: () => orderOf(swingErrorK, 3600),
  },
  {
    case: "coupled",
    quantity: "two zones behind a wall against their two modes",
    unit: "K",
    lower: 0,
    upper: NOTHING,
    ours: () => coupledErrorK(3600),
  },
  {
    case: "balance",
    quantity: "reduced models: heat that is missing in a step, of that which moved",
    unit: "",
    lower: 0,
    upper: NOTHING,
    ours: reducedBalance,
  },
  {
    case: "balance",
    quantity: "simulator: heat that is missing in a step, of that which moved",
    unit: "",
    lower: 0,
    upper: NOTHING,
    ours: engineBalance,
  },
  {
    case: "step",
    quantity: "reduced models: hourly means at steps of an hour and of 5 min",
    unit: "K",
    lower: 0,
    upper: NOTHING,
    ours: () => reducedStepK(300),
  },
  {
    case: "step",
    quantity: "simulator: output steps of an hour and of 15 min",
    unit: "K",
    lower: 0,
    upper: NOTHING,
    ours: engineStepK,
  },
  {
    case: "systems",
    quantity: "every emitter, law and supply: heat that is missing in a step, of that which moved",
    unit: "",
    lower: 0,
    upper: NOTHING,
    ours: systemsBalance,
  },
  {
    case: "systems",
    quantity: "every supply: heat of rooms and taps that no meter saw, of all",
    unit: "",
    lower: 0,
    upper: NOTHING,
    ours: suppliedHeat,
  },
  {
    case: "order",
    quantity: "simulator: order of convergence, a quarter of an hour halved",
    unit: "",
    lower: 0.9,
    upper: 1.2,
    ours: engineOrder,
  },
  {
    case: "bare",
    quantity: "zone without window, wall or neighbour: distance from the outdoors at last",
    unit: "K",
    lower: 0,
    upper: NOTHING,
    ours: bareZoneK,
  },
];

export const analytic: Suite = {
  name: "analytic",
  title: "solutions on paper, and laws of every run",
  files: [],
  about: [
    "Free decay, an outdoor temperature that swings as a sine, and two coupled zones have a solution on paper. For every building " +
      "the heat balance must close in each step, and the step of the output must not change the result. The reduced models are " +
      "stepped exactly, so their error is rounding; only inputs that change within a step leave one, which falls with its square.",
  ],
  run: () =>
    BARS.map(({ ours: compute, ...bar }): Row => {
      const ours = compute();
      return { suite: "analytic", ...bar, ours, pass: within(ours, bar.lower, bar.upper) };
    }),
};
