/** The register of walkers: their names, their settings as a plan writes them, and the way from one to the other. */
import { z } from "zod";
import { stream, unknownName } from "#domain";
import type { Range, Walker, WalkerKind } from "./walker.ts";
import { aprbs } from "./walkers/aprbs.ts";
import { chirp } from "./walkers/chirp.ts";
import { constant } from "./walkers/constant.ts";
import { multisine } from "./walkers/multisine.ts";
import { ornsteinUhlenbeck } from "./walkers/ornstein-uhlenbeck.ts";
import { poisson } from "./walkers/poisson.ts";
import { prbs } from "./walkers/prbs.ts";
import { ramp } from "./walkers/ramp.ts";
import { random } from "./walkers/random.ts";
import { setpointPolicy } from "./walkers/setpoint-policy.ts";
import { sinusoidal } from "./walkers/sinusoidal.ts";
import { staircase } from "./walkers/staircase.ts";

export const WALKERS = {
  constant,
  random,
  poisson,
  ramp,
  sinusoidal,
  prbs,
  aprbs,
  multisine,
  chirp,
  staircase,
  "ornstein-uhlenbeck": ornsteinUhlenbeck,
  "setpoint-policy": setpointPolicy,
} as const satisfies Record<string, WalkerKind>;

export type WalkerId = keyof typeof WALKERS;

export const WALKER_IDS = Object.keys(WALKERS) as [WalkerId, ...WalkerId[]];

const isWalkerId = (name: string): name is WalkerId => Object.hasOwn(WALKERS, name);

/** The kind called `name`. Throws `unknown-name` with the nearest one. */
export function walkerKind(name: string): WalkerKind {
  if (!isWalkerId(name)) throw unknownName("walker", name, WALKER_IDS);
  return WALKERS[name];
}

const specOf = <K extends string, Shape extends z.ZodRawShape>(kind: K, { parameters }: WalkerKind<Shape>) =>
  z.strictObject({ kind: z.literal(kind), ...parameters.shape });

/** A walker as a plan names it: its kind, and the parameters that differ from the defaults. */
export const walkerSpecSchema = z.discriminatedUnion("kind", [
  specOf("constant", constant),
  specOf("random", random),
  specOf("poisson", poisson),
  specOf("ramp", ramp),
  specOf("sinusoidal", sinusoidal),
  specOf("prbs", prbs),
  specOf("aprbs", aprbs),
  specOf("multisine", multisine),
  specOf("chirp", chirp),
  specOf("staircase", staircase),
  specOf("ornstein-uhlenbeck", ornsteinUhlenbeck),
  specOf("setpoint-policy", setpointPolicy),
]);
export type WalkerSpec = z.input<typeof walkerSpecSchema>;

export interface WalkerInput {
  readonly spec: WalkerSpec;
  readonly range: Range;
  /** Step, s, > 0. */
  readonly stepS: number;
  readonly seed: number;
  /** Whose control it is, such as `house-7/living/heatingPowerW`: every name has a stream of its own under the seed. */
  readonly name: string;
}

/**
 * A walker at its first step. Same input, same levels, whatever else is drawn.
 * Throws `bad-input` for parameters, a range or a step that cannot be, `unknown-name` for a kind that there is not.
 */
export function createWalker({ spec, range, stepS, seed, name }: WalkerInput): Walker {
  const { kind, ...parameters } = spec;
  return walkerKind(kind).create(parameters, { range, stepS, random: stream(seed, `excitation/${name}`) });
}
