/** The cases of ANSI/ASHRAE 140 (BESTEST), section 5.2: what each changes of the base case 600 or 900. */
import { CLEAR, type Glazing, glazingOf } from "../../star/glazing.ts";
import { type Construction, layerOf } from "../../star/layer.ts";
import type { ShadedWindow } from "../../weather/index.ts";

/** Hours of local standard time, from 0 to 24. */
export type OfHour = (hour: number) => number;

export interface BestestCase {
  readonly id: string;
  readonly wall: Construction;
  readonly roof: Construction;
  readonly floor: Construction;
  readonly windows: "south" | "east-and-west" | "none";
  readonly glazing: Glazing;
  readonly shaded: boolean;
  /** °C; NaN: off. */
  readonly heatingC: OfHour;
  readonly coolingC: OfHour;
  /** Fan at night, m³/h. */
  readonly nightAirM3PerH: number;
  readonly sunspace: boolean;
}

const SIDING = layerOf(0.009, 0.14, 530, 900);
const DECK = layerOf(0.019, 0.14, 530, 900);
const PLASTER_WALL = layerOf(0.012, 0.16, 950, 840);
const PLASTER_ROOF = layerOf(0.01, 0.16, 950, 840);
const quilt = (thicknessM: number) => layerOf(thicknessM, 0.04, 12, 840);
const foam = (thicknessM: number) => layerOf(thicknessM, 0.04, 10, 1400);
const BLOCK = layerOf(0.1, 0.51, 1400, 1000);

const LIGHT = {
  wall: [SIDING, quilt(0.066), PLASTER_WALL],
  roof: [DECK, quilt(0.1118), PLASTER_ROOF],
  floor: [layerOf(1.003, 0.04, 0, 0), layerOf(0.025, 0.14, 650, 1200)],
};
const HEAVY = {
  wall: [SIDING, foam(0.0615), BLOCK],
  roof: LIGHT.roof,
  floor: [layerOf(1.007, 0.04, 0, 0), layerOf(0.08, 1.13, 1400, 1000)],
};
const INSULATED_ROOF: Construction = [DECK, quilt(0.4), PLASTER_ROOF];

/** Between the sunspace and the room behind it. */
export const COMMON_WALL: Construction = [layerOf(0.2, 0.51, 1400, 1000)];
/** Of the sunspace: walls and floor are heavy. */
export const SUNSPACE = HEAVY;

const DOUBLE = glazingOf([CLEAR, CLEAR], [{ gas: "air", widthM: 0.012 }]);
const SINGLE = glazingOf([CLEAR], []);
const LOW_E = glazingOf(
  [
    {
      transmittance: 0.452,
      reflectanceOut: 0.359,
      reflectanceIn: 0.397,
      emissivityOut: 0.84,
      emissivityIn: 0.047,
      thicknessM: 0.00318,
      conductivity: 1,
    },
    CLEAR,
  ],
  [{ gas: "argon", widthM: 0.012 }],
);

/** The southern windows lie 0.5 m from the walls' ends and 1 m apart, under one overhang along the whole wall. */
export const SOUTH_SHADE: ShadedWindow = {
  widthM: 3,
  heightM: 2,
  overhang: { depthM: 1, aboveM: 0.5, leftM: 0.5, rightM: 4.5 },
};

/** East and west: overhang and fins around the window, down to the ground 0.2 m below its sill. */
export const SIDE_SHADE: ShadedWindow = {
  widthM: 3,
  heightM: 2,
  overhang: { depthM: 1, aboveM: 0.5, leftM: 0, rightM: 0 },
  leftFin: { depthM: 1, besideM: 0, aboveM: 0.5, belowM: 0.2 },
  rightFin: { depthM: 1, besideM: 0, aboveM: 0.5, belowM: 0.2 },
};

const always =
  (valueC: number): OfHour =>
  () =>
    valueC;
const never = always(Number.NaN);
/** Hours are those at the end of a step: 7 still belongs to the time before seven. */
const byDay =
  (insideC: number, outsideC: number): OfHour =>
  (hour) =>
    hour > 7 && hour <= 18 ? insideC : outsideC;
const setBack: OfHour = (hour) => (hour > 7 && hour <= 23 ? 20 : 10);
/** Cases 640 and 940 climb from 10 °C to 20 °C between seven and eight. */
const ramped: OfHour = (hour) => (hour > 7 && hour < 8 ? 10 + 10 * (hour - 7) : setBack(hour));

const BASE = {
  windows: "south",
  glazing: DOUBLE,
  shaded: false,
  heatingC: always(20),
  coolingC: always(27),
  nightAirM3PerH: 0,
  sunspace: false,
} as const;

type Change = Partial<Omit<BestestCase, "id">>;
const FREE: Change = { heatingC: never, coolingC: never };
const NIGHT_AIR = { nightAirM3PerH: 1700 } as const;
const VENTED: Change = { ...NIGHT_AIR, heatingC: never, coolingC: byDay(27, Number.NaN) };
const SHADED: Change = { shaded: true };
const SIDES: Change = { windows: "east-and-west" };
const STRICT: Change = { coolingC: always(20) };
const INSULATED_LIGHT: Change = { wall: [SIDING, foam(0.25), PLASTER_WALL], roof: INSULATED_ROOF };
const INSULATED_HEAVY: Change = { wall: [SIDING, foam(0.2452), BLOCK], roof: INSULATED_ROOF };

const of = (id: string, base: Change, ...changes: readonly Change[]): BestestCase =>
  Object.assign({ id, ...LIGHT, ...BASE }, base, ...changes);

/** All 27 cases, as the standard's tables list them. */
export const CASES: readonly BestestCase[] = [
  of("600", LIGHT),
  of("610", LIGHT, SHADED),
  of("620", LIGHT, SIDES),
  of("630", LIGHT, SIDES, SHADED),
  of("640", LIGHT, { heatingC: ramped }),
  of("650", LIGHT, VENTED),
  of("660", LIGHT, { glazing: LOW_E }),
  of("670", LIGHT, { glazing: SINGLE }),
  of("680", LIGHT, INSULATED_LIGHT),
  of("685", LIGHT, STRICT),
  of("695", LIGHT, INSULATED_LIGHT, STRICT),
  of("900", HEAVY),
  of("910", HEAVY, SHADED),
  of("920", HEAVY, SIDES),
  of("930", HEAVY, SIDES, SHADED),
  of("940", HEAVY, { heatingC: ramped }),
  of("950", HEAVY, VENTED),
  of("960", LIGHT, { windows: "none", sunspace: true }),
  of("980", HEAVY, INSULATED_HEAVY),
  of("985", HEAVY, STRICT),
  of("995", HEAVY, INSULATED_HEAVY, STRICT),
  of("600FF", LIGHT, FREE),
  of("650FF", LIGHT, FREE, NIGHT_AIR),
  of("680FF", LIGHT, INSULATED_LIGHT, FREE),
  of("900FF", HEAVY, FREE),
  of("950FF", HEAVY, FREE, NIGHT_AIR),
  of("980FF", HEAVY, INSULATED_HEAVY, FREE),
];
