/** ASHRAE 140 (BESTEST) with the star engine: the twenty-seven cases of section 5.2 in the weather of Denver. */
import { interpolateWeather } from "../../weather/index.ts";
import { EDITIONS } from "../lumped/editions.ts";
import { METRIC_NAMES, METRICS, type Metric } from "../lumped/metrics.ts";
import { type Row, within } from "../row.ts";
import type { Suite, SuiteFiles } from "../suite.ts";
import { ACCEPTANCE_FILE, acceptedOf } from "./acceptance.ts";
import { CASES } from "./cases.ts";
import { goingRound, runCase, type YearOfZone } from "./run-case.ts";

const STEP_S = 900;
const EDITION = "2020";

const OF_YEAR: Readonly<Record<Metric, keyof YearOfZone>> = {
  annual_heating_MWh: "heatingMWh",
  annual_cooling_MWh: "coolingMWh",
  peak_heating_kW: "peakHeatingKW",
  peak_cooling_kW: "peakCoolingKW",
  maximum_temperature: "maxC",
  minimum_temperature: "minC",
  average_temperature: "meanC",
};

const edition = EDITIONS.find((e) => e.name === EDITION);

export const bestest: Suite = {
  name: "bestest",
  title: "ASHRAE 140 with the star engine",
  files: [...(edition?.files ?? []), ACCEPTANCE_FILE],
  about: [
    "All twenty-seven cases of ANSI/ASHRAE 140-2020, section 5.2, in the TMY3 weather of Denver at steps of 15 min. Where the standard " +
      "publishes what six programs get, their range is the bar, and so is what its addendum b of 2023 accepts of annual loads; the other " +
      "cases print what we get. No number of the engine is set for a case.",
    "The published results include software produced by UChicago Argonne, LLC under Contract No. DE-AC02-06CH11357 with the Department of Energy.",
  ],
  run,
};

function run(files: SuiteFiles): Row[] {
  if (!edition) return [];
  const { frame, site } = edition.weather(files);
  const weather = goingRound(interpolateWeather(frame, STEP_S, site));
  const ranges = edition.ranges(files);
  const accepted = acceptedOf(files);
  return CASES.flatMap((c): Row[] => {
    const { room, sunspace } = runCase(c, weather, site);
    const free = c.id.endsWith("FF");
    const metrics = METRIC_NAMES.filter((m) => (METRICS[m].unit === "°C") === free || ranges.has(`${c.id} ${m}`));
    return metrics.flatMap((metric): Row[] => {
      const range = ranges.get(`${c.id} ${metric}`);
      // Case 960 is judged by its room in loads and by its sunspace, which floats, in temperatures.
      const zone = sunspace && METRICS[metric].unit === "°C" ? sunspace : room;
      const ours = zone[OF_YEAR[metric]];
      const common = { suite: "bestest", case: c.id, unit: METRICS[metric].unit, ours };
      const limits = accepted.get(`${c.id} ${metric}`);
      return [
        {
          ...common,
          quantity: METRICS[metric].quantity,
          lower: range?.lower ?? null,
          upper: range?.upper ?? null,
          ...(range && Object.keys(range.peers).length > 0 ? { peers: range.peers } : {}),
          pass: range ? within(ours, range.lower, range.upper) : null,
        },
        ...(limits
          ? [
              {
                ...common,
                ...limits,
                quantity: `${METRICS[metric].quantity}, accepted`,
                pass: within(ours, limits.lower, limits.upper),
              },
            ]
          : []),
      ];
    });
  });
}
