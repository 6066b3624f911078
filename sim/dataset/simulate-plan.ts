/** A plan's buildings one after the other, in memory: for programs that want the numbers and no files. */
import { column, type Frame, makeFrame, ZonecastError } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import type { QualityReport } from "../excitation/quality.ts";
import { type FleetBuilding, fleetOf, modelOf, type ReadModel } from "./fleet.ts";
import { type DatasetPlan, weatherId } from "./plan.ts";
import { qualityOf } from "./quality-figures.ts";
import type { ZoneSeries } from "./series.ts";
import { simulateBuilding } from "./simulate-building.ts";
import { type ReadWeather, type Weather, weatherOf } from "./weather-set.ts";
import { createWeatherTables } from "./weather-tables.ts";

/** Readers of what a plan only names. Left out: a plan that names a file is refused. */
export interface PlanFiles {
  readonly readModel?: ReadModel;
  readonly readWeather?: ReadWeather;
}

export interface SimulatedBuilding {
  /** Its name, split, weather and everything that was drawn for it. */
  readonly building: FleetBuilding;
  readonly model: BuildingModel;
  /**
   * By zone: the state at the row's time and what acts until the next row (`airTempC`, `heatingPowerW`, `heatingRequestW`,
   * `heatingSetpointC`, `internalGainW`, `persons`, `excited`, …), with `outdoorTempC` and `globalIrradianceWPerM2` beside them.
   */
  readonly zones: ReadonlyMap<string, Frame>;
  /** What the first zone's data can teach and what they cost, with a picture (SVG text) of each measure. */
  quality(): { readonly report: QualityReport; readonly pictures: ReadonlyMap<string, string> };
}

const noFile = (path: string): never => {
  throw new ZonecastError("bad-file", `the plan names the file ${path}, and nothing was given to read it with`, {
    hint: "hand over readModel and readWeather, or use zonecast generate",
  });
};

/**
 * Simulates a plan building by building, in its order: the very numbers that `zonecast generate` writes. Throws what a plan that cannot be
 * drawn throws, and `numerics` for a temperature that is none.
 */
export function* simulatePlan(
  plan: DatasetPlan,
  { readModel = noFile, readWeather = noFile }: PlanFiles = {},
): Generator<SimulatedBuilding, void> {
  const weathers = new Map<string, Weather>();
  const tables = createWeatherTables();
  for (const building of fleetOf(plan)) {
    const entry = plan.weather.find((w) => weatherId(w) === building.weather)!;
    const weather = weathers.get(building.weather) ?? weatherOf(plan, entry, readWeather);
    weathers.set(building.weather, weather);
    const model = modelOf(building, weather.climate, readModel);
    const series = simulateBuilding(plan, building, model, weather, tables);
    yield {
      ...{ building, model },
      zones: new Map(series.zones.map((zone) => [zone.zone, frameOf(zone, weather)])),
      quality: () => qualityOf(plan, series, weather),
    };
  }
}

function frameOf(zone: ZoneSeries, { frame, warmUp, steps }: Weather): Frame {
  const outside = (name: string, later: number) => column(frame, name).slice(warmUp + later, warmUp + later + steps);
  const own = Object.entries({ ...zone, ...zone.further }).flatMap(([name, values]) =>
    ArrayBuffer.isView(values)
      ? [[name === "policy" ? "excited" : name, Float64Array.from(values as Float32Array)] as const]
      : [],
  );
  return makeFrame(frame.startTs + warmUp * frame.stepS * 1000, frame.stepS, [
    ...own,
    ["outdoorTempC", outside("outdoorTempC", 0)],
    // The mean of the step that begins at the row stands at its end in the weather.
    ["globalIrradianceWPerM2", outside("globalIrradianceWPerM2", 1)],
  ]);
}
