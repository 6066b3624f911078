/** A building through the whole simulation, step by step: cooling, blinds, windows, its own plant, and machines with limits. */
import { ZonecastError } from "#domain";
import { type Equipment, equip } from "../building/archetypes/equipment.ts";
import type { BuildingModel } from "../building/model.ts";
import { blankControls, type ControlName } from "../controls.ts";
import { createSimulation } from "../simulation.ts";
import { type ExcitedControl, excitedControls } from "./excited-controls.ts";
import type { FleetBuilding } from "./fleet.ts";
import { netWishes, releaseTheOther } from "./one-machine.ts";
import type { Operation } from "./operate.ts";
import type { DatasetPlan } from "./plan.ts";
import type { BuildingSeries, ZoneSeries } from "./series.ts";
import type { Weather } from "./weather-set.ts";

export interface WholeInput {
  readonly plan: DatasetPlan;
  readonly building: FleetBuilding;
  readonly model: BuildingModel;
  readonly weather: Weather;
  readonly operation: Operation;
}

/** Laws of thermostats by the names that plans give them. */
const LAWS: Readonly<Record<FleetBuilding["controller"], Equipment["controller"] | undefined>> = {
  thermostat: undefined,
  p: "P",
  pi: "PI",
  "two-point": "two-point",
};

/** A balance of less heat than this is not judged by its share, W a m² of floor. */
const LEAST_HEAT_W_PER_M2 = 1;

/**
 * The series of a building. Throws `bad-input` where a control is excited that the building does not have, and `numerics` for a
 * temperature that is none.
 */
export function simulateWhole({ plan, building, model: given, weather, operation }: WholeInput): BuildingSeries {
  const law = LAWS[building.controller];
  const model = law === undefined ? given : equip(given, { controller: law });
  const simulation = createSimulation({ model, weather: weather.frame, stepS: plan.stepS, site: weather.place });
  const controls = excitedControls(plan, building, model, operation);
  const held = blankControls(model);
  const isExcited = (name: ControlName) => controls.some((c) => c.name === name);
  const both = isExcited("heatingPowerW") && isExcited("coolingPowerW");
  const asked = { heatingPowerW: held.heatingPowerW.slice(), coolingPowerW: held.coolingPowerW.slice() };
  const { warmUp, steps } = weather;
  const zones = operation.zones.map((own) => recorder(own, model, steps));
  const leastW = LEAST_HEAT_W_PER_M2 * model.zones.reduce((sum, z) => sum + z.floorAreaM2, 0);
  let residualShare = 0;

  for (let i = 0; i < warmUp + steps; i++) {
    const row = i - warmUp;
    if (row >= 0) for (const [z, own] of zones.entries()) own.state(row, i === 0 ? START_C : simulation.zone.airTempC[z]!);
    for (const [z, own] of operation.zones.entries()) {
      held.gainsW[z] = own.gainW[i]!;
      held.heatingSetpointC[z] = own.setpointC[i]!;
      const { openWindowPerH, ventilation } = model.zones[z]!;
      const isOn = ventilation.runs === "always" || own.people.persons[i]! > 0;
      held.ventilationPerH[z] = isOn ? ventilation.airChangePerH : 0;
      if (!isExcited("coolingSetpointC")) held.coolingSetpointC[z] = Number.NaN;
      held.windowOpenShare[z] = openWindowPerH > 0 ? Math.min(1, own.people.windowPerH[i]! / openWindowPerH) : Number.NaN;
    }
    for (const control of controls) control.ask(i, operation.excited[i] === 1, held[control.name]);
    netWishes(held);
    asked.heatingPowerW.set(held.heatingPowerW);
    asked.coolingPowerW.set(held.coolingPowerW);
    // One after the other, each knowing what the ones before it do; heating comes last and has the last word.
    if (operation.excited[i] === 1) for (const control of controls) if (control.guarded) decide(control, i);
    releaseTheOther(model, held);
    simulation.step(held);
    if (operation.excited[i] !== 1)
      for (const { seen, watch } of controls) watch(seen === "ventilationPerH" ? held.ventilationPerH : simulation.zone[seen]);
    if (row < 0) continue;
    const { gainW, lossW, storedW, residualW } = simulation.balance;
    const inTurnW = Math.max(leastW, Math.abs(gainW), Math.abs(lossW), Math.abs(storedW));
    residualShare = Math.max(residualShare, Math.abs(residualW) / inTurnW);
    for (const [z, own] of zones.entries()) own.step(row, z, i);
  }

  function decide(control: ExcitedControl, i: number): void {
    const own = held[control.name];
    const wishes = own.slice();
    const heat = held.heatingPowerW.slice();
    // Cooling decides as if nothing heated; where it cools, nobody asks for heat.
    const alone = both && control.name === "coolingPowerW";
    if (alone) held.heatingPowerW.fill(0);
    const predicted = control.looksAhead(i) ? trialsOf(control, own) : undefined;
    for (let z = 0; z < own.length; z++) if (!Number.isNaN(wishes[z]!)) own[z] = control.decide(z, i, wishes[z]!, predicted);
    if (alone) held.heatingPowerW.set(heat.map((w, z) => (own[z]! > 0 ? 0 : w)));
  }

  /** Where the zones would be at the step's end with all levels at the low end, and with all at the high one. */
  function trialsOf(control: ExcitedControl, own: Float64Array): readonly [Float64Array, Float64Array] {
    const before = simulation.snapshot();
    const wishes = own.slice();
    const at = (end: "min" | "max") => {
      for (let z = 0; z < own.length; z++) if (!Number.isNaN(wishes[z]!)) own[z] = control.range(z)[end];
      simulation.step(held);
      const reached = simulation.zone.airTempC.slice();
      simulation.restore(before);
      return reached;
    };
    const both = [at("min"), at("max")] as const;
    own.set(wishes);
    return both;
  }

  function recorder(own: Operation["zones"][number], of: BuildingModel, length: number) {
    const blank = () => new Float32Array(length);
    const further: Record<(typeof FURTHER)[number], Float32Array> = Object.fromEntries(
      FURTHER.map((name) => [name, blank()]),
    ) as never;
    const series = { airTempC: blank(), heatingPowerW: blank(), heatingRequestW: blank(), heatingSetpointC: blank() };
    const heated = of.zones.find((z) => z.id === own.zone)?.heating !== undefined;
    return {
      further,
      series,
      state(row: number, tempC: number) {
        if (!(tempC > -90 && tempC < 150))
          throw new ZonecastError("numerics", `${building.id}: ${tempC} °C in row ${row} is no temperature`);
        series.airTempC[row] = tempC;
      },
      step(row: number, z: number, i: number) {
        const { zone, balance } = simulation;
        const wish = asked.heatingPowerW[z]!;
        series.heatingPowerW[row] = zone.heatingPowerW[z]!;
        series.heatingRequestW[row] = Number.isNaN(wish) ? zone.heatingPowerW[z]! : wish;
        series.heatingSetpointC[row] = heated ? own.setpointC[i]! : Number.NaN;
        for (const name of SEEN) further[name][row] = zone[name][z]!;
        further.coolingRequestW[row] = asked.coolingPowerW[z]!;
        if (!Number.isNaN(asked.coolingPowerW[z]!)) further.coolingSetpointC[row] = Number.NaN;
        further.ventilationPerH[row] = held.ventilationPerH[z]!;
        further.ventilationRequestPerH[row] = wished("ventilationPerH", z);
        further.windowRequestShare[row] = wished("windowOpenShare", z);
        further.blindRequestShare[row] = wished("blindClosedShare", z);
        further.balanceResidualW[row] = balance.residualW;
      },
    };
  }

  function wished(name: ExcitedControl["name"], z: number): number {
    return controls.find((c) => c.name === name)?.wish(z) ?? Number.NaN;
  }

  return {
    policies: operation.policies,
    residualShare,
    zones: operation.zones.map(
      (own, z): ZoneSeries => ({
        zone: own.zone,
        ...zones[z]!.series,
        internalGainW: new Float32Array(own.gainW.subarray(warmUp, warmUp + steps)),
        persons: new Int32Array(own.people.persons.subarray(warmUp, warmUp + steps)),
        policy: operation.excited.slice(warmUp, warmUp + steps),
        maxPowerW: own.maxPowerW,
        further: zones[z]!.further,
      }),
    ),
  };
}

const START_C = 20;
const SEEN = ["coolingPowerW", "coolingSetpointC", "freshAirPerH", "windowOpenShare", "blindClosedShare"] as const;
/** In the order of their columns. */
const FURTHER = [
  "coolingPowerW",
  "coolingRequestW",
  "coolingSetpointC",
  "freshAirPerH",
  "ventilationPerH",
  "ventilationRequestPerH",
  "windowOpenShare",
  "windowRequestShare",
  "blindClosedShare",
  "blindRequestShare",
  "balanceResidualW",
] as const;
