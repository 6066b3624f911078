/** Gathers the steps of a simulation into the columns of a frame. */
import { type Frame, makeFrame, WHOLE_BUILDING } from "#domain";
import type { BuildingModel } from "./building/model.ts";
import type { Simulation } from "./simulation.ts";
import { canAir } from "./systems/ventilation.ts";

type Source = readonly [name: string, read: () => number];

/** Columns of a building, by `zone/quantity` and `whole/quantity`: those that mean something for what it has. */
function sourcesOf(model: BuildingModel, simulation: Simulation): Source[] {
  const { zone, whole } = simulation;
  const pv = model.photovoltaics !== undefined;
  const cooled = model.zones.some((z) => z.cooling);
  const { carrier } = model.supply;
  const sources: Source[] = model.zones.flatMap((z, i): Source[] => {
    const own = (names: readonly (keyof typeof zone)[]) => names.map((name): Source => [`${z.id}/${name}`, () => zone[name][i]!]);
    return [
      ...own(["airTempC", "heatingSetpointC", "heatingPowerW", "operativeTempC", "relativeHumidityPct", "co2Ppm"]),
      ...own(["persons", "gainsW", "freshAirPerH"]),
      ...(z.cooling ? own(["coolingSetpointC", "coolingPowerW"]) : []),
      ...(canAir(model, z) ? own(["windowOpenShare"]) : []),
      ...(model.windows.some((w) => w.zone === z.id && w.blind) ? own(["blindClosedShare"]) : []),
    ];
  });
  const add = (...names: (keyof typeof whole)[]) =>
    void sources.push(...names.map((name): Source => [`${WHOLE_BUILDING}/${name}`, () => whole[name]]));
  add("outdoorTempC", "globalIrradianceWPerM2", "heatingPowerW", "hotWaterPowerW", "electricPowerW", "electricEnergyWh");
  if (cooled) add("coolingPowerW");
  if (pv) add("photovoltaicPowerW", "photovoltaicEnergyWh");
  if (carrier === "gas") add("gasPowerW", "gasEnergyWh");
  else add("heatPowerW", "heatEnergyWh");
  if (carrier === "heat-pump" || carrier === "air-heat-pump") add("cop");
  if (carrier === "air-heat-pump" || (carrier !== "heat-pump" && model.supply.heatingCurve)) add("flowTempC");
  const balance = (name: string, key: keyof Simulation["balance"]) =>
    void sources.push([`${WHOLE_BUILDING}/${name}`, () => simulation.balance[key]]);
  balance("gainW", "gainW");
  balance("lossW", "lossW");
  balance("storedW", "storedW");
  balance("balanceResidualW", "residualW");
  return sources;
}

/** Makes a function that takes `rows` steps and gives them as a frame: row i stands at the end of step i. */
export function recorder(model: BuildingModel, simulation: Simulation): (rows: number, step: () => void) => Frame {
  const sources = sourcesOf(model, simulation);
  return (rows, step) => {
    const startTs = simulation.ts + simulation.stepS * 1000;
    const columns = sources.map(([name]) => [name, new Float64Array(rows)] as const);
    for (let row = 0; row < rows; row++) {
      step();
      for (let k = 0; k < sources.length; k++) columns[k]![1][row] = sources[k]![1]();
    }
    return makeFrame(startTs, simulation.stepS, columns);
  };
}
