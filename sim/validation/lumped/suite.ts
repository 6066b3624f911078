/** ASHRAE 140 (BESTEST) with lumped zones: how much each reduction costs. */
import type { Row } from "../row.ts";
import { type Suite, type SuiteFiles, textOf } from "../suite.ts";
import { EDITIONS, type Edition } from "./editions.ts";
import { METRIC_NAMES, METRICS, type Metric, type Year } from "./metrics.ts";
import { FORMS, type FormName, type Range, readForms } from "./read.ts";
import { simulateBox } from "./simulate-box.ts";
import { skyOf } from "./sky.ts";

const PARAMETERS_FILE = "bestest/aixlib_rc_parameters.json";
const LABEL: Readonly<Record<FormName, string>> = {
  OneElement: "1 element",
  TwoElements: "2 elements",
  ThreeElements: "3 elements",
  FourElements: "4 elements",
};

export const lumped: Suite = {
  name: "bestest-lumped",
  title: "ASHRAE 140 with zones of one to four elements",
  files: [PARAMETERS_FILE, ...EDITIONS.flatMap((edition) => edition.files)],
  about: [
    "The boxes of ASHRAE 140 as AixLib lumps them: all outer parts in one element, then the floor's mass, the floor and the roof apart. " +
      "Films are constant, the sun is spread by area, a year runs in hourly steps. These lumped forms are no contestants, so nothing " +
      "here is a bar: the lines tell what each reduction costs beside the range of the programs in the standard. Lines `all` sum it up " +
      "as the mean size of the error against the middle of the programs.",
    "The 2020 edition has the TMY3 weather of Denver and six programs (this suite's published results include software produced by " +
      "UChicago Argonne, LLC under Contract No. DE-AC02-06CH11357 with the Department of Energy); the 2017 edition has DRYCOLD.TMY, " +
      "for which the lumped parameters were published.",
    "Of the published parameters three sets of case 920 list its windows on the south wall; here they face east and west, as their " +
      "weights say. The sets of three and four elements of the heavy cases have the floor's slab and its insulation side by side, so " +
      "that the sun also falls on 48 m² that store nothing: it is why they do worse than two elements there. Case 960 is not run: its " +
      "set lacks the common wall's resistance and capacity, and puts a roof of 48 m² over a sunspace of 16 m².",
  ],
  run: (files) => EDITIONS.flatMap((edition) => editionRows(edition, files)),
};

interface Compared {
  readonly box: string;
  readonly metric: Metric;
  readonly range: Range;
  readonly form: FormName;
  readonly ours: number;
}

function editionRows(edition: Edition, files: SuiteFiles): Row[] {
  const sky = skyOf(edition.weather(files));
  const ranges = edition.ranges(files);
  const years = FORMS.map((form) => ({ form, years: new Map<string, Year>() }));
  for (const { form, years: byBox } of years)
    for (const [box, parameters] of readForms(textOf(files, PARAMETERS_FILE), form))
      byBox.set(box, simulateBox(box, parameters, sky, edition.climbsAfterSetback));
  const boxes = [...(years[0]?.years.keys() ?? [])];
  const compared = boxes.flatMap((box) =>
    METRIC_NAMES.flatMap((metric) =>
      years.flatMap(({ form, years: byBox }): Compared[] => {
        const range = ranges.get(`${box} ${metric}`);
        const ours = byBox.get(box)?.[metric];
        return range && ours !== undefined ? [{ box, metric, range, form, ours }] : [];
      }),
    ),
  );
  return [...compared.map((c) => rowOf(edition, c)), ...FORMS.flatMap((form) => summaryRows(edition, form, compared))];
}

const rowOf = (edition: Edition, { box, metric, range, form, ours }: Compared): Row => ({
  suite: "bestest-lumped",
  case: `${box} (${edition.name})`,
  quantity: `${METRICS[metric].quantity}, ${LABEL[form]}`,
  unit: METRICS[metric].unit,
  lower: range.lower,
  upper: range.upper,
  ...(Object.keys(range.peers).length > 0 ? { peers: range.peers } : {}),
  ours,
  pass: null,
});

/** Mean size of the errors of a form: loads relative to the middle of the range, temperatures in kelvin. */
function summaryRows(edition: Edition, form: FormName, compared: readonly Compared[]): Row[] {
  const own = compared.filter((c) => c.form === form);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const loads = own.filter((c) => METRICS[c.metric].unit !== "°C");
  const temps = own.filter((c) => METRICS[c.metric].unit === "°C");
  const row = (quantity: string, unit: string, ours: number): Row => ({
    suite: "bestest-lumped",
    case: `all (${edition.name})`,
    quantity: `${quantity}, ${LABEL[form]}`,
    unit,
    lower: null,
    upper: null,
    ours,
    pass: null,
  });
  return [
    row("mean error of loads", "%", 100 * mean(loads.map((c) => Math.abs(c.ours / c.range.middle - 1)))),
    row("mean error of temperatures", "K", mean(temps.map((c) => Math.abs(c.ours - c.range.middle)))),
  ];
}
