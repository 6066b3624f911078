/** Maximal-length linear feedback shift registers: the bits behind pseudo-random binary signals. */
import { ZonecastError } from "#domain";

/**
 * Feedback taps by register length: exponents of a primitive polynomial over GF(2), so that the register runs through all
 * 2^n - 1 states other than zero. Golomb, Shift Register Sequences (1967); Peterson and Weldon (1972), appendix C. Every row is
 * run through its whole period by a test.
 */
export const LFSR_TAPS: Readonly<Record<number, readonly number[]>> = {
  2: [2, 1],
  3: [3, 2],
  4: [4, 3],
  5: [5, 3],
  6: [6, 5],
  7: [7, 6],
  8: [8, 6, 5, 4],
  9: [9, 5],
  10: [10, 7],
  11: [11, 9],
  12: [12, 11, 10, 4],
  13: [13, 12, 11, 8],
  14: [14, 13, 12, 2],
  15: [15, 14],
  16: [16, 15, 13, 4],
};

/**
 * The bits of the register of length `order` (2..16) that starts at `state` (1..2^order - 1), shifted out one a call.
 * Throws `bad-input` for another order or state; the zero state would stay zero for ever.
 */
export function lfsr(order: number, state: number): () => 0 | 1 {
  const taps = LFSR_TAPS[order];
  if (!taps) throw new ZonecastError("bad-input", `no register of length ${order}; there are 2 to 16`);
  const mask = 2 ** order - 1;
  if (!(Number.isInteger(state) && state >= 1 && state <= mask))
    throw new ZonecastError("bad-input", `a register of length ${order} cannot start at ${state}`);
  let tapped = 0;
  for (const tap of taps) tapped |= 1 << (tap - 1);
  let register = state;
  return () => {
    let parity = register & tapped;
    parity ^= parity >>> 8;
    parity ^= parity >>> 4;
    parity ^= parity >>> 2;
    const bit = (parity ^ (parity >>> 1)) & 1;
    register = ((register << 1) | bit) & mask;
    return bit === 1 ? 1 : 0;
  };
}
