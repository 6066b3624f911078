/** VDI 6007-1: twelve rooms with hourly references. */
import { ZonecastError } from "#domain";
import { type Row, within } from "../row.ts";
import { type Suite, textOf } from "../suite.ts";
import { SIGN } from "./cases.ts";
import { type ReferenceSeries, readCases, readReferences, type VdiCase } from "./read.ts";
import type { Inputs } from "./room.ts";
import { type HourlyMeans, simulateCase } from "./simulate-case.ts";

const CASES_FILE = "vdi6007/vdi6007_testcases.json";
const REFERENCE_FILE = "vdi6007/vdi6007_reference.csv";

/** Limit of the standard, and half of the last digit to which its references are given. */
const LIMITS = { degC: { limit: 0.1, rounding: 0.05, both: 0.15 }, W: { limit: 1, rounding: 0.5, both: 1.5 } } as const;
const QUANTITY = { degC: "air temperature", W: "heat load" } as const;
const UNIT = { degC: "K", W: "W" } as const;

/** Other ways to run a case, for comparison: inputs as in the file, or control by the minute. */
const VARIANTS: readonly Variant[] = [
  { case: "6", unit: "W", label: "inputs as filed", inputs: "as-filed", stepS: 3600 },
  { case: "9", unit: "degC", label: "inputs as filed", inputs: "as-filed", stepS: 3600 },
  { case: "10", unit: "degC", label: "inputs as filed", inputs: "as-filed", stepS: 3600 },
  { case: "11", unit: "W", label: "control by the minute", inputs: "completed", stepS: 60 },
];

interface Variant {
  readonly case: string;
  readonly unit: ReferenceSeries["unit"];
  readonly label: string;
  readonly inputs: Inputs;
  readonly stepS: number;
}

export const vdi6007: Suite = {
  name: "vdi6007",
  title: "VDI 6007-1, test examples 1 to 12",
  files: [CASES_FILE, REFERENCE_FILE],
  about: [
    "Two lumped elements, exterior and interior, in a room that is heated by gains and sun for 60 days. Compared are the hourly " +
      "means of days 1, 10 and 60. Each line tells the largest of the 72 errors: against the printed reference, which is rounded to " +
      "0.1 K or 1 W (bar: limit and rounding, 0.15 K or 1.5 W, as AixLib asserts), and beyond that rounding (bar: the standard's " +
      "0.1 K or 1 W).",
    "The cases come from AixLib's models, whose inputs are completed in four places. The films inside are not rounded to two digits " +
      "but weighted by area from the standard's 2.7 and 1.7 W/m²K (all cases; it decides case 6). Case 9 averages the radiant " +
      "temperatures of sky and ground, not their radiation. In case 10 the floor is part of the exterior element, so its film is " +
      "2.075 and not 2.4 W/m²K, and it sees the sun. Loads are constant over each hour, as the standard computes them: it decides " +
      "case 11, where the plant changes from heating the air to cooling the ceiling within an hour. Lines without a verdict show " +
      "what comes out without these.",
  ],
  run(files) {
    const cases = readCases(textOf(files, CASES_FILE));
    const runs = new Map<string, HourlyMeans>();
    const run = (name: string, inputs: Inputs, stepS: number): HourlyMeans => {
      const key = `${name} ${inputs} ${stepS}`;
      const means = runs.get(key) ?? simulateCase(name, caseOf(cases, name), inputs, stepS);
      runs.set(key, means);
      return means;
    };
    return readReferences(textOf(files, REFERENCE_FILE)).flatMap((series) => {
      const variants = VARIANTS.filter((v) => v.case === series.case && v.unit === series.unit);
      return [
        ...judged(series, largestErrors(series, run(series.case, "completed", 3600))),
        ...variants.map(({ label, inputs, stepS }) => compared(series, label, run(series.case, inputs, stepS))),
      ];
    });
  },
};

function caseOf(cases: ReadonlyMap<string, VdiCase>, name: string): VdiCase {
  const found = cases.get(name);
  if (!found) throw new ZonecastError("bad-file", `VDI 6007: there are references for case ${name}, but no such case`);
  return found;
}

interface Errors {
  readonly printed: number;
  readonly beyondRounding: number;
}

/** Largest errors over all references of a series; NaN when any hour is missing, which no bar lets pass. */
function largestErrors({ case: name, unit, references }: ReferenceSeries, means: HourlyMeans): Errors {
  const ours = unit === "W" ? means.powerW : means.airTempC;
  const errors = references.map(({ hour, value }) => Math.abs((SIGN[name] ?? 1) * (ours[hour - 1] ?? Number.NaN) - value));
  const printed = Math.max(...errors);
  return { printed, beyondRounding: Math.max(0, printed - LIMITS[unit].rounding) };
}

function judged({ case: name, unit, aixlibLimit }: ReferenceSeries, errors: Errors): Row[] {
  const { limit, both } = LIMITS[unit];
  const row = (quantity: string, upper: number, ours: number): Row => ({
    suite: "vdi6007",
    case: name,
    quantity: `${QUANTITY[unit]}, ${quantity}`,
    unit: UNIT[unit],
    lower: 0,
    upper,
    ours,
    pass: within(ours, 0, upper),
  });
  const peers = aixlibLimit === null ? {} : { peers: { "AixLib asserts": aixlibLimit } };
  return [
    { ...row("largest error", both, errors.printed), ...peers },
    row("largest error beyond rounding", limit, errors.beyondRounding),
  ];
}

const compared = (series: ReferenceSeries, label: string, means: HourlyMeans): Row => ({
  suite: "vdi6007",
  case: series.case,
  quantity: `${QUANTITY[series.unit]}, largest error, ${label}`,
  unit: UNIT[series.unit],
  lower: 0,
  upper: LIMITS[series.unit].both,
  ours: largestErrors(series, means).printed,
  pass: null,
});
