/** What addendum b of ASHRAE 140-2023 accepts of annual loads. */
import { ZonecastError } from "#domain";
import type { Metric } from "../lumped/metrics.ts";
import { type SuiteFiles, textOf } from "../suite.ts";

export const ACCEPTANCE_FILE = "bestest/bestest_acceptance.csv";

const METRIC_OF: Readonly<Record<string, Metric>> = {
  "Annual heating load (MWh)": "annual_heating_MWh",
  "Annual cooling load (MWh)": "annual_cooling_MWh",
};

export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/** Limits by case and metric, joined by a blank. Throws `bad-file` for another head or a limit that is no number. */
export function acceptedOf(files: SuiteFiles): ReadonlyMap<string, Limits> {
  const [head = "", ...lines] = textOf(files, ACCEPTANCE_FILE).trim().split(/\r?\n/);
  if (!head.startsWith("metric,case,lower_limit,upper_limit"))
    throw new ZonecastError("bad-file", `${ACCEPTANCE_FILE}: the first columns should be metric, case, lower_limit, upper_limit`);
  const limits = lines.flatMap((line): [string, Limits][] => {
    const [metric = "", name = "", lower = "", upper = ""] = line.split(",");
    const known = METRIC_OF[metric];
    if (!known) return [];
    const [a, b] = [Number(lower), Number(upper)];
    if (lower === "" || upper === "" || !(a < b))
      throw new ZonecastError("bad-file", `${ACCEPTANCE_FILE}: no limits in '${line}'`);
    return [[`${name} ${known}`, { lower: a, upper: b }]];
  });
  return new Map(limits);
}
