/** A building-year with its systems on in the kernel: temperatures, heat, cold and electricity written to columns, for one seed. */
import { syntheticWeather } from "../../sim/index.ts";
import { ACT, ACT_WIDTH } from "../../sim/star/arrays.ts";
import { createKernel } from "../../sim/star/kernel/kernel.ts";
import { type Plan, planOf } from "../../sim/star/plan.ts";
import { createStepper } from "../../sim/star/stepper.ts";
import { type AirHeatPump, heatPumpCop, heatPumpHeatW } from "../../sim/systems/heat-pump.ts";
import { flowTempC } from "../../sim/systems/heating-curve.ts";
import { storey } from "./storey.ts";

export const STEP_S = 900;
export const YEAR = 35_040;
/** Films hold for an hour. */
export const FILM_EVERY = 4;
/** Stepped at once: short enough that many windows meet no other process. */
export const WINDOW = 2_880;
const PLACE = { latitudeDeg: 52, longitudeDeg: 13 };
const EER = 3.2;

/** Columns of a window of steps, by step and zone; electricity of heat pump and split units by step. */
export interface Columns {
  readonly airTempC: Float64Array;
  readonly powerW: Float64Array;
  readonly electricW: Float64Array;
}

/** Set-points, people and ventilation of a working week. */
function week(plan: Plan): Float64Array {
  const zones = plan.zones.length;
  const acts = new Float64Array(7 * 96 * zones * ACT_WIDTH).fill(Number.NaN);
  for (let k = 0; k < 7 * 96; k++) {
    const hour = (k % 96) / 4;
    const open = k < 5 * 96 && hour >= 7 && hour < 18;
    for (let z = 0; z < zones; z++) {
      const at = (k * zones + z) * ACT_WIDTH;
      acts[at + ACT.convectiveW] = open ? 150 + (z % 5) * 20 : 20;
      acts[at + ACT.radiantW] = open ? 120 : 10;
      acts[at + ACT.outdoorAirM3PerH] = open ? 40 : 0;
      acts[at + ACT.heatingSetpointC] = open ? 21 : 17;
      acts[at + ACT.coolingSetpointC] = open ? 25 : Number.NaN;
    }
  }
  return acts;
}

/** A storey of `zones` rooms in a year of weather, ready to be stepped a window at a time. */
export function systemsYear(zones: number) {
  const weather = syntheticWeather({
    climate: "central-europe",
    seed: 1,
    startTs: Date.UTC(2024, 11, 31),
    stepS: STEP_S,
    length: YEAR + 1,
  });
  const plan = planOf(storey(zones), STEP_S);
  const table = plan.columns.table(weather, PLACE);
  const acts = week(plan);
  const pump: AirHeatPump = {
    carrier: "air-heat-pump",
    kind: "on-off",
    thermalPowerW: 700 * zones,
    rodPowerW: 1e6,
    heatingCurve: { designOutdoorC: -12, designFlowC: 50 },
  };
  // COP and most heat follow from the weather alone: once per weather, as the table itself.
  const width = plan.columns.width();
  const outdoor = Float64Array.from({ length: YEAR }, (_, k) => table[k * width]!);
  const flow = outdoor.map((t) => flowTempC(pump.heatingCurve, t));
  const perHeat = outdoor.map((t, k) => 1 / Math.max(1, heatPumpCop(pump.kind, t, flow[k]!)));
  const mostW = outdoor.map((t, k) => heatPumpHeatW(pump, t, flow[k]!));
  const columns: Columns = {
    airTempC: new Float64Array(WINDOW * zones),
    powerW: new Float64Array(WINDOW * zones),
    electricW: new Float64Array(WINDOW),
  };
  const steppers = { kernel: createKernel(plan, FILM_EVERY), loops: createStepper(plan, FILM_EVERY) };

  return {
    plan,
    weather: table,
    acts,
    columns,
    /** The `k`-th window of the year, begun anew when it ends. */
    window(engine: keyof typeof steppers, k: number): void {
      const firstRow = (k * WINDOW) % (YEAR - WINDOW);
      const { airTempC, powerW, electricW } = columns;
      steppers[engine].run({ steps: WINDOW, weather: table, firstRow, acts, firstAct: firstRow, airTempC, powerW });
      for (let i = 0; i < WINDOW; i++) {
        let [heat, cold] = [0, 0];
        for (let z = 0; z < zones; z++) {
          const Q = powerW[i * zones + z]!;
          if (Q > 0) heat += Q;
          else cold -= Q;
        }
        const pumped = Math.min(heat, mostW[firstRow + i]!);
        electricW[i] = pumped * perHeat[firstRow + i]! + (heat - pumped) + cold / EER;
      }
    },
  };
}
