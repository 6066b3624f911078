/** Ways to bring a network to a new building, from looking only to learning everything: each is a row of one table. */
import { ZonecastError } from "#domain";
import { isTrainable, type Parameter, type Trainable } from "../tft/layout.ts";

export interface Strategy {
  readonly name: string;
  /** What learns on the target; null: nothing does. */
  readonly learns: Trainable | null;
  /** Whether it begins from the base model or from nothing. */
  readonly from: "base" | "nothing";
  /** Most passes over the target's windows. */
  readonly epochs: number;
  readonly learningRate: number;
  /** For the table and the pages, one line. */
  readonly about: string;
}

export const STRATEGIES = [
  { name: "zero-shot", learns: null, from: "base", epochs: 0, learningRate: 0, about: "the base model as it is" },
  {
    name: "probe",
    learns: "head",
    from: "base",
    epochs: 60,
    learningRate: 3e-3,
    about: "the quantile head alone, on cached features",
  },
  {
    name: "probe + gates",
    learns: "gates",
    from: "base",
    epochs: 12,
    learningRate: 1e-3,
    about: "the head, all gates and layer norms",
  },
  { name: "decoder", learns: "decoder", from: "base", epochs: 12, learningRate: 5e-4, about: "whatever works after the encoder" },
  { name: "full", learns: "all", from: "base", epochs: 12, learningRate: 5e-4, about: "every parameter, from the base model" },
  { name: "scratch", learns: "all", from: "nothing", epochs: 30, learningRate: 2e-3, about: "every parameter, from nothing" },
] as const satisfies readonly Strategy[];

export type StrategyName = (typeof STRATEGIES)[number]["name"];

/** Throws `unknown-name`. */
export function strategyOf(name: string): Strategy {
  const found = STRATEGIES.find((s) => s.name === name);
  if (!found)
    throw new ZonecastError("unknown-name", `unknown strategy '${name}'`, { hint: STRATEGIES.map((s) => s.name).join(", ") });
  return found;
}

/** How many numbers learn. */
export const trainedParameters = ({ learns }: Strategy, layout: readonly Parameter[]): number =>
  learns === null ? 0 : layout.filter((p) => isTrainable(p, learns)).reduce((n, p) => n + p.size, 0);
