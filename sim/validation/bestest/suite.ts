/** ASHRAE 140 (BESTEST) with the star engine: the twenty-seven cases of section 5.2 in the weather of Denver. */
import { interpolateWeather } from "../../weather/index.ts";
import { EDITIONS } from "../lumped/editions.ts";
import { METRIC_NAMES, METRICS, type Metric } from "../lumped/metrics.ts";
import { type Row, within } from "../row.ts";
import type { Suite, SuiteFiles } from "../suite.ts";
import { ACCEPTANCE_FILE, acceptedOf } from "./acceptance.ts";
import { CASES } from "./cases.ts";
import { goingRound, runCase, type YearOfZone } from "./run-case.ts";
import { scoreLines } from "./score.ts";

const STEP_S = 900;
const EDITION = "2020";

const OF_YEAR: Readonly<Record<Metric, Exclude<keyof YearOfZone, "hours">>> = {
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
    "All twenty-seven cases of ANSI/ASHRAE 140-2020, section 5.2, in the TMY3 weather of Denver at steps of 15 min. Where the data " +
      "beside the repository hold what six programs get, their range is the bar (`bestest`), and so is what the standard's addendum b of " +
      "2023 accepts of annual loads (`bestest-2023b`); the other cases print what we get. No number of the engine is set for a case.",
    "The count below judges every case by the standard's printed tables, which have three digits of loads and one of temperatures. The " +
      "set-point of case 940 climbs from seven to eight as in case 640: five of the six programs reach their peak in the hour after, which " +
      "they would not if it jumped at seven. Case 660 has a coated pane, whose course over the angle is taken from clear glass.",
    "The published results include software produced by UChicago Argonne, LLC under Contract No. DE-AC02-06CH11357 with the Department of Energy.",
  ],
  run,
  closing: scoreLines,
};

/** Rows that are judged by addendum b of 2023. */
const ACCEPTED_SUITE = "bestest-2023b";

function run(files: SuiteFiles): Row[] {
  if (!edition) return [];
  const { frame, site } = edition.weather(files);
  const weather = goingRound(interpolateWeather(frame, STEP_S, site));
  const ranges = edition.ranges(files);
  const accepted = acceptedOf(files);
  const years = CASES.map((c) => ({ id: c.id, ...runCase(c, weather, site) }));
  const rows = years.flatMap(({ id, room, sunspace }) => {
    const free = id.endsWith("FF");
    const metrics = METRIC_NAMES.filter((m) => (METRICS[m].unit === "°C") === free || ranges.has(`${id} ${m}`));
    return metrics.map((metric) => {
      // Case 960 is judged by its room in loads and by its sunspace, which floats, in temperatures.
      const zone = sunspace && METRICS[metric].unit === "°C" ? sunspace : room;
      const key = OF_YEAR[metric];
      const at = key in zone.hours && zone[key] !== 0 ? hourText(zone.hours[key as keyof YearOfZone["hours"]]) : undefined;
      return { case: id, quantity: metric, unit: METRICS[metric].unit, ours: zone[key], at };
    });
  });
  return [
    ...rows.map((row): Row => {
      const range = ranges.get(`${row.case} ${row.quantity}`);
      return {
        suite: "bestest",
        ...row,
        lower: range?.lower ?? null,
        upper: range?.upper ?? null,
        ...(range && Object.keys(range.peers).length > 0 ? { peers: range.peers } : {}),
        pass: range ? within(row.ours, range.lower, range.upper) : null,
      };
    }),
    ...rows.flatMap((row): Row[] => {
      const limits = accepted.get(`${row.case} ${row.quantity}`);
      return limits ? [{ suite: ACCEPTED_SUITE, ...row, ...limits, pass: within(row.ours, limits.lower, limits.upper) }] : [];
    }),
  ];
}

/** "9 Feb 7" for an hour of the year, 1 to 8760: the hour ends at the number that closes it. */
function hourText(hour: number): string {
  const day = new Date(Date.UTC(2001, 0, 1) + Math.floor((hour - 1) / 24) * 86_400_000);
  const month = day.toLocaleString("en", { month: "short", timeZone: "UTC" });
  return `${day.getUTCDate()} ${month} ${((hour - 1) % 24) + 1}`;
}
