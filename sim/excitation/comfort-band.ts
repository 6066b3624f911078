/** The temperatures a zone may have, by occupancy: wide while it is empty, narrowing in time for the next person. */
import { ZonecastError } from "#domain";

/** Temperatures that are allowed, both ends inclusive, °C. */
export interface Band {
  readonly minC: number;
  readonly maxC: number;
}

export interface ComfortBandInput {
  /** 1 where somebody is there, by row. */
  readonly occupied: ArrayLike<number>;
  /** Step, s, > 0. */
  readonly stepS: number;
  readonly whenOccupied: Band;
  /** Not narrower than `whenOccupied`. */
  readonly whenEmpty: Band;
  /**
   * How fast the zone can be warmed or cooled back, K/h, > 0. The band of an empty zone closes at this rate before
   * somebody comes, since one step ahead would be too late.
   */
  readonly recoveryKPerH: number;
}

export interface ComfortBand {
  /** The band of row `i`; of the last row beyond the end. */
  at(i: number): Band;
}

/** The band of every figure in `docs/excitation.md`: as cool as a heated room and as warm as a summer day may be. */
export const COMFORT_18_26: Band = { minC: 18, maxC: 26 };

/** Bands by row. Throws `bad-input` for a band of no width, an empty band inside the occupied one, or no recovery. */
export function comfortBand({ occupied, stepS, whenOccupied, whenEmpty, recoveryKPerH }: ComfortBandInput): ComfortBand {
  if (!(whenOccupied.minC < whenOccupied.maxC && whenEmpty.minC <= whenOccupied.minC && whenEmpty.maxC >= whenOccupied.maxC))
    throw new ZonecastError("bad-input", "the comfort band must have a width, and be no wider than that of the empty zone");
  if (!(recoveryKPerH > 0 && stepS > 0)) throw new ZonecastError("bad-input", "recovery and step must be positive");
  const rows = occupied.length;
  const least = new Float64Array(rows);
  const most = new Float64Array(rows);
  const perStepK = (recoveryKPerH * stepS) / 3600;
  let band: Band = whenEmpty;
  for (let i = rows - 1; i >= 0; i--) {
    const now = occupied[i] === 1 ? whenOccupied : whenEmpty;
    band = { minC: Math.max(now.minC, band.minC - perStepK), maxC: Math.min(now.maxC, band.maxC + perStepK) };
    least[i] = band.minC;
    most[i] = band.maxC;
  }
  return {
    at(i) {
      const row = Math.min(i, rows - 1);
      return { minC: least[row] ?? whenEmpty.minC, maxC: most[row] ?? whenEmpty.maxC };
    },
  };
}
