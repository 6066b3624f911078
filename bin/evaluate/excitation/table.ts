/** The summary as a table of text: for a terminal, and as Markdown for the documentation. */
import type { ClusterInterval } from "#forecasting";
import { markdownTable, textTable } from "../text-table.ts";
import type { CellRow } from "./cell.ts";
import type { SummaryRow } from "./summary.ts";

const percent = ({ mean, low, high }: ClusterInterval): string => `${pc(mean)} [${pc(low)}, ${pc(high)}]`;
const pc = (share: number): string => (100 * share).toFixed(0);
const kelvin = ({ mean, low, high }: ClusterInterval): string => `${mean.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;

export interface Table {
  readonly title: string;
  /** The first is the head. */
  readonly rows: readonly (readonly string[])[];
}

/** How a model's response compares with the true one, over all test policies. */
export function responseTable(rows: readonly SummaryRow[]): Table {
  return {
    title: "Action response, all test policies",
    rows: [
      [
        "trained on",
        "model",
        "right sign, %",
        "size right, %",
        "RMSE 1 h, K",
        "RMSE 4 h, K",
        "0-1: size right, %",
        "0-1: RMSE 4 h, K",
        "0-1: gain",
      ],
      ...rows.map((r) => [
        r.trainedOn,
        r.model,
        percent(r.sign),
        percent(r.size),
        kelvin(r.rmse1hK),
        kelvin(r.rmse4hK),
        percent(r.fullSize),
        kelvin(r.fullRmse4hK),
        kelvin(r.fullGain),
      ]),
    ],
  };
}

/** Share of responses within 25 % of the true size, by test policy: beside the errors inside and outside the training's own policy. */
export function sizeTable(rows: readonly SummaryRow[]): Table {
  const tests = Object.keys(rows[0]?.sizeByTest ?? {});
  return {
    title: "Responses of the right size, %, by test policy",
    rows: [
      ["trained on", "model", ...tests],
      ...rows.map((r) => [r.trainedOn, r.model, ...tests.map((t) => percent(r.sizeByTest[t]!))]),
    ],
  };
}

/** What the envelope costs in one house: response of models trained on bounded excitation beside those trained on free one. */
export function envelopeTable(rows: readonly CellRow[], building: string): Table {
  const models = [...new Set(rows.map((r) => r.model))];
  const size = (model: string, trainedOn: string) => {
    const own = rows.filter((r) => r.building === building && r.model === model && r.trainedOn === trainedOn);
    return own.reduce((sum, r) => sum + r.shift.sizeShare, 0) / own.length;
  };
  return {
    title: `Responses of the right size in ${building}, trained on free and on comfort-bounded excitation`,
    rows: [
      ["model", "free, %", "bounded, %", "bounded over free"],
      ...models.map((m) => {
        const [free, bounded] = [size(m, "poisson"), size(m, "bounded-poisson")];
        return [m, (100 * free).toFixed(1), (100 * bounded).toFixed(1), (bounded / free).toFixed(3)];
      }),
    ],
  };
}

/** All tables in the order of print. */
export const tablesOf = (rows: readonly SummaryRow[]): readonly Table[] => [
  responseTable(rows),
  sizeTable(rows),
  errorTable(rows, "1 h"),
  errorTable(rows, "4 h"),
];

/** Mean absolute error by test policy at one lead. */
export function errorTable(rows: readonly SummaryRow[], lead: "1 h" | "4 h"): Table {
  const of = (r: SummaryRow) => (lead === "1 h" ? r.mae1hK : r.mae4hK);
  const tests = Object.keys(rows[0] ? of(rows[0]) : {});
  const held = rows[0]?.persistence4hK;
  const baseline =
    lead === "4 h" && held ? [["-", "last value held", ...tests.map((t) => (held[t] ? kelvin(held[t]) : "-"))]] : [];
  return {
    title: `Mean absolute error ${lead} ahead, K, by test policy`,
    rows: [
      ["trained on", "model", ...tests],
      ...rows.map((r) => [r.trainedOn, r.model, ...tests.map((t) => kelvin(of(r)[t]!))]),
      ...baseline,
    ],
  };
}

export const plainText = ({ title, rows }: Table): string => `${title}\n${textTable(rows)}`;

export const markdown = ({ title, rows }: Table): string => `### ${title}\n\n${markdownTable(rows)}`;
