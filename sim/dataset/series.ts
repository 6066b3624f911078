/** What a simulated building gives: series of its zones, and what is known of all of them together. */

/** Series of one zone without the warm-up: row i is the state at its time, and what acts until the next row. */
export interface ZoneSeries {
  readonly zone: string;
  readonly airTempC: Float32Array;
  readonly heatingPowerW: Float32Array;
  readonly heatingRequestW: Float32Array;
  readonly heatingSetpointC: Float32Array;
  readonly internalGainW: Float32Array;
  /** Beside the leaks; undefined in the whole simulation, which tells all fresh air. */
  readonly extraAirM3PerH?: Float32Array;
  readonly persons: Int32Array;
  /** 0: the building's controller; 1: walkers. */
  readonly policy: Uint8Array;
  readonly maxPowerW: number;
  /** Of the whole simulation: its further columns by name. */
  readonly further?: Readonly<Record<string, Float32Array>>;
}

export interface BuildingSeries {
  readonly policies: readonly [string, string];
  readonly zones: readonly ZoneSeries[];
  /** Largest share of the heat in turn that a step's balance left over; undefined where the kernel ran, which keeps no balance. */
  readonly residualShare?: number;
}
