/** How many results of every case lie where six programs do, and where the standard accepts them, beside the simple hourly method. */
import { METRIC_NAMES, METRICS, type Metric } from "../lumped/metrics.ts";
import type { Row } from "../row.ts";
import { PUBLISHED, type Published } from "./published.ts";

/** The sunspace has two zones; a single one cannot run it, so it stands apart from the other cases. */
const SUNSPACE_CASE = "960";

/**
 * ISO 13790's hourly method (5R1C) over the cases but 960: inside the programs' span, and accepted. Counted from its results in
 * the user's guide of lbl-srg/modelica-buildings; its means are not printed there.
 */
const SIMPLE: Readonly<Record<Metric, { readonly inside?: string; readonly accepted?: string }>> = {
  annual_heating_MWh: { inside: "8/20", accepted: "20/20" },
  annual_cooling_MWh: { inside: "15/20", accepted: "17/20" },
  peak_heating_kW: { inside: "14/20" },
  peak_cooling_kW: { inside: "11/20" },
  maximum_temperature: { inside: "6/6" },
  minimum_temperature: { inside: "4/6" },
  average_temperature: {},
};

export interface Score {
  readonly metric: Metric;
  /** Of the cases but 960, then 960 alone. */
  readonly inside: string;
  readonly insideSunspace: string;
  /** Undefined for what the standard accepts no limits of. */
  readonly accepted: string | undefined;
  readonly acceptedSunspace: string | undefined;
  /** Cases outside the programs' span, with their result. */
  readonly outside: readonly string[];
}

type Judge = (p: Published) => readonly [number, number] | undefined;

/** Counts rows of the suite whose quantity is a metric. */
export function scoresOf(rows: readonly Row[]): Score[] {
  const oursOf = (p: Published): number => {
    const ours = rows.find((r) => r.case === p.case && r.quantity === p.metric)?.ours ?? Number.NaN;
    return Number(ours.toFixed(p.digits));
  };
  return METRIC_NAMES.map((metric) => {
    const all = PUBLISHED.filter((p) => p.metric === metric);
    const isIn = (p: Published, judge: Judge): boolean => {
      const span = judge(p);
      const ours = oursOf(p);
      return span !== undefined && ours >= span[0] && ours <= span[1];
    };
    const count = (judge: Judge, sunspace: boolean): string => {
      const own = all.filter((p) => (p.case === SUNSPACE_CASE) === sunspace);
      return `${own.filter((p) => isIn(p, judge)).length}/${own.length}`;
    };
    const [programs, accepted]: Judge[] = [(p) => p.programs, (p) => p.accepted];
    const isLimited = all.some((p) => p.accepted !== undefined);
    return {
      metric,
      inside: count(programs!, false),
      insideSunspace: count(programs!, true),
      accepted: isLimited ? count(accepted!, false) : undefined,
      acceptedSunspace: isLimited ? count(accepted!, true) : undefined,
      outside: all
        .filter((p) => !isIn(p, programs!))
        .map((p) => `${p.case}: ${oursOf(p)} beside ${p.programs[0]} to ${p.programs[1]}`),
    };
  });
}

const HEAD = ["quantity", "programs, ours", "ISO 13790 5R1C", "accepted, ours", "ISO 13790 5R1C", "case 960: programs, accepted"];

/** The count as a table in Markdown, which reads as well in a terminal, and what lies outside. */
export function scoreLines(rows: readonly Row[]): string[] {
  const scores = scoresOf(rows);
  const cells = scores.map((s) => [
    METRICS[s.metric].quantity,
    s.inside,
    SIMPLE[s.metric].inside ?? "-",
    s.accepted ?? "-",
    SIMPLE[s.metric].accepted ?? "-",
    s.acceptedSunspace === undefined ? s.insideSunspace : `${s.insideSunspace}, ${s.acceptedSunspace}`,
  ]);
  const outside = scores.flatMap((s) => s.outside.map((text) => `${METRICS[s.metric].quantity}, case ${text}`));
  return [
    `| ${HEAD.join(" | ")} |`,
    `|${"---|".repeat(HEAD.length)}`,
    ...cells.map((row) => `| ${row.join(" | ")} |`),
    "",
    `Outside the programs' span: ${outside.join("; ") || "nothing"}.`,
  ];
}
