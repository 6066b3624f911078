/** Who moves the heating of a zone: closed loop, walkers, walkers inside the comfort envelope, and turns of both. */
import { type Random, stream, unknownName } from "#domain";
import type { ControllerSetting, Seen } from "../excitation/controllers/controller.ts";
import { type ControllerSpec, createController } from "../excitation/controllers.ts";
import { comfortGuard, type Guard, type LookAhead } from "../excitation/envelope.ts";
import { episodeMix } from "../excitation/episodes.ts";
import { createWalker, type WalkerSpec } from "../excitation/walkers.ts";
import { type Heating, INNER_S } from "./heated-zone.ts";

/** What the policy knows when it decides the coming step. */
export interface PolicyView extends Seen, LookAhead {}

/** The heating of the coming step: a walker's level, or the law of a controller. To be called once a step. */
export type Policy = (view: PolicyView) => Heating;

/** Gains of BuilDa's reference controller and of a slow radiator controller. */
const P: ControllerSpec = { kind: "p", gainPerK: 0.7 };
const PI: ControllerSpec = { kind: "pi", gainPerK: 0.4, integralS: 7_200 };

const range = { min: 0, max: 1 };

interface Parts {
  readonly closed?: ControllerSpec;
  readonly walker?: WalkerSpec;
  /** Whether an envelope stands between the walker and the zone. */
  readonly bounded?: true;
}

const POISSON: WalkerSpec = { kind: "poisson", meanHoldSteps: 8 };

/** Controller alone: closed loop. Walker alone: excited. Both: half of the two-day episodes each. */
const POLICIES = {
  p: { closed: P },
  pi: { closed: PI },
  "two-point": { closed: { kind: "two-point", hysteresisK: 1 } },
  poisson: { walker: POISSON },
  ramp: { walker: { kind: "ramp" } },
  sinusoidal: { walker: { kind: "sinusoidal" } },
  "bounded-poisson": { walker: POISSON, bounded: true },
  mixed: { closed: P, walker: POISSON },
  "mixed-bounded": { closed: P, walker: POISSON, bounded: true },
} as const satisfies Record<string, Parts>;

export type PolicyId = keyof typeof POLICIES;

export const POLICY_IDS = Object.keys(POLICIES) as [PolicyId, ...PolicyId[]];

const isPolicyId = (text: string): text is PolicyId => Object.hasOwn(POLICIES, text);

/** A policy at rest. Its numbers follow from the seed and `name`. Throws `unknown-name` for a policy that is not in the table. */
export function createPolicy(id: string, { stepS, seed, name }: { stepS: number; seed: number; name: string }): Policy {
  if (!isPolicyId(id)) throw unknownName("policy", id, POLICY_IDS);
  const { closed, walker, bounded }: Parts = POLICIES[id];
  const setting: ControllerSetting = { range, stepS: INNER_S, sense: "heating" };
  const loop = closed && createController(closed, setting);
  const walk = walker && createWalker({ spec: walker, range, stepS, seed, name: `${name}/${id}` });
  const guard: Guard | undefined = bounded && comfortGuard({ range }, stepS);
  const random: Random = stream(seed, `episodes/${name}/${id}`);
  const excited = loop && walk ? episodeMix({ stepS, random }) : () => (walk ? "excited" : "closed");

  return (view) => {
    // The walker goes on while the controller is in charge, so that turns change no level.
    const wish = walk?.next() ?? 0;
    if (excited() === "excited") return guard ? guard.decide(wish, view).level : wish;
    let levelBefore = view.levelBefore;
    return (airTempC) => {
      levelBefore = loop?.act({ airTempC, setpointC: view.setpointC, levelBefore });
      return levelBefore ?? 0;
    };
  };
}
