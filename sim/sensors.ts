/** What sensors and meters of a plant would say: its state, with a little noise where real sensors have some. */
import { type SignalId, signalOf, WHOLE_BUILDING } from "#domain";
import type { BuildingModel } from "./building/model.ts";
import { chance } from "./life/chance.ts";
import { humidityPct } from "./thermal/air-quality.ts";

/** The plant as it stands after its last step; arrays by zone. */
export interface PlantState {
  /** Whole minutes since 1970; the same minute reads the same. */
  tick: number;
  readonly airTempC: Float64Array;
  readonly heatingPowerW: Float64Array;
  readonly co2Ppm: Float64Array;
  /** g/m³ */
  readonly vapour: Float64Array;
  readonly persons: Float64Array;
  readonly openPerH: Float64Array;
  outdoorTempC: number;
  globalIrradianceWPerM2: number;
  windSpeedMPerS: number;
  electricPowerW: number;
  electricEnergyWh: number;
  heatEnergyWh: number;
  gasEnergyWh: number;
}

/** Standard deviations: good room sensors, a weather station at the wall. */
const NOISE = { airTempC: 0.05, relativeHumidityPct: 0.4, co2Ppm: 8, outdoorTempC: 0.05 } as const satisfies Partial<
  Record<SignalId, number>
>;

/** The readable points by `zone/signal`. `setpointC(i)` is the set-point that holds in zone i. */
export function sensorTable(
  model: BuildingModel,
  state: PlantState,
  seed: number,
  setpointC: (i: number) => number,
): ReadonlyMap<string, () => number> {
  const table = new Map<string, () => number>();
  const put = (zone: string, signal: SignalId, value: () => number) => void table.set(`${zone}/${signal}`, value);
  const noisy = (zone: string, signal: keyof typeof NOISE, value: () => number) => {
    const noise = chance(seed, `noise/${model.building.id}/${zone}/${signal}`);
    const { min, max } = signalOf(signal);
    put(zone, signal, () => Math.min(max, Math.max(min, value() + NOISE[signal] * noise.normal(state.tick))));
  };

  model.zones.forEach(({ id, heating, gains, openWindowPerH }, i) => {
    noisy(id, "airTempC", () => state.airTempC[i]!);
    noisy(id, "relativeHumidityPct", () => humidityPct(state.airTempC[i]!, state.vapour[i]!));
    if (gains.persons > 0) {
      noisy(id, "co2Ppm", () => state.co2Ppm[i]!);
      put(id, "occupancy", () => (state.persons[i]! > 0 ? 1 : 0));
    }
    if (openWindowPerH > 0) put(id, "windowOpen", () => (state.openPerH[i]! > 0 ? 1 : 0));
    if (heating) {
      put(id, "heatingSetpointC", () => setpointC(i));
      put(id, "valvePct", () => (100 * state.heatingPowerW[i]!) / heating.maxPowerW);
      put(id, "heatingPowerW", () => state.heatingPowerW[i]!);
    }
  });

  noisy(WHOLE_BUILDING, "outdoorTempC", () => state.outdoorTempC);
  put(WHOLE_BUILDING, "globalIrradianceWPerM2", () => state.globalIrradianceWPerM2);
  put(WHOLE_BUILDING, "windSpeedMPerS", () => state.windSpeedMPerS);
  put(WHOLE_BUILDING, "electricPowerW", () => state.electricPowerW);
  put(WHOLE_BUILDING, "electricEnergyWh", () => state.electricEnergyWh);
  if (model.supply.carrier === "gas") put(WHOLE_BUILDING, "gasEnergyWh", () => state.gasEnergyWh);
  else {
    put(WHOLE_BUILDING, "heatEnergyWh", () => state.heatEnergyWh);
    put(WHOLE_BUILDING, "heatingPowerW", () => state.heatingPowerW.reduce((sum, w) => sum + w, 0));
  }
  return table;
}
