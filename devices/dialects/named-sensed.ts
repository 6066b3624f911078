/** A value of a free convention, which has a name and nothing else, as one that was found. */
import { isSignalId } from "#domain";
import type { PatternValue } from "../dialect.ts";
import { parseSwitch } from "../parse/boolean.ts";
import { parseNumber } from "../parse/number.ts";
import { remembering } from "../parse/remembering.ts";
import type { Convert } from "../parse/unit.ts";
import { namedSwitch, namedValue, wordsIn } from "./named-values.ts";
import { idPart, type Sensed } from "./sightings.ts";

/** One name for each signal that says what is measured and nothing more; any other tells its value from others of its kind. */
const PLAIN = new Set(
  "temperature humidity co2 pressure power energy voltage current setpoint occupancy window valve battery".split(" "),
);

/** The endpoint of a value called `key`: none when the name says only what it measures. It depends on the name alone. */
export const endpointOf = (key: string): string | undefined =>
  isSignalId(key) || PLAIN.has(wordsIn(key)) ? undefined : idPart(key);

/** What a name means, or in words why it is no signal: it depends on nothing but the name, its unit and its device's name. */
type Meaning = string | Pick<PatternValue, "endpoint" | "signal" | "read">;

/** Found once; by the device's name and the unit first, so that no text has to be put together for a look. */
const meaningsFor = remembering(
  (context) =>
    remembering(
      (unit) =>
        remembering((key): Meaning => {
          const endpoint = endpointOf(key);
          const named = namedValue(key, unit === NO_UNIT ? undefined : unit, context);
          if (typeof named !== "string") return { endpoint, signal: named.signal, read: numberIn(named.convert) };
          const yesNo = namedSwitch(key);
          return typeof yesNo === "string" ? named : { endpoint, signal: yesNo.signal, read: parseYesNo };
        }, 500),
      20,
    ),
  2_000,
);

/** Stands for a unit that is not told; no unit is called so. */
const NO_UNIT = "\u0000";

const numberIn =
  (convert: Convert): PatternValue["read"] =>
  (raw) => {
    if (raw === null) return null;
    const number = parseNumber(raw);
    return number === undefined ? undefined : convert(number);
  };
const parseYesNo = (raw: unknown): 0 | 1 | null | undefined => (raw === null ? null : parseSwitch(raw));

/** How the value called `key` is read; or in words why it is no signal. `context`: the device's name. */
export const meaningOf = (key: string, context = "", unit?: string): Meaning => meaningsFor(context)(unit ?? NO_UNIT)(key);

/** The value called `key`, measured at `ts`; or in words why it is no signal. `context`: the device's name. */
export function namedSensed(key: string, value: unknown, context = "", unit?: string, ts?: number): Sensed | string {
  const meaning = meaningOf(key, context, unit);
  if (typeof meaning === "string") return meaning;
  const { endpoint, signal, read } = meaning;
  return { endpoint, signal, value: read(value), path: key, ts };
}
