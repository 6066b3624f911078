/** Distributions as a plan writes them, and the value that stands at a share of the way through each. */
import { z } from "zod";
import { ZonecastError } from "#domain";
import { normalProbability, normalQuantile } from "./normal.ts";

/** What a parameter can be: a number, or a name such as an archetype's. */
export type Value = number | string;

const number = z.number();
const value = z.union([z.number(), z.string().min(1)]);

export const distributionSchema = z.union([
  /** Always this. */
  value,
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("uniform"), min: number, max: number }),
    /** Cut off at `min` and `max`, where given. */
    z.strictObject({
      kind: z.literal("normal"),
      mean: number,
      sd: z.number().positive(),
      min: number.optional(),
      max: number.optional(),
    }),
    /** exp of a normal: `median`, and `spread` as the standard deviation of the logarithm. */
    z.strictObject({
      kind: z.literal("log-normal"),
      median: z.number().positive(),
      spread: z.number().positive().max(5),
      min: number.optional(),
      max: number.optional(),
    }),
    /** One of `values`, as often as `weights` say; equally often without. */
    z.strictObject({
      kind: z.literal("choice"),
      values: z.array(value).min(1).max(10_000),
      weights: z.array(z.number().min(0)).optional(),
    }),
    /** `count` levels from `from` to `to`, both ends included, equally often. */
    z.strictObject({ kind: z.literal("grid"), from: number, to: number, count: z.int().min(1).max(10_000) }),
  ]),
]);
export type Distribution = z.infer<typeof distributionSchema>;

/**
 * The value below which the share `u` (0 <= u < 1) of the distribution lies; of a choice, the value in whose part `u` falls.
 * Throws `bad-input` for limits that leave nothing, or weights that do not fit.
 */
export function quantile(distribution: Distribution, u: number): Value {
  if (typeof distribution !== "object") return distribution;
  switch (distribution.kind) {
    case "uniform": {
      const { min, max } = distribution;
      if (!(min <= max)) throw nothing(min, max);
      return min + u * (max - min);
    }
    case "normal": {
      const { mean, sd, min, max } = distribution;
      return truncated(u, mean, sd, min, max);
    }
    case "log-normal": {
      const { median, spread, min, max } = distribution;
      const ln = (v: number | undefined) => (v === undefined ? undefined : Math.log(Math.max(v, Number.MIN_VALUE)));
      const x = Math.exp(truncated(u, Math.log(median), spread, ln(min), ln(max)));
      return Math.min(max ?? x, Math.max(min ?? x, x));
    }
    case "choice": {
      const { values } = distribution;
      const weights = weightsOf(distribution);
      const total = weights.reduce((a, b) => a + b, 0);
      let below = 0;
      const at = values.findIndex((_, i) => {
        below += weights[i] ?? 0;
        return u * total < below;
      });
      // Rounding may leave u just beyond the last sum: the last value that can be drawn is meant.
      return values[at >= 0 ? at : weights.findLastIndex((w) => w > 0)] ?? Number.NaN;
    }
    case "grid":
      return levels(distribution)[Math.floor(u * distribution.count)] ?? distribution.to;
  }
}

/** All values of a distribution that has finitely many. Throws `bad-input` for one that has not. */
export function levels(distribution: Distribution): readonly Value[] {
  if (typeof distribution !== "object") return [distribution];
  if (distribution.kind === "choice") return distribution.values;
  if (distribution.kind === "grid") {
    const { from, to, count } = distribution;
    return Array.from({ length: count }, (_, i) => (count === 1 ? from : from + (i * (to - from)) / (count - 1)));
  }
  throw new ZonecastError("bad-input", `a ${distribution.kind} distribution has no levels to go through`, {
    hint: "use a choice, a grid or a single value, or draw a sample",
  });
}

function weightsOf({
  values,
  weights,
}: {
  values: readonly Value[];
  weights?: readonly number[] | undefined;
}): readonly number[] {
  if (!weights) return values.map(() => 1);
  if (weights.length !== values.length || !weights.some((w) => w > 0))
    throw new ZonecastError(
      "bad-input",
      `${weights.length} weights for ${values.length} values: give one each, one above 0 at least`,
    );
  return weights;
}

/** Inverse of the distribution function between its values at the limits: exact, and one draw whatever the limits. */
function truncated(u: number, mean: number, sd: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): number {
  const low = normalProbability((min - mean) / sd);
  const high = normalProbability((max - mean) / sd);
  if (!(high > low)) throw nothing(min, max);
  const x = mean + sd * normalQuantile(low + u * (high - low));
  return Math.min(max, Math.max(min, x));
}

const nothing = (min: number, max: number): ZonecastError =>
  new ZonecastError("bad-input", `a distribution has nothing between ${min} and ${max}`);
