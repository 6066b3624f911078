/** A value of a free convention, which has a name and nothing else, as one that was found. */
import { isSignalId } from "#domain";
import { parseSwitch } from "../parse/boolean.ts";
import { parseNumber } from "../parse/number.ts";
import { remembering } from "../parse/remembering.ts";
import { namedSwitch, namedValue, wordsIn } from "./named-values.ts";
import { idPart, type Sensed } from "./sightings.ts";

/** One name for each signal that says what is measured and nothing more; any other tells its value from others of its kind. */
const PLAIN = new Set(
  "temperature humidity co2 pressure power energy voltage current setpoint occupancy window valve battery".split(" "),
);

/** The endpoint of a value called `key`: none when the name says only what it measures. It depends on the name alone. */
export const endpointOf = (key: string): string | undefined =>
  isSignalId(key) || PLAIN.has(wordsIn(key)) ? undefined : idPart(key);

/** What a name means: it depends on nothing but the name, its unit and its device's name. */
interface Meaning {
  readonly endpoint: string | undefined;
  readonly named: ReturnType<typeof namedValue>;
  readonly yesNo: ReturnType<typeof namedSwitch>;
}

/** Found once; by the device's name and the unit first, so that no text has to be put together for a look. */
const meaningsFor = remembering(
  (context) =>
    remembering(
      (unit) =>
        remembering((key): Meaning => {
          const named = namedValue(key, unit === NO_UNIT ? undefined : unit, context);
          return { endpoint: endpointOf(key), named, yesNo: typeof named === "string" ? namedSwitch(key) : "" };
        }, 500),
      20,
    ),
  2_000,
);

/** Stands for a unit that is not told; no unit is called so. */
const NO_UNIT = "\u0000";

/** The value called `key`, measured at `ts`; or in words why it is no signal. `context`: the device's name. */
export function namedSensed(key: string, value: unknown, context = "", unit?: string, ts?: number): Sensed | string {
  const { endpoint, named, yesNo } = meaningsFor(context)(unit ?? NO_UNIT)(key);
  if (typeof named !== "string") {
    const number = value === null ? null : parseNumber(value);
    const converted = number === undefined || number === null ? number : named.convert(number);
    return { endpoint, signal: named.signal, value: converted, path: key, ts };
  }
  if (typeof yesNo === "string") return named;
  return { endpoint, signal: yesNo.signal, value: value === null ? null : parseSwitch(value), path: key, ts };
}
