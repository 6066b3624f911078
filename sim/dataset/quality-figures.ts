/** The quality report of a building of the data set, with its pictures. */
import { column, makeFrame } from "#domain";
import { controlRange } from "../excitation/controls.ts";
import { excitationQuality, type QualityReport } from "../excitation/quality.ts";
import { qualityPictures } from "../excitation/report-svg.ts";
import type { Range } from "../excitation/walker.ts";
import type { DatasetPlan, Excitable } from "./plan.ts";
import type { BuildingSeries, ZoneSeries } from "./series.ts";
import type { Weather } from "./weather-set.ts";

interface Moved {
  readonly name: string;
  readonly values: Float64Array;
  readonly range: Range;
}

/** Of the first zone: what the data can teach about each excited control, comfort, and what it cost. */
export function qualityOf(
  plan: DatasetPlan,
  series: BuildingSeries,
  weather: Weather,
): { report: QualityReport; pictures: ReadonlyMap<string, string> } {
  const zone = series.zones[0]!;
  const { frame, warmUp, steps } = weather;
  const cut = (name: string, later = 0) => column(frame, name).slice(warmUp + later, warmUp + later + steps);
  const moved = movedIn(plan, zone);
  const powers = ["heatingPowerW", "coolingPowerW"].flatMap((name) => {
    const values = valuesOf(zone, name);
    return values ? [[name, values] as const] : [];
  });
  const columns = new Map([
    ["airTempC", wide(zone.airTempC)],
    ...powers,
    ...moved.map(({ name, values }) => [name, values] as const),
    ["occupied", wide(zone.persons).map((n) => (n > 0 ? 1 : 0))],
    ["outdoorTempC", cut("outdoorTempC")],
    ["globalIrradianceWPerM2", cut("globalIrradianceWPerM2", 1)],
  ] as const);
  const report = excitationQuality({
    frame: makeFrame(frame.startTs + warmUp * frame.stepS * 1000, frame.stepS, [...columns]),
    state: "airTempC",
    controls: moved.map(({ name, range }) => ({ name, range })),
    disturbances: ["outdoorTempC", "globalIrradianceWPerM2"],
    powers: powers.map(([name]) => name),
    occupancy: "occupied",
  });
  return { report, pictures: qualityPictures(report) };
}

const wide = (v: ArrayLike<number>): Float64Array => Float64Array.from(v);

const valuesOf = (zone: ZoneSeries, name: string): Float64Array | undefined => {
  const values = { ...zone, ...zone.further }[name as "airTempC"];
  return values && wide(values);
};

/** Where a control's work is seen. The kernel tells fans and windows together. */
const SEEN: Readonly<Record<Excitable, readonly string[]>> = {
  heatingPowerW: ["heatingPowerW"],
  // Both: the set-point is what is moved, the power what it moves.
  heatingSetpointC: ["heatingPowerW", "heatingSetpointC"],
  coolingPowerW: ["coolingPowerW"],
  coolingSetpointC: ["coolingPowerW", "coolingSetpointC"],
  ventilationPerH: ["ventilationPerH", "extraAirM3PerH"],
  windowOpen: ["windowOpenShare"],
  blindClosed: ["blindClosedShare"],
  internalGainW: ["internalGainW"],
};

/** The columns that the plan's walkers move, heating power where there are none. */
function movedIn({ operation }: DatasetPlan, zone: ZoneSeries): Moved[] {
  const names = operation.excite.flatMap(({ control }) => SEEN[control]);
  return (names.length > 0 ? names : SEEN.heatingPowerW).flatMap((name) => {
    const values = valuesOf(zone, name);
    return values ? [{ name, values, range: rangeOf(name, values, zone) }] : [];
  });
}

/** What is installed or usual; what was seen where neither is known. */
function rangeOf(name: string, values: Float64Array, { maxPowerW }: ZoneSeries): Range {
  if (name === "heatingPowerW") return { min: 0, max: maxPowerW };
  if (name === "heatingSetpointC" || name === "coolingSetpointC") return controlRange(name);
  if (name.endsWith("Share")) return { min: 0, max: 1 };
  return { min: 0, max: values.reduce((a, b) => Math.max(a, b), 1e-6) };
}
