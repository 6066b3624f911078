/** What sensors and meters of a plant would say: its state, with a little noise where real sensors have some. */
import { type SignalId, signalOf, WHOLE_BUILDING } from "#domain";
import type { BuildingModel } from "./building/model.ts";
import { chance } from "./life/chance.ts";
import type { Operation } from "./operation.ts";
import { canAir } from "./systems/ventilation.ts";

/** The plant as it stands after its last step. */
export interface PlantState {
  /** Whole minutes since 1970; the same minute reads the same. */
  tick: number;
  readonly zone: Operation["zone"];
  readonly whole: Operation["whole"];
  globalIrradianceWPerM2: number;
  windSpeedMPerS: number;
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

  const { zone, whole } = state;
  model.zones.forEach(({ id, heating, cooling, gains }, i) => {
    noisy(id, "airTempC", () => zone.airTempC[i]!);
    noisy(id, "relativeHumidityPct", () => zone.relativeHumidityPct[i]!);
    if (gains.persons > 0) {
      noisy(id, "co2Ppm", () => zone.co2Ppm[i]!);
      put(id, "occupancy", () => (zone.persons[i]! > 0 ? 1 : 0));
    }
    if (canAir(model, model.zones[i]!)) put(id, "windowOpen", () => (zone.windowOpenShare[i]! > 0 ? 1 : 0));
    if (cooling) put(id, "coolingSetpointC", () => zone.coolingSetpointC[i]!);
    if (heating) {
      put(id, "heatingSetpointC", () => setpointC(i));
      put(id, "valvePct", () => (100 * zone.heatingPowerW[i]!) / heating.maxPowerW);
      put(id, "heatingPowerW", () => zone.heatingPowerW[i]!);
    }
  });

  noisy(WHOLE_BUILDING, "outdoorTempC", () => whole.outdoorTempC);
  put(WHOLE_BUILDING, "globalIrradianceWPerM2", () => state.globalIrradianceWPerM2);
  put(WHOLE_BUILDING, "windSpeedMPerS", () => state.windSpeedMPerS);
  put(WHOLE_BUILDING, "electricPowerW", () => whole.electricPowerW);
  put(WHOLE_BUILDING, "electricEnergyWh", () => whole.electricEnergyWh);
  if (model.supply.carrier === "gas") put(WHOLE_BUILDING, "gasEnergyWh", () => whole.gasEnergyWh);
  else {
    put(WHOLE_BUILDING, "heatEnergyWh", () => whole.heatEnergyWh);
    put(WHOLE_BUILDING, "heatingPowerW", () => whole.heatingPowerW);
  }
  return table;
}
