/** The comfort envelope: lets a walker do what it likes as long as the zone stays comfortable and the machine whole. */
import { ZonecastError } from "#domain";
import type { Band } from "./comfort-band.ts";
import { type EnergyBudget, energyAllowance } from "./energy-allowance.ts";
import { createEquipment, type EquipmentLimits, levelOfPower } from "./equipment.ts";
import { nearestComfortable } from "./nearest-comfortable.ts";
import { stepsOf, type Walker } from "./walker.ts";

export interface EnvelopeLimits extends EquipmentLimits {
  /** A wish is kept at least so long before the next is heard, s. Comfort may break in. */
  readonly minDwellS?: number;
  readonly budget?: EnergyBudget;
  /** Distance that predictions keep from the band's ends, K; 0.3 when left out. Covers what the look-ahead does not know. */
  readonly marginK?: number;
}

/** What the envelope may know about the coming step. */
export interface LookAhead {
  /** Band of the temperature at the step's end. */
  readonly band: Band;
  /** Zone temperature (°C, finite) at the step's end if `level` holds during it: rising or falling in `level` all the way. */
  predictC(level: number): number;
}

/** Why a level is not the one that was asked for; `out-of-reach`: no level could have kept the band. */
export type Reason = "asked" | "dwell" | "energy" | "equipment" | "comfort" | "out-of-reach";

export interface Decision {
  readonly requested: number;
  /** What is done. */
  readonly level: number;
  readonly reason: Reason;
}

export interface Guard {
  /** Decides the coming step. To be called once a step. */
  decide(requested: number, ahead: LookAhead): Decision;
  /** Instead of a decision: somebody else had the step, at this level. */
  took(level: number): void;
}

/**
 * Stands between any wish and the zone. In order of rank: the equipment's limits; the band of the look-ahead; the energy budget;
 * the dwell; the wish. Of the levels that the higher ranks leave, the nearest to the wish is taken, so no more excitation is
 * lost than must be. With several guarded controls in a zone decide one after the other, each predicting with what the others
 * do; the last has the last word. Throws `bad-input` for limits that contradict each other.
 */
export function comfortGuard(limits: EnvelopeLimits, stepS: number): Guard {
  const { range, marginK = 0.3, powerOfW = (level: number) => level } = limits;
  if (!(stepS > 0 && marginK >= 0)) throw new ZonecastError("bad-input", "step and margin of an envelope must not be negative");
  const equipment = createEquipment(limits, stepS);
  const allowance = limits.budget && energyAllowance(limits.budget, stepS);
  const dwell = stepsOf(limits.minDwellS ?? 0, stepS);
  let heard = Number.NaN;
  let kept = dwell;

  return {
    decide(requested, { band, predictC }) {
      if (kept >= dwell) {
        kept = 0;
        heard = requested;
      }
      kept++;
      const affordable = allowance ? levelOfPower(range, powerOfW, allowance.nextW()) : range.max;
      const wish = Math.min(heard, affordable);
      const spans = equipment.permitted();
      const { level, inReach } = nearestComfortable(spans, wish, narrowed(band, marginK), predictC);
      equipment.took(level);
      allowance?.spent(powerOfW(level));
      const possible = spans.some(({ low, high }) => wish >= low && wish <= high);
      const reason = ((): Reason => {
        if (!inReach) return "out-of-reach";
        if (level === requested) return "asked";
        if (level === wish) return wish < heard ? "energy" : "dwell";
        return possible ? "comfort" : "equipment";
      })();
      return { requested, level, reason };
    },
    took(level) {
      equipment.took(level);
      allowance?.spent(powerOfW(level));
      // The next wish is a new one.
      kept = dwell;
    },
  };
}

/** A walker inside its envelope: each call takes the walker's next level as the wish. */
export function envelope(walker: Walker, limits: EnvelopeLimits, stepS: number): { next(ahead: LookAhead): Decision } {
  const guard = comfortGuard(limits, stepS);
  return { next: (ahead) => guard.decide(walker.next(), ahead) };
}

/** The band without its margins; its middle where they meet. */
function narrowed({ minC, maxC }: Band, marginK: number): Band {
  const margin = Math.min(marginK, (maxC - minC) / 2);
  return { minC: minC + margin, maxC: maxC - margin };
}
