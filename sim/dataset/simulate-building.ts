/** A building of the fleet through its whole time: operation in, series out. */
import { ZonecastError } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import type { Controller } from "../excitation/controllers/controller.ts";
import { createController } from "../excitation/controllers.ts";
import { ACT, ACT_WIDTH } from "../star/arrays.ts";
import { createKernel } from "../star/kernel/kernel.ts";
import { planOf } from "../star/plan.ts";
import { createStepper } from "../star/stepper.ts";
import { describe, GAIN_CONVECTIVE_SHARE } from "../thermal/describe.ts";
import { createDesk } from "./desk.ts";
import type { FleetBuilding } from "./fleet.ts";
import { type Operation, operationOf } from "./operate.ts";
import { type DatasetPlan, wholeReasons } from "./plan.ts";
import type { BuildingSeries, ZoneSeries } from "./series.ts";
import { simulateWhole } from "./simulate-whole.ts";
import type { Weather } from "./weather-set.ts";
import type { WeatherTables } from "./weather-tables.ts";

/** Inside films hold for an hour, as measured to be enough. */
const FILM_S = 3_600;
/** On/off control needs to look every minute: at 15 min a room would swing from 10 to 29 °C. */
const SWITCHING_S = 60;
const START_C = 20;

const desk = createDesk();

/**
 * Simulates one building. The same plan and building give the same numbers, whatever is simulated besides.
 * Throws `numerics` for a temperature that is none.
 */
export function simulateBuilding(
  plan: DatasetPlan,
  building: FleetBuilding,
  model: BuildingModel,
  weather: Weather,
  tables: WeatherTables,
): BuildingSeries {
  const operation = operationOf(plan, building, model, weather, desk);
  if (wholeReasons(plan).length > 0) return simulateWhole({ plan, building, model, weather, operation });
  const steps = weather.warmUp + weather.steps;
  const zones = operation.zones.length;
  const [airTempC, powerW] = [desk.floats("temperature", steps * zones), desk.floats("power", steps * zones)];
  if (building.controller === "thermostat") {
    const star = planOf(describe(model), plan.stepS);
    const kernel = createKernel(star, Math.max(1, Math.round(FILM_S / plan.stepS)));
    kernel.run({ steps, weather: tables.rows(star, weather), acts: actsOf(operation, steps), airTempC, powerW });
  } else stepByStep(plan, building, model, weather, tables, operation, airTempC, powerW);

  let cold = 0;
  while (cold < airTempC.length && airTempC[cold]! > -90 && airTempC[cold]! < 150) cold++;
  if (cold < airTempC.length)
    throw new ZonecastError(
      "numerics",
      `${building.id}: ${airTempC[cold]} °C in step ${Math.floor(cold / zones)} is no temperature`,
    );
  return {
    policies: operation.policies,
    zones: operation.zones.map((_, z) => seriesOf(operation, weather, z, airTempC, powerW)),
  };
}

function actsOf({ zones, excited, offSeason }: Operation, steps: number): Float64Array {
  const acts = desk.floats("acts", steps * zones.length * ACT_WIDTH, Number.NaN);
  for (const [z, zone] of zones.entries())
    for (let i = 0, at = z * ACT_WIDTH; i < steps; i++, at += zones.length * ACT_WIDTH) {
      fixedActs(acts, at, zone, i);
      const wish = zone.wishW[i]!;
      // NaN leaves it to the thermostat.
      acts[at + ACT.forcedW] = Number.isNaN(wish) && offSeason[i] === 1 && excited[i] !== 1 ? 0 : wish;
    }
  return acts;
}

function fixedActs(acts: Float64Array, at: number, zone: Operation["zones"][number], i: number): void {
  const gain = zone.gainW[i]!;
  acts[at + ACT.convectiveW] = GAIN_CONVECTIVE_SHARE * gain;
  acts[at + ACT.radiantW] = (1 - GAIN_CONVECTIVE_SHARE) * gain;
  acts[at + ACT.outdoorAirM3PerH] = zone.extraAirM3PerH[i]!;
  acts[at + ACT.heatingSetpointC] = zone.setpointC[i]!;
  acts[at + ACT.leastC] = zone.leastC[i]!;
  acts[at + ACT.mostC] = zone.mostC[i]!;
}

/** With a controller of ours in the loop: it sees the zone, decides, and the engine moves on by one step. */
function stepByStep(
  plan: DatasetPlan,
  building: FleetBuilding,
  model: BuildingModel,
  weather: Weather,
  tables: WeatherTables,
  { zones, excited, offSeason }: Operation,
  airTempC: Float64Array,
  powerW: Float64Array,
): void {
  const innerS = building.controller === "two-point" ? Math.min(SWITCHING_S, plan.stepS) : plan.stepS;
  const inner = Math.round(plan.stepS / innerS);
  const star = planOf(describe(model), innerS);
  const stepper = createStepper(star);
  const table = tables.table(star, weather);
  const setting = plan.operation.controllers.find((c) => c.kind === building.controller) ?? {
    kind: building.controller === "thermostat" ? "p" : building.controller,
  };
  const controllers: Controller[] = zones.map(({ maxPowerW }) =>
    createController(setting, { range: { min: 0, max: maxPowerW }, stepS: innerS, sense: "heating" }),
  );
  const acts = new Float64Array(zones.length * ACT_WIDTH).fill(Number.NaN);
  const before = zones.map((): number | undefined => undefined);
  const { air } = stepper.work.zone;
  for (let i = 0; i < excited.length; i++) {
    for (const [z, zone] of zones.entries()) fixedActs(acts, z * ACT_WIDTH, zone, i);
    for (let k = 0; k < inner; k++) {
      for (const [z, zone] of zones.entries()) {
        const asked = controllers[z]!.act({ airTempC: air[z]!, setpointC: zone.setpointC[i]!, levelBefore: before[z] });
        const wish = zone.wishW[i]!;
        const own = !Number.isNaN(wish) ? wish : offSeason[i] === 1 && excited[i] !== 1 ? 0 : asked;
        const at = z * ACT_WIDTH;
        acts[at + ACT.forcedW] = own;
        // The envelope stands before walkers only; a controller knows its set-point.
        if (Number.isNaN(wish)) acts[at + ACT.leastC] = Number.NaN;
      }
      stepper.run({ steps: 1, weather: table, firstRow: i, acts });
      for (let z = 0; z < zones.length; z++) {
        before[z] = stepper.work.powerW[z]!;
        powerW[i * zones.length + z]! += stepper.work.powerW[z]! / inner;
      }
    }
    for (let z = 0; z < zones.length; z++) airTempC[i * zones.length + z] = air[z]!;
  }
}

function seriesOf(
  operation: Operation,
  { warmUp, steps }: Weather,
  z: number,
  airTempC: Float64Array,
  powerW: Float64Array,
): ZoneSeries {
  const own = operation.zones[z]!;
  const zones = operation.zones.length;
  // Typed arrays' own constructors: `from` would walk through an iterator.
  const cut = (values: Float64Array) => new Float32Array(values.subarray(warmUp, warmUp + steps));
  const air = new Float32Array(steps);
  const applied = new Float32Array(steps);
  const request = new Float32Array(steps);
  for (let i = 0, at = warmUp; i < steps; i++, at++) {
    air[i] = at === 0 ? START_C : airTempC[(at - 1) * zones + z]!;
    applied[i] = powerW[at * zones + z]!;
    const wish = own.wishW[at]!;
    request[i] = Number.isNaN(wish) ? applied[i]! : wish;
  }
  return {
    zone: own.zone,
    airTempC: air,
    heatingPowerW: applied,
    heatingRequestW: request,
    heatingSetpointC: cut(own.setpointC),
    internalGainW: cut(own.gainW),
    extraAirM3PerH: cut(own.extraAirM3PerH),
    persons: new Int32Array(own.people.persons.subarray(warmUp, warmUp + steps)),
    policy: operation.excited.slice(warmUp, warmUp + steps),
    maxPowerW: own.maxPowerW,
  };
}
