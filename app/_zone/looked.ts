/** What a network looked at, for people: inputs that belong together as one, days instead of hours. */
import type { Explanation } from "#domain";

/** Inputs of the network by the name that people get to read; hours and minutes are one thing to them. */
const NAMED: Readonly<Record<string, string>> = { hourSin: "hour", hourCos: "hour" };

export interface LookedRow {
  readonly input: string;
  /** 0..1; undefined where it is no input. */
  readonly past: number | undefined;
  readonly ahead: number | undefined;
}

function summed(shares: Explanation["past"]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { input, share } of shares) {
    const name = NAMED[input] ?? input;
    out.set(name, (out.get(name) ?? 0) + share);
  }
  return out;
}

/** The inputs that counted, the greatest first, and those that nobody measures. */
export function lookedRows({ past, ahead }: Pick<Explanation, "past" | "ahead">): {
  readonly rows: readonly LookedRow[];
  readonly missing: readonly string[];
} {
  const [behind, before] = [summed(past), summed(ahead)];
  const all = [...new Set([...behind.keys(), ...before.keys()])].map((input): LookedRow => {
    return { input, past: behind.get(input), ahead: before.get(input) };
  });
  const most = ({ past: p = 0, ahead: a = 0 }: LookedRow): number => Math.max(p, a);
  return {
    rows: all.filter((row) => most(row) > 0).sort((a, b) => most(b) - most(a)),
    missing: all.filter((row) => most(row) === 0).map((row) => row.input),
  };
}

const DAY_H = 24;

/** Share of attention by day, the hours ahead last; a first day that is not whole counts as one. */
export function attentionByDay({ attention, hoursBack }: Pick<Explanation, "attention" | "hoursBack">): number[] {
  const sum = (from: number, to: number): number => attention.slice(Math.max(0, from), to).reduce((a, b) => a + b, 0);
  const days = Math.ceil(hoursBack / DAY_H);
  return [
    ...Array.from({ length: days }, (_, d) => sum(hoursBack - (days - d) * DAY_H, hoursBack - (days - d - 1) * DAY_H)),
    sum(hoursBack, attention.length),
  ];
}
