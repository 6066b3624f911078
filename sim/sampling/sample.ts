/** Draws of many parameters at once: at random, stratified, or all of them. */
import { stream, ZonecastError } from "#domain";
import { type Correlation, correlate } from "./correlate.ts";
import { type Distribution, levels, quantile, type Value } from "./distribution.ts";
import { sobol } from "./sobol.ts";

/** `random`: each draw by itself. `latin-hypercube`: each of `count` slices of every parameter once. `sobol`: even from the first on. */
export const SAMPLING_METHODS = ["random", "latin-hypercube", "sobol"] as const;
export type SamplingMethod = (typeof SAMPLING_METHODS)[number];

export type Parameters = Readonly<Record<string, Distribution>>;
export type Draw = Readonly<Record<string, Value>>;

export interface SampleInput {
  readonly parameters: Parameters;
  /** Number of draws. Only `latin-hypercube` depends on it: draw i of the others is the same in a longer sample. */
  readonly count: number;
  readonly seed: number;
  /** `random` when left out. */
  readonly method?: SamplingMethod;
  readonly correlations?: readonly Correlation[];
}

/**
 * `count` draws. Every parameter has a stream of its own under the seed: adding one changes no other, `sobol` apart, whose
 * dimensions go by the order of the names. Throws `bad-input` for distributions or correlations that cannot be.
 */
export function sample({ parameters, count, seed, method = "random", correlations = [] }: SampleInput): Draw[] {
  const names = Object.keys(parameters);
  // A single value takes no dimension.
  const drawn = names.filter((name) => typeof parameters[name] === "object");
  const bend = correlate(drawn, correlations);
  const shares = sharesBy(method, drawn, count, seed);
  return Array.from({ length: count }, (_, i) => {
    const own = bend(shares(i));
    return Object.fromEntries(
      names.map((name) => [name, quantile(parameters[name] ?? Number.NaN, own[drawn.indexOf(name)] ?? 0)] as const),
    );
  });
}

/** Half of the smallest step of the numbers that are drawn: no share is nought, where some quantiles are infinite. */
const HALF_STEP = 2 ** -33;

function sharesBy(method: SamplingMethod, names: readonly string[], count: number, seed: number): (i: number) => number[] {
  if (names.length === 0) return () => [];
  const chance = (name: string, what: string) => stream(seed, `sampling/${what}/${name}`);
  switch (method) {
    case "random":
      return (i) => names.map((name) => chance(name, `draw ${i}`).uniform() + HALF_STEP);
    case "latin-hypercube": {
      const slices = names.map((name) => shuffled(count, chance(name, "slices")));
      return (i) => names.map((name, d) => ((slices[d]?.[i] ?? 0) + chance(name, `within ${i}`).uniform() + HALF_STEP) / count);
    }
    case "sobol": {
      const point = sobol(names.length, (d) => chance(names[d] ?? "", "shift"));
      return (i) => point(i).map((u) => u + HALF_STEP);
    }
  }
}

/** The numbers 0 … count - 1 in an order of chance (Fisher and Yates). */
function shuffled(count: number, random: { below(n: number): number }): number[] {
  const out = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [out[i], out[j]] = [out[j] ?? 0, out[i] ?? 0];
  }
  return out;
}

/** `cartesian`: every level of each with every level of all others, the last parameter fastest. `zip`: first with first, and so on. */
export const DESIGNS = ["cartesian", "zip"] as const;
export type Design = (typeof DESIGNS)[number];

const MOST_DRAWS = 1_000_000;

/**
 * Every combination of the parameters' levels. Throws `bad-input` for a distribution without levels, for lists of different
 * lengths in a `zip` (a single value goes with all), and for more than a million combinations.
 */
export function sampleAll(parameters: Parameters, design: Design = "cartesian"): Draw[] {
  const lists = Object.entries(parameters).map(([name, d]) => ({ name, values: levels(d) }));
  const lengths = lists.map(({ values }) => values.length);
  const long = Math.max(1, ...lengths);
  const count = design === "zip" ? long : lengths.reduce((a, b) => a * b, 1);
  if (count > MOST_DRAWS) throw new ZonecastError("bad-input", `${count} combinations are too many`, { hint: "draw a sample" });
  const odd = design === "zip" && lists.find(({ values }) => values.length !== 1 && values.length !== long);
  if (odd) throw new ZonecastError("bad-input", `'${odd.name}' has ${odd.values.length} values, others have ${long}`);
  return Array.from({ length: count }, (_, i) => {
    let rest = i;
    const places = lists.map(() => 0);
    for (let d = lists.length - 1; d >= 0; d--) {
      const n = lengths[d] ?? 1;
      places[d] = design === "zip" ? (n === 1 ? 0 : i) : rest % n;
      rest = Math.floor(rest / n);
    }
    return Object.fromEntries(lists.map(({ name, values }, d) => [name, values[places[d] ?? 0] ?? Number.NaN] as const));
  });
}
