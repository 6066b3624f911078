/** A line of the validation table: what was asked, what others allow, what we got. */

export interface Row {
  readonly suite: string;
  readonly case: string;
  readonly quantity: string;
  /** Empty for a pure number. */
  readonly unit: string;
  /** Bounds, or what others published; null where there is none. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** What other programs got, by name. */
  readonly peers?: Readonly<Record<string, number>>;
  readonly ours: number;
  /** When, for an extreme: the hour that ends, in local standard time, such as "9 Feb 7". */
  readonly at?: string | undefined;
  /** Null where the bounds are stated for comparison and are no bar. */
  readonly pass: boolean | null;
}

/** Whether `ours` is a number within the bounds. */
export const within = (ours: number, lower: number | null, upper: number | null): boolean =>
  Number.isFinite(ours) && (lower === null || ours >= lower) && (upper === null || ours <= upper);
