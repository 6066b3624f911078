/** Runs one BESTEST case through a year and sums it up the way the standard asks. */
import { type Frame, makeFrame } from "#domain";
import { ACT, ACT_WIDTH } from "../../star/arrays.ts";
import { climateOf } from "../../star/climate.ts";
import { planOf } from "../../star/plan.ts";
import { createStepper } from "../../star/stepper.ts";
import type { Place } from "../../weather/index.ts";
import { buildingOf, ROOM, SUN } from "./building.ts";
import type { BestestCase } from "./cases.ts";

/** Of a zone over the year; energies in MWh, peaks as the greatest hourly mean in kW, temperatures as hourly means in °C. */
export interface YearOfZone {
  readonly heatingMWh: number;
  readonly coolingMWh: number;
  readonly peakHeatingKW: number;
  readonly peakCoolingKW: number;
  readonly maxC: number;
  readonly minC: number;
  readonly meanC: number;
  /** Hours of the year, 1 to 8760, that end with these extremes. */
  readonly hours: Readonly<Record<"peakHeatingKW" | "peakCoolingKW" | "maxC" | "minC", number>>;
}

export interface YearOfCase {
  readonly room: YearOfZone;
  readonly sunspace: YearOfZone | undefined;
  /** Hourly means by zone. */
  readonly hourlyC: readonly Float64Array[];
  readonly hourlyW: readonly Float64Array[];
}

/** Lived before the year begins, with the weather of its last days. */
const WARM_UP_DAYS = 14;

/** People and devices, W: 60 % of it radiant. */
const GAIN_W = 200;
const RADIANT_SHARE = 0.6;

/**
 * @param weather a year that goes round: its first row repeats the last one, an interval earlier
 * @param filmEvery see `createStepper`
 */
export function runCase(c: BestestCase, weather: Frame, place: Place, filmEvery = 1): YearOfCase {
  const { stepS } = weather;
  const perHour = 3600 / stepS;
  const steps = weather.length - 1;
  const building = buildingOf(c, climateOf(weather));
  const plan = planOf(building, stepS);
  const table = plan.columns.table(weather, place);
  const stepper = createStepper(plan, filmEvery);
  const zones = plan.zones.length;

  const acts = new Float64Array(24 * perHour * zones * ACT_WIDTH);
  for (let k = 0; k < 24 * perHour; k++) {
    const hour = (k + 1) / perHour;
    for (const [z, id] of plan.zones.entries()) {
      const at = (k * zones + z) * ACT_WIDTH;
      const isRoom = id === ROOM;
      acts[at + ACT.convectiveW] = isRoom ? GAIN_W * (1 - RADIANT_SHARE) : 0;
      acts[at + ACT.radiantW] = isRoom ? GAIN_W * RADIANT_SHARE : 0;
      acts[at + ACT.outdoorAirM3PerH] = hour <= 7 || hour > 18 ? c.nightAirM3PerH : 0;
      acts[at + ACT.heatingSetpointC] = isRoom ? c.heatingC(hour) : Number.NaN;
      acts[at + ACT.coolingSetpointC] = isRoom ? c.coolingC(hour) : Number.NaN;
      acts[at + ACT.forcedW] = Number.NaN;
    }
  }
  const warmUp = WARM_UP_DAYS * 24 * perHour;
  stepper.run({ steps: warmUp, weather: table, firstRow: steps - warmUp, acts });
  const airTempC = new Float64Array(steps * zones);
  const powerW = new Float64Array(steps * zones);
  stepper.run({ steps, weather: table, acts, airTempC, powerW });

  const byZone = plan.zones.map((_, z) => ({
    c: hourlyMeans(airTempC, z, zones, perHour),
    w: hourlyMeans(powerW, z, zones, perHour),
  }));
  const years = byZone.map(({ c: hourlyC, w: hourlyW }, z) => summary(hourlyC, hourlyW, powerW, z, zones, perHour));
  const [room] = years;
  if (!room) throw new RangeError("a case has a room");
  return {
    room,
    sunspace: years[plan.zones.indexOf(SUN)],
    hourlyC: byZone.map((v) => v.c),
    hourlyW: byZone.map((v) => v.w),
  };
}

/** A year of rows for `runCase`: the last row is set before the first. */
export function goingRound(year: Frame): Frame {
  const turned = (v: Float64Array) => {
    const out = new Float64Array(v.length + 1);
    out.set(v, 1);
    out[0] = v.at(-1) ?? Number.NaN;
    return out;
  };
  return makeFrame(
    year.startTs - year.stepS * 1000,
    year.stepS,
    [...year.columns].map(([name, values]) => [name, turned(values)] as const),
  );
}

function hourlyMeans(values: Float64Array, z: number, zones: number, perHour: number): Float64Array {
  return Float64Array.from({ length: values.length / zones / perHour }, (_, h) => {
    let sum = 0;
    for (let k = h * perHour; k < (h + 1) * perHour; k++) sum += values[k * zones + z]!;
    return sum / perHour;
  });
}

function summary(
  hourlyC: Float64Array,
  hourlyW: Float64Array,
  powerW: Float64Array,
  z: number,
  zones: number,
  perHour: number,
): YearOfZone {
  let [heating, cooling] = [0, 0];
  for (let k = z; k < powerW.length; k += zones) {
    const mwh = powerW[k]! / perHour / 1e6;
    if (mwh > 0) heating += mwh;
    else cooling -= mwh;
  }
  return {
    heatingMWh: heating,
    coolingMWh: cooling,
    peakHeatingKW: hourlyW.reduce((a, b) => Math.max(a, b), 0) / 1000,
    peakCoolingKW: -hourlyW.reduce((a, b) => Math.min(a, b), 0) / 1000,
    maxC: hourlyC.reduce((a, b) => Math.max(a, b)),
    minC: hourlyC.reduce((a, b) => Math.min(a, b)),
    meanC: hourlyC.reduce((a, b) => a + b, 0) / hourlyC.length,
    hours: {
      peakHeatingKW: hourOf(hourlyW, Math.max),
      peakCoolingKW: hourOf(hourlyW, Math.min),
      maxC: hourOf(hourlyC, Math.max),
      minC: hourOf(hourlyC, Math.min),
    },
  };
}

/** The first hour, from 1 on, whose value is the extreme. */
const hourOf = (values: Float64Array, extreme: (a: number, b: number) => number): number =>
  values.indexOf(values.reduce((a, b) => extreme(a, b))) + 1;
