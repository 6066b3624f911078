/** When zones that exchange air agree. */

/** No zone's air moves by more from one round to the next, K: a tenth of what a balance of 1e-9 can see. */
export const SETTLED_K = 1e-9;

/** Rounds after which it is said that they never will. A door or two take five, a barn door hundreds. */
export const MOST_SWEEPS = 20_000;
