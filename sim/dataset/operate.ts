/** What is done to a zone, step by step: people, set-points, who is in charge, what the walkers want, and what comfort leaves of it. */
import { column, stream } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import { comfortBand } from "../excitation/comfort-band.ts";
import { drawSetback, type SetbackSchedule } from "../excitation/controllers/setback.ts";
import { controlRange } from "../excitation/controls.ts";
import { episodeMix } from "../excitation/episodes.ts";
import type { Walker } from "../excitation/walker.ts";
import { createWalker } from "../excitation/walkers.ts";
import { createDesk, type Desk } from "./desk.ts";
import type { FleetBuilding } from "./fleet.ts";
import { generatePeople, type People } from "./people.ts";
import type { DatasetPlan, KernelExcitable } from "./plan.ts";
import { writeSetpoints } from "./programme.ts";
import { usageOf } from "./uses.ts";
import type { Weather } from "./weather-set.ts";
import { generateWork } from "./workplace.ts";

/** All by step, warm-up included. */
export interface ZoneOperation {
  readonly zone: string;
  readonly people: People;
  readonly setpointC: Float64Array;
  readonly extraAirM3PerH: Float64Array;
  readonly gainW: Float64Array;
  /** What a walker wants of the heater, W; NaN where it has no say. */
  readonly wishW: Float64Array;
  /** Temperatures between which a wish may move the zone; NaN: anywhere. */
  readonly leastC: Float64Array;
  readonly mostC: Float64Array;
  readonly maxPowerW: number;
}

export interface Operation {
  /** 1 where walkers are in charge. */
  readonly excited: Uint8Array;
  /** 1 where it is too warm outdoors for heating by the building's own controller. */
  readonly offSeason: Uint8Array;
  readonly zones: readonly ZoneOperation[];
  /** Name of who decides: `[closed, excited]`. */
  readonly policies: readonly [string, string];
}

const DAY_S = 86_400;
/** Air changes by a fan or wide windows where a plan excites ventilation without saying how much, 1/h. */
export const VENTILATION_PER_H = 2;
/** Excited gains where a plan does not say, W per m² of floor. */
const GAIN_W_PER_M2 = 15;

/**
 * Operation of a whole building, from its warm-up on.
 * @param desk for its columns, which then hold until the next building
 */
export function operationOf(
  plan: DatasetPlan,
  building: FleetBuilding,
  model: BuildingModel,
  weather: Weather,
  desk: Desk = createDesk(),
): Operation {
  const { stepS, seed } = plan;
  const steps = weather.warmUp + weather.steps;
  const { excitedShare, episodeDays, excite } = plan.operation;
  const mix = episodeMix({
    excitedShare: excite.length > 0 ? excitedShare : 0,
    episodeS: episodeDays * DAY_S,
    stepS,
    random: stream(seed, `episodes/${building.id}`),
  });
  const excited = new Uint8Array(steps);
  const offSeason = new Uint8Array(steps);
  for (let i = 0; i < steps; i++) {
    if (mix() === "excited") excited[i] = 1;
    if (weather.dayMeanC[i]! > model.heatingLimitC) offSeason[i] = 1;
  }
  const kinds = excite.map(({ control, walkers }) => walkers[building.walkers[control] ?? 0]?.kind ?? "");
  return {
    excited,
    offSeason,
    zones: model.zones.map((_, z) => zoneOperation(plan, building, model, z, weather, excited, desk)),
    policies: [building.controller, kinds.join("+")],
  };
}

function zoneOperation(
  plan: DatasetPlan,
  building: FleetBuilding,
  model: BuildingModel,
  z: number,
  weather: Weather,
  excited: Uint8Array,
  desk: Desk,
): ZoneOperation {
  const { stepS, seed, operation } = plan;
  const zone = model.zones[z]!;
  const steps = excited.length;
  const name = `${building.id}/${zone.id}`;
  const zoneDesk: Desk = { floats: (what, length, value) => desk.floats(`${z}/${what}`, length, value) };
  const { people, isWarm } = lifeOf(plan, building, zone, weather, zoneDesk);
  const maxPowerW = zone.heating?.maxPowerW ?? 0;
  const walkerOf = (control: KernelExcitable): Walker | undefined => {
    const entry = operation.excite.find((e) => e.control === control);
    const spec = entry?.walkers[building.walkers[control] ?? 0];
    if (!entry || !spec) return undefined;
    const installed = {
      heatingPowerW: maxPowerW,
      ventilationPerH: VENTILATION_PER_H,
      internalGainW: GAIN_W_PER_M2 * zone.floorAreaM2,
    };
    const range = entry.range ?? controlRange(control, control === "heatingSetpointC" ? undefined : installed[control]);
    return createWalker({ spec, range, stepS, seed, name: `${name}/${control}` });
  };
  const power = maxPowerW > 0 ? walkerOf("heatingPowerW") : undefined;
  const setpoint = maxPowerW > 0 ? walkerOf("heatingSetpointC") : undefined;
  const [ventilation, gain] = [walkerOf("ventilationPerH"), walkerOf("internalGainW")];
  const { envelope } = operation;
  const band =
    envelope &&
    comfortBand({
      occupied: people.persons.map((n) => (n > 0 ? 1 : 0)),
      stepS,
      whenOccupied: envelope.occupied,
      whenEmpty: envelope.empty,
      recoveryKPerH: envelope.recoveryKPerH,
    });
  const schedule = scheduleOf(seed, name, building);
  const blank = (what: string, value = 0) => zoneDesk.floats(what, steps, value);
  const setpointC = blank("set-point", Number.NaN);
  if (maxPowerW > 0 && isWarm)
    for (let i = 0; i < steps; i++) setpointC[i] = schedule.dayC - (isWarm[i] === 1 ? 0 : schedule.setbackK);
  else if (maxPowerW > 0) {
    const { calendar, dayMeanC } = weather;
    const { programme } = building;
    writeSetpoints({ programme, schedule, seed, building: building.id, calendar, persons: people.persons, dayMeanC }, setpointC);
  }
  const extraAirM3PerH = blank("air");
  const wishW = blank("wish", Number.NaN);
  const leastC = blank("least", Number.NaN);
  const mostC = blank("most", Number.NaN);
  const { persons, gainW, windowPerH } = people;
  const { volumeM3 } = zone;
  const byPresence =
    zone.ventilation.runs === "presence" ? zone.ventilation.airChangePerH * (1 - zone.ventilation.heatRecoveryShare) : 0;
  const { marginK, reserveK } = envelope ?? { marginK: 0, reserveK: 0 };
  for (let i = 0; i < steps; i++) {
    // Walkers go on while others are in charge, so that their levels do not depend on the mix.
    const wish = power ? power.next() : Number.NaN;
    const wishC = setpoint ? setpoint.next() : Number.NaN;
    const wishPerH = ventilation ? ventilation.next() : 0;
    const wishGainW = gain ? gain.next() : 0;
    let airPerH = windowPerH[i]! + (persons[i]! > 0 ? byPresence : 0);
    if (excited[i] === 1) {
      airPerH += wishPerH;
      gainW[i]! += wishGainW;
      wishW[i] = wish;
      if (band) {
        const next = band.at(i + 1);
        // Where the band is too narrow for both distances they meet just below its middle.
        const narrow = Math.min(1, (0.999 * (next.maxC - next.minC)) / (marginK + reserveK || 1));
        const [least, most] = [next.minC + narrow * marginK, next.maxC - narrow * reserveK];
        leastC[i] = least;
        mostC[i] = most;
        if (setpoint) setpointC[i] = Math.min(most, Math.max(least, wishC));
      } else if (setpoint) setpointC[i] = wishC;
    }
    extraAirM3PerH[i] = airPerH * volumeM3;
  }
  return { zone: zone.id, people, setpointC, extraAirM3PerH, gainW, wishW, leastC, mostC, maxPowerW };
}

/** People of a home, or of a place where people work, which is warm by its own hours (`isWarm`). */
function lifeOf(
  { seed, stepS }: DatasetPlan,
  { id, use: name, draw }: FleetBuilding,
  zone: BuildingModel["zones"][number],
  { calendar, outdoorC, dayMeanC, frame }: Weather,
  desk: Desk,
): { readonly people: People; readonly isWarm?: Uint8Array } {
  const use = usageOf(name);
  const around = { seed, calendar, outdoorTempC: outdoorC, dayMeanC, openWindowPerH: zone.openWindowPerH };
  if (!use) {
    const { persons, applianceBaseW, appliancePeakW } = zone.gains;
    return {
      people: generatePeople({ ...around, persons, applianceBaseW, appliancePeakW, name: `${id}/${zone.id}`, stepS }, desk),
    };
  }
  const work = generateWork(
    {
      ...around,
      ...{ use, floorAreaM2: zone.floorAreaM2, applianceScale: Number(draw.applianceScale ?? 1), building: id, zone: zone.id },
      // The mean of a step stands at its end.
      irradianceWPerM2: column(frame, "globalIrradianceWPerM2").subarray(1),
    },
    desk,
  );
  return { people: work, isWarm: work.warm };
}

function scheduleOf(seed: number, name: string, { draw }: FleetBuilding): SetbackSchedule {
  const drawn = drawSetback(stream(seed, `setback/${name}`));
  return {
    ...drawn,
    ...(draw.dayC === undefined ? {} : { dayC: Number(draw.dayC) }),
    ...(draw.setbackK === undefined ? {} : { setbackK: Number(draw.setbackK) }),
  };
}
