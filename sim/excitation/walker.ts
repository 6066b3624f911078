/** What a walker is: a control that nobody asked for, so that a model can learn what the control does. */
import { z } from "zod";
import { oneLine, type Random, ZonecastError } from "#domain";

/** Smallest and largest level that a walker may take, both inclusive, in the control's own unit. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** An endless sequence of levels, one a step. However it is asked for, in one piece or many, the numbers are the same. */
export interface Walker {
  /** The level that holds during the next step, inside the range. */
  next(): number;
  /** Writes the next `out.length` levels into `out` and returns it. */
  fill(out: Float64Array): Float64Array;
}

/** What every walker is given beside its own parameters. */
export interface WalkerSetting {
  readonly range: Range;
  /** Step, s, > 0. */
  readonly stepS: number;
  /** A stream of its own; two walkers on one stream would take each other's numbers. */
  readonly random: Random;
}

export interface WalkerKind<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly label: string;
  /** The rule in one line of the field's symbols. */
  readonly formula: string;
  readonly source: string;
  /** What it is good for, and what it is not. */
  readonly use: string;
  /** Every parameter has a default and a description with its unit. */
  readonly parameters: z.ZodObject<Shape, z.core.$strict>;
  /** Throws `bad-input` for parameters that cannot be. */
  create(parameters: Readonly<Record<string, unknown>>, setting: WalkerSetting): Walker;
}

/** A walker kind from its description and the function that starts its sequence. */
export function defineWalker<Shape extends z.ZodRawShape>(
  kind: Omit<WalkerKind<Shape>, "parameters" | "create"> & {
    readonly parameters: Shape;
    readonly start: (parameters: z.output<z.ZodObject<Shape, z.core.$strict>>, setting: WalkerSetting) => () => number;
  },
): WalkerKind<Shape> {
  const { start, parameters: shape, ...words } = kind;
  const parameters = z.strictObject(shape);
  return {
    ...words,
    parameters,
    create(raw, setting) {
      checkSetting(setting);
      const parsed = parameters.safeParse(raw);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const where = issue?.path.join(".") || "parameters";
        throw new ZonecastError("bad-input", oneLine(`${kind.label} walker: ${where}: ${issue?.message ?? "not valid"}`));
      }
      return walkerFrom(start(parsed.data, setting));
    },
  };
}

/** A walker whose levels come from `next`. */
export function walkerFrom(next: () => number): Walker {
  return {
    next,
    fill(out) {
      for (let i = 0; i < out.length; i++) out[i] = next();
      return out;
    },
  };
}

/** The level at `share` (0..1) of the range; never outside, whatever the rounding. */
export function levelAt(range: Range, share: number): number {
  const level = range.min + share * (range.max - range.min);
  return level < range.min ? range.min : level > range.max ? range.max : level;
}

/** `durationS` in whole steps, at least one. */
export const stepsOf = (durationS: number, stepS: number): number => Math.max(1, Math.round(durationS / stepS));

/** `share` folded back into 0..1 at both ends: a walk that hits a limit turns round there instead of sticking to it. */
export function reflect(share: number): number {
  if (share >= 0 && share <= 1) return share;
  const folded = Math.abs(share) % 2;
  return folded > 1 ? 2 - folded : folded;
}

function checkSetting({ range, stepS }: WalkerSetting): void {
  if (!(Number.isFinite(range.min) && Number.isFinite(range.max) && range.min <= range.max))
    throw new ZonecastError("bad-input", `no levels between ${range.min} and ${range.max}`);
  if (!(stepS > 0)) throw new ZonecastError("bad-input", `the step must be positive, not ${stepS} s`);
}
