/** Numbers, units, times and ages as people of one language write them. */
import { type SignalId, signalOf } from "#domain";
import type { Words } from "./en.ts";
import type { Language } from "./language.ts";
import { differenceScale, drawnScaleOf, errorScaleOf, type Scale, scaleOf, shown, type TemperatureUnit } from "./units.ts";

/** Between a number and its unit: a space that does not break. */
const NBSP = "\u00a0";
/** For numbers that do not exist. */
export const NONE = "–";

/** English here is written with a 24 h clock and day before month, as in most places with SI units. */
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE" };

/** Units of age and from how many seconds on each is used. */
const AGE_UNITS = [
  { from: 172_800, unit: "d", s: 86_400 },
  { from: 3_600, unit: "h", s: 3_600 },
  { from: 60, unit: "min", s: 60 },
] as const;

const TIME = { hour: "2-digit", minute: "2-digit" } as const;

/** `make`, but once for each key: formatters are costly to make. */
function cached<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

export interface Format {
  readonly number: (value: number, digits: number) => string;
  readonly percent: (share: number) => string;
  /** A value with its unit; counters as energy or volume. */
  readonly value: (signal: SignalId, value: number) => string;
  /** The same in two parts, for large figures. */
  readonly parts: (signal: SignalId, value: number) => { readonly number: string; readonly unit: string };
  /** A value as it is drawn and forecast: a counter as its rate. */
  readonly drawn: (signal: SignalId, value: number) => string;
  /** From least to greatest, with the unit once. */
  readonly range: (signal: SignalId, low: number, high: number) => string;
  /** A difference between two drawn values. */
  readonly error: (signal: SignalId, value: number) => string;
  /** A temperature difference, K. */
  readonly kelvins: (k: number) => string;
  readonly drawnScale: (signal: SignalId) => Scale;
  readonly time: (ts: number, timeZone: string) => string;
  readonly dayTime: (ts: number, timeZone: string) => string;
  readonly day: (ts: number, timeZone: string) => string;
  /** A span of time, rounded down in its largest unit: `47 min`. The symbols are the same in every language. */
  readonly age: (ms: number) => string;
}

export function createFormat(language: Language, words: Words, temperature: TemperatureUnit): Format {
  const locale = LOCALES[language];
  const numbers = cached(
    (digits: number) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const times = cached((timeZone: string) => new Intl.DateTimeFormat(locale, { timeZone, ...TIME }));
  const days = cached((timeZone: string) => new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", day: "numeric" }));
  const dayTimes = cached(
    (timeZone: string) =>
      new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", day: "numeric", month: "short", ...TIME }),
  );
  const number = (value: number, digits: number): string => {
    if (!Number.isFinite(value)) return NONE;
    const rounded = Number(value.toFixed(digits)) === 0 ? 0 : value;
    return numbers(digits).format(rounded).replace("-", "−");
  };
  const scaled = (value: number, scale: Scale) => ({ number: number(shown(value, scale), scale.digits), unit: scale.unit });
  const joined = (value: number, scale: Scale): string => {
    const { number: text, unit } = scaled(value, scale);
    return `${text}${NBSP}${unit}`;
  };
  const onOff = (signal: SignalId, value: number): string | undefined => {
    if (signalOf(signal).unit !== "0|1") return undefined;
    const { open, closed, yes, no } = words.points;
    const on = value >= 0.5;
    return signal === "windowOpen" ? (on ? open : closed) : on ? yes : no;
  };

  return {
    number,
    percent: (share) => `${number(share * 100, 0)}${NBSP}%`,
    value: (signal, value) => onOff(signal, value) ?? joined(value, scaleOf(signal, temperature)),
    parts(signal, value) {
      const text = onOff(signal, value);
      return text === undefined ? scaled(value, scaleOf(signal, temperature)) : { number: text, unit: "" };
    },
    range(signal, low, high) {
      const scale = drawnScaleOf(signal, temperature);
      return `${scaled(low, scale).number}${NBSP}–${NBSP}${joined(high, scale)}`;
    },
    drawn: (signal, value) => joined(value, drawnScaleOf(signal, temperature)),
    error(signal, value) {
      const scale = errorScaleOf(signal, temperature);
      return joined(value, { ...scale, digits: 2 });
    },
    kelvins: (k) => joined(k, differenceScale(temperature)),
    drawnScale: (signal) => drawnScaleOf(signal, temperature),
    time: (ts, timeZone) => times(timeZone).format(ts),
    dayTime: (ts, timeZone) => dayTimes(timeZone).format(ts),
    day: (ts, timeZone) => days(timeZone).format(ts),
    age(ms) {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      const { unit, s } = AGE_UNITS.find(({ from }) => seconds >= from) ?? { unit: "s", s: 1 };
      return `${number(Math.floor(seconds / s), 0)}${NBSP}${unit}`;
    },
  };
}
