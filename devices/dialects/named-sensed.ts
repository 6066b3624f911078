/** A value of a free convention, which has a name and nothing else, as one that was found. */
import { isSignalId } from "#domain";
import { parseSwitch } from "../parse/boolean.ts";
import { parseNumber } from "../parse/number.ts";
import { namedSwitch, namedValue, wordsIn } from "./named-values.ts";
import { idPart, type Sensed } from "./sightings.ts";

/** One name for each signal that says what is measured and nothing more; any other tells its value from others of its kind. */
const PLAIN = new Set(
  "temperature humidity co2 pressure power energy voltage current setpoint occupancy window valve battery".split(" "),
);

/** The endpoint of a value called `key`: none when the name says only what it measures. It depends on the name alone. */
export const endpointOf = (key: string): string | undefined =>
  isSignalId(key) || PLAIN.has(wordsIn(key)) ? undefined : idPart(key);

/** What a name means, found once: it depends on nothing but the name, its unit and its device's name. */
interface Meaning {
  readonly endpoint: string | undefined;
  readonly named: ReturnType<typeof namedValue>;
  readonly yesNo: ReturnType<typeof namedSwitch>;
}

/** Names come from strangers: past this many, all are forgotten and found anew. */
const MAX_MEANINGS = 20_000;
const MAX_KNOWN_NAME = 200;
const meanings = new Map<string, Meaning>();

function meaningOf(key: string, context: string, unit: string | undefined): Meaning {
  const name = `${unit === undefined ? "" : `u${unit}`}\u0000${context}\u0000${key}`;
  const known = meanings.get(name);
  if (known) return known;
  const named = namedValue(key, unit, context);
  const meaning = { endpoint: endpointOf(key), named, yesNo: typeof named === "string" ? namedSwitch(key) : "" };
  if (meanings.size >= MAX_MEANINGS) meanings.clear();
  if (name.length <= MAX_KNOWN_NAME) meanings.set(name, meaning);
  return meaning;
}

/** The value called `key`; or in words why it is no signal. `context`: the device's name. */
export function namedSensed(key: string, value: unknown, context = "", unit?: string): Sensed | string {
  const { endpoint, named, yesNo } = meaningOf(key, context, unit);
  if (typeof named !== "string") {
    const number = value === null ? null : parseNumber(value);
    return {
      endpoint,
      signal: named.signal,
      value: number === undefined || number === null ? number : named.convert(number),
      path: key,
    };
  }
  if (typeof yesNo === "string") return named;
  return { endpoint, signal: yesNo.signal, value: value === null ? null : parseSwitch(value), path: key };
}
