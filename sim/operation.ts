/** One step of a whole building: people, ventilation, blinds, thermostats, rooms, air, supply and meters, in this order. */
import { localTimeIn } from "./building/local-time.ts";
import type { BuildingModel } from "./building/model.ts";
import { activeBlock } from "./building/schedule.ts";
import type { ControlName, Controls } from "./controls.ts";
import { hotWaterPowerW } from "./life/hot-water.ts";
import { createLife } from "./life/life.ts";
import { photovoltaicPowerW } from "./systems/photovoltaics.ts";
import { eerAt } from "./systems/split-unit.ts";
import { supplyLimitW, supplyOf } from "./systems/supply.ts";
import { createThermostats } from "./systems/thermostats.ts";
import { zoneAirOf } from "./systems/ventilation.ts";
import { createAirQuality, humidityPct, vapourGPerM3 } from "./thermal/air-quality.ts";
import { createCore, type HeatBalance, type ThermalCore } from "./thermal/core.ts";

/** The weather that holds during a step. */
export interface Outdoors {
  /** Table of the thermal core, and the row that holds. */
  readonly table: Float64Array;
  readonly row: number;
  readonly outdoorTempC: number;
  readonly windSpeedMPerS: number;
  /** NaN where the weather does not say: then nothing is known of the rooms' humidity. */
  readonly relativeHumidityPct: number;
}

/** What is seen of each zone after a step; controls as they were applied, powers as means over it. */
export const ZONE_VIEW = [
  "airTempC",
  "operativeTempC",
  "relativeHumidityPct",
  "co2Ppm",
  "heatingPowerW",
  "coolingPowerW",
  "heatingSetpointC",
  "coolingSetpointC",
  "persons",
  "gainsW",
  "freshAirPerH",
  "windowOpenShare",
  "blindClosedShare",
] as const;
export type ZoneQuantity = (typeof ZONE_VIEW)[number];

/** What is seen of the whole building: powers as means over the step, W; counters, Wh. */
export const WHOLE_VIEW = [
  "outdoorTempC",
  "heatingPowerW",
  "coolingPowerW",
  "hotWaterPowerW",
  /** All that the building uses, whether modules or grid give it. */
  "electricPowerW",
  "photovoltaicPowerW",
  "gasPowerW",
  /** Through the heat meter. */
  "heatPowerW",
  "flowTempC",
  "cop",
  "electricEnergyWh",
  "photovoltaicEnergyWh",
  "gasEnergyWh",
  "heatEnergyWh",
] as const;
export type WholeQuantity = (typeof WHOLE_VIEW)[number];

/** Everything that the future depends on, and what was last seen: plain arrays, to be stored, copied and compared. */
export interface OperationState {
  readonly thermal: Float64Array;
  readonly thermostats: Float64Array;
  readonly co2Ppm: Float64Array;
  readonly vapourGPerM3: Float64Array;
  readonly seen: Float64Array;
  readonly whole: Float64Array;
}

export interface Operation {
  readonly stepS: number;
  readonly core: ThermalCore;
  readonly zone: Readonly<Record<ZoneQuantity, Float64Array>>;
  readonly whole: Record<WholeQuantity, number>;
  /** What `zone` shows, quantity by quantity. */
  readonly seen: Float64Array;
  /** The step from `ts` (UTC ms) on. */
  step(ts: number, outdoors: Outdoors, controls: Controls): void;
  /** Heat balance of the rooms in the last step. */
  balance(): HeatBalance;
  state(): OperationState;
  setState(state: OperationState): void;
}

/**
 * A building of a checked model at a fixed step (s). People live days of their own under a `seed`, and expected ones without.
 * Throws `bad-input` for a step that is too long for a two-point thermostat.
 * @param plan of another operation's core, of the same model and step
 */
export function createOperation(model: BuildingModel, stepS: number, seed?: number, plan?: ThermalCore["plan"]): Operation {
  const { zones } = model;
  const count = zones.length;
  const thermostats = createThermostats(model, stepS);
  const core = createCore(model, stepS, plan);
  const air = createAirQuality(model);
  const life = createLife(model, seed);
  const hotWater = hotWaterPowerW(model, seed);
  const localTime = localTimeIn(model.building.timeZone);
  const zoneAirs = zones.map((zone) => zoneAirOf(model, zone));
  const seen = new Float64Array(ZONE_VIEW.length * count);
  const zone = Object.fromEntries(ZONE_VIEW.map((name, k) => [name, seen.subarray(k * count, (k + 1) * count)])) as Record<
    ZoneQuantity,
    Float64Array
  >;
  const whole = Object.fromEntries(WHOLE_VIEW.map((name) => [name, 0])) as Record<WholeQuantity, number>;
  const blank = (value = 0) => new Float64Array(count).fill(value);
  const [nothing, setC, engineC, coolC, forcedW, extraM3PerH] = [blank(Number.NaN), blank(), blank(), blank(), blank(), blank()];
  const overruled = new Uint8Array(count);
  const installedW = zones.reduce((sum, z) => sum + (z.heating?.maxPowerW ?? 0), 0);
  show();

  /** What can be seen of a state without a step. */
  function show(): void {
    for (let i = 0; i < count; i++) {
      const T = core.airTempC[i]!;
      zone.airTempC[i] = T;
      zone.operativeTempC[i] = (T + core.radiantTempC[i]!) / 2;
      zone.relativeHumidityPct[i] = humidityPct(T, air.vapour[i]!);
      zone.co2Ppm[i] = air.co2Ppm[i]!;
    }
  }

  function step(ts: number, outdoors: Outdoors, controls: Controls): void {
    const time = localTime(ts);
    const { outdoorTempC: outdoorC } = outdoors;
    const control = (name: ControlName) => controls[name] ?? nothing;
    const gains = control("gainsW");
    const [heatC, coolingC] = [control("heatingSetpointC"), control("coolingSetpointC")];
    const [heatW, coolW, valve] = [control("heatingPowerW"), control("coolingPowerW"), control("valvePct")];
    const [fans, windows] = [control("ventilationPerH"), control("windowOpenShare")];
    const heatingRests = outdoorC > model.heatingLimitC;
    life.at(time);
    let electricW = 0;
    for (let i = 0; i < count; i++) {
      const { heating, cooling } = zones[i]!;
      const own = zoneAirs[i]!({
        present: life.now.persons[i]! > 0,
        airTempC: core.airTempC[i]!,
        outdoorC,
        windMPerS: outdoors.windSpeedMPerS,
        airing: life.now.airing[i]! > 0,
        fansPerH: fans[i]!,
        windowOpen: windows[i]!,
      });
      extraM3PerH[i] = own.extraM3PerH;
      zone.freshAirPerH[i] = own.freshPerH;
      zone.windowOpenShare[i] = own.windowOpen;
      zone.persons[i] = life.now.persons[i]!;
      zone.gainsW[i] = Number.isNaN(gains[i]!) ? life.now.gainsW[i]! : gains[i]!;
      electricW += own.fansW + life.now.appliancesW[i]!;

      const heatSet = !heating ? Number.NaN : Number.isNaN(heatC[i]!) ? activeBlock(heating.schedule, time).setpointC : heatC[i]!;
      const coolSet = !cooling
        ? Number.NaN
        : Number.isNaN(coolingC[i]!)
          ? activeBlock(cooling.schedule, time).setpointC
          : coolingC[i]!;
      zone.heatingSetpointC[i] = heatSet;
      zone.coolingSetpointC[i] = coolSet;
      setC[i] = heatingRests ? Number.NaN : heatSet;
      // Nobody pays for both: cooling begins where heating has ended.
      const endsC = heating && !heatingRests ? heatSet + heating.pBandK / 2 : Number.NEGATIVE_INFINITY;
      coolC[i] = Math.max(coolSet, endsC);
      const asked = !Number.isNaN(heatW[i]!) ? heatW[i]! : (valve[i]! / 100) * (heating?.maxPowerW ?? 0);
      forcedW[i] = asked > 0 || Number.isNaN(coolW[i]!) ? asked : -coolW[i]!;
      overruled[i] = Number.isNaN(forcedW[i]!) ? 0 : 1;
    }
    thermostats.prepare(setC, core.airTempC, engineC, forcedW);
    const row = core.blinds.apply(outdoors.table, outdoors.row, control("blindClosedShare"));
    core.blinds.read(row.weather, row.row, zone.blindClosedShare);
    rooms(row.weather, row.row, outdoorC);
    thermostats.settle(setC, core.airTempC, core.powerW, overruled);
    air.step({
      stepS,
      outdoorVapour: vapourGPerM3(outdoorC, outdoors.relativeHumidityPct),
      airTempC: core.airTempC,
      outdoorAirPerH: zone.freshAirPerH,
      co2M3PerH: life.now.co2M3PerH,
      moistureGPerH: life.now.moistureGPerH,
    });
    show();

    let [heatingW, coolingW] = [0, 0];
    for (let i = 0; i < count; i++) {
      const Q = core.powerW[i]!;
      zone.heatingPowerW[i] = Math.max(0, Q);
      zone.coolingPowerW[i] = Math.max(0, -Q);
      heatingW += Math.max(0, Q);
      const { cooling } = zones[i]!;
      if (!cooling || Q >= 0) continue;
      coolingW -= Q;
      electricW -= Q / eerAt(cooling, outdoorC, core.airTempC[i]!);
    }
    const water = hotWater(time);
    const supply = supplyOf(model.supply, heatingW, outdoorC, water);
    const pv = model.photovoltaics;
    whole.outdoorTempC = outdoorC;
    whole.heatingPowerW = heatingW;
    whole.coolingPowerW = coolingW;
    whole.hotWaterPowerW = water;
    whole.electricPowerW = electricW + supply.electricW;
    whole.photovoltaicPowerW = pv
      ? photovoltaicPowerW(pv, outdoors.table[outdoors.row * core.width + core.modulesColumn]!, outdoorC)
      : 0;
    whole.gasPowerW = supply.gasW;
    whole.heatPowerW = supply.heatW;
    whole.flowTempC = supply.flowTempC;
    whole.cop = supply.cop;
    const hours = stepS / 3600;
    whole.electricEnergyWh += whole.electricPowerW * hours;
    whole.photovoltaicEnergyWh += whole.photovoltaicPowerW * hours;
    whole.gasEnergyWh += whole.gasPowerW * hours;
    whole.heatEnergyWh += whole.heatPowerW * hours;
  }

  /** The rooms' step; where they ask for more than the supply gives, each gets the same share of what it asked for. */
  function rooms(weather: Float64Array, row: number, outdoorC: number): void {
    const input = {
      weather,
      row,
      gainsW: zone.gainsW,
      outdoorAirM3PerH: extraM3PerH,
      setpointC: engineC,
      coolingSetpointC: coolC,
      forcedPowerW: forcedW,
    };
    const limitW = supplyLimitW(model.supply, outdoorC);
    const before = installedW > limitW ? core.state() : undefined;
    core.step(input);
    if (!before) return;
    let askedW = 0;
    for (const Q of core.powerW) askedW += Math.max(0, Q);
    if (askedW <= limitW) return;
    for (let i = 0; i < count; i++) {
      const Q = core.powerW[i]!;
      forcedW[i] = Q > 0 ? (Q * limitW) / askedW : Q;
      if (Q > 0) overruled[i] = 1;
    }
    core.setState(before);
    core.step(input);
  }

  return {
    stepS,
    core,
    zone,
    seen,
    whole,
    step,
    balance: () => core.balance(),
    state: () => ({
      thermal: core.state(),
      thermostats: thermostats.state.slice(),
      co2Ppm: air.co2Ppm.slice(),
      vapourGPerM3: air.vapour.slice(),
      seen: seen.slice(),
      whole: Float64Array.from(WHOLE_VIEW, (name) => whole[name]),
    }),
    setState(state) {
      core.setState(state.thermal);
      thermostats.state.set(state.thermostats);
      air.co2Ppm.set(state.co2Ppm);
      air.vapour.set(state.vapourGPerM3);
      seen.set(state.seen);
      WHOLE_VIEW.forEach((name, k) => {
        whole[name] = state.whole[k]!;
      });
    },
  };
}
