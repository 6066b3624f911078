/** Several controls at once: each with a walker and a stream of its own, side by side in a frame. */
import { type Frame, makeFrame, ZonecastError } from "#domain";
import type { Range } from "./walker.ts";
import { createWalker, type WalkerSpec } from "./walkers.ts";

export interface Channel {
  /** Column in the frame, and name of its stream: `zone/heatingPowerW`, say. */
  readonly name: string;
  readonly range: Range;
  readonly walker: WalkerSpec;
}

export interface ExciteInput {
  readonly channels: readonly Channel[];
  readonly seed: number;
  /** Goes before each channel's name, so that two buildings of one data set differ. */
  readonly building: string;
  /** Time of row 0, UTC ms. */
  readonly startTs: number;
  /** Step, s, > 0. Row i holds from its time until the next row. */
  readonly stepS: number;
  /** Number of rows, >= 0. */
  readonly length: number;
}

/**
 * The levels of all channels. Adding, removing or reordering channels changes no other column, and a longer frame begins with
 * the shorter one. Throws `bad-input` when two channels have one name, and as `createWalker` does.
 */
export function excite({ channels, seed, building, startTs, stepS, length }: ExciteInput): Frame {
  const names = new Set(channels.map((c) => c.name));
  if (names.size < channels.length) throw new ZonecastError("bad-input", "two channels have the same name");
  return makeFrame(
    startTs,
    stepS,
    channels.map(({ name, range, walker }) => {
      const levels = createWalker({ spec: walker, range, stepS, seed, name: `${building}/${name}` });
      return [name, levels.fill(new Float64Array(length))] as const;
    }),
  );
}
