/** Laws that a building must keep with every system in it, and the engine's own order of convergence. */
import { makeFrame } from "#domain";
import { demoBuildings } from "../../building/demo.ts";
import type { BuildingModel } from "../../building/model.ts";
import { createSimulation } from "../../simulation.ts";
import { createCore } from "../../thermal/core.ts";
import { syntheticWeather } from "../../weather/index.ts";
import { fittedHouse } from "./fitted-house.ts";

const DAYS = 4;
const SUPPLIES: readonly BuildingModel["supply"][] = [
  fittedHouse().supply,
  { ...fittedHouse().supply, thermalPowerW: 2_000, rodPowerW: 500 } as BuildingModel["supply"],
  {
    carrier: "gas",
    efficiency: 0.93,
    hotWaterWhPerDay: 5_000,
    boiler: { kind: "condensing", nominalPowerW: 12_000 },
  },
  { carrier: "district", hotWaterWhPerDay: 5_000, maxPowerW: 4_000 },
  { carrier: "heat-pump", carnotShare: 0.42, supplyTempC: 38 },
];

/** Every supply, two of them too small, in a winter and a hot summer; people live by a seed. */
function eachRun(look: (simulation: ReturnType<typeof createSimulation>) => void): void {
  for (const supply of SUPPLIES)
    for (const [climate, month] of [
      ["central-europe", 0],
      ["hot-arid", 6],
    ] as const) {
      const weather = syntheticWeather({
        climate,
        seed: 2,
        startTs: Date.UTC(2025, month, 6),
        stepS: 3600,
        length: 24 * DAYS + 1,
      });
      const simulation = createSimulation({ model: fittedHouse(supply), weather, stepS: 300, seed: 5 });
      while (simulation.canStep) {
        simulation.step();
        look(simulation);
      }
    }
}

/** Largest residual of a step's heat balance over the heat that moved in it. */
export function systemsBalance(): number {
  let worst = 0;
  eachRun(({ balance: { gainW, lossW, storedW, residualW } }) => {
    const moved = Math.abs(gainW) + Math.abs(lossW) + Math.abs(storedW);
    worst = Math.max(worst, Math.abs(residualW) / Math.max(1, moved));
  });
  return worst;
}

/** Largest part of a step's heat that rooms and taps got and no meter saw, or the other way round. */
export function suppliedHeat(): number {
  let worst = 0;
  eachRun(({ zone, whole }) => {
    const rooms = zone.heatingPowerW.reduce((a, b) => a + b, 0);
    // The boiler's heat meter sees rooms alone.
    const got = rooms + (whole.gasPowerW > 0 ? 0 : whole.hotWaterPowerW);
    worst = Math.max(worst, Math.abs(got - whole.heatPowerW) / Math.max(1, got));
  });
  return worst;
}

const still = (stepS: number) =>
  makeFrame(Date.UTC(2025, 0, 6), stepS, [
    ["outdoorTempC", Float64Array.of(0, 0)],
    ["skyTempC", Float64Array.of(0, 0)],
    ["windSpeedMPerS", Float64Array.of(3, 3)],
    ["directNormalWPerM2", new Float64Array(2)],
    ["diffuseHorizontalWPerM2", new Float64Array(2)],
  ]);

/** A heater goes on in each room of the demo's house, from 20 °C in frost: the warmest room's air after `hours`, °C. */
function warmedC(stepS: number, hours: number): number {
  const [house] = demoBuildings();
  if (!house) return Number.NaN;
  const core = createCore(house, stepS);
  const weather = core.weatherTable(still(stepS), house.building);
  const all = (v: number) => new Float64Array(core.zones.length).fill(v);
  const input = {
    weather,
    row: 0,
    gainsW: all(300),
    outdoorAirM3PerH: all(0),
    setpointC: all(Number.NaN),
    forcedPowerW: all(800),
  };
  for (let k = 0; k < (hours * 3600) / stepS; k++) core.step(input);
  return Math.max(...core.airTempC);
}

/** Order with which the engine's error after six hours falls as a step of a quarter of an hour is halved. */
export function engineOrder(): number {
  const truth = warmedC(5, 6);
  return Math.log2(Math.abs(warmedC(900, 6) - truth) / Math.abs(warmedC(450, 6) - truth));
}

/** A zone of air and furniture, without window, wall, heating or neighbour, in still weather: distance from the outdoors at last, K. */
export function bareZoneK(): number {
  const [house] = demoBuildings();
  const zone = house?.zones[0];
  if (!house || !zone) return Number.NaN;
  const model: BuildingModel = {
    ...house,
    building: { ...house.building, zones: house.building.zones.slice(0, 1) },
    zones: [{ ...zone, heating: undefined, thermalBridgesWPerK: 0 }],
    elements: [],
    windows: [],
    airLinks: [],
  };
  const core = createCore(model, 3600);
  const weather = core.weatherTable(still(3600), house.building);
  const none = Float64Array.of(0);
  const off = Float64Array.of(Number.NaN);
  for (let k = 0; k < 24 * 400; k++)
    core.step({ weather, row: 0, gainsW: none, outdoorAirM3PerH: none, setpointC: off, forcedPowerW: off });
  return Math.abs(core.airTempC[0] ?? Number.NaN);
}
