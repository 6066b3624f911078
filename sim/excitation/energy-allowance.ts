/** An energy budget that lasts: so much a period, of which only a part may be spent ahead of time. */

export interface EnergyBudget {
  /** Wh in each period. */
  readonly energyWh: number;
  /** Length of a period, s. */
  readonly everyS: number;
  /** Share of the budget that may be spent ahead of an even pace, 0..1; 0.25 when left out. */
  readonly aheadShare?: number;
}

export interface EnergyAllowance {
  /** Mean power (W, >= 0) that the coming step may have. */
  nextW(): number;
  /** Says what the step really had, W. */
  spent(powerW: number): void;
}

/** A budget that begins now. What is overspent in a period is not taken from the next. */
export function energyAllowance({ energyWh, everyS, aheadShare = 0.25 }: EnergyBudget, stepS: number): EnergyAllowance {
  let usedWh = 0;
  let elapsedS = 0;
  return {
    nextW() {
      const pace = Math.min(1, (elapsedS + stepS) / everyS + aheadShare);
      return Math.max(0, ((energyWh * pace - usedWh) * 3600) / stepS);
    },
    spent(powerW) {
      usedWh += (powerW * stepS) / 3600;
      elapsedS += stepS;
      if (elapsedS < everyS - 0.5 * stepS) return;
      elapsedS = 0;
      usedWh = 0;
    },
  };
}
