/** What buildings that are no homes are used for: how many people, how much runs, and when. */
import { unknownName } from "#domain";

export interface Use {
  /** People where it is used, 1/m². */
  readonly personsPerM2: number;
  /** Devices and lights at most, W/m². */
  readonly devicesWPerM2: number;
  readonly lightsWPerM2: number;
  /** Share of the floor that is used so; corridors and stores are the rest. */
  readonly floorShare: number;
  /** Of a working day, by local hour: share of the people who are there, and of the devices that run. */
  readonly persons: readonly number[];
  readonly devices: readonly number[];
  /** What always runs, as a share of the devices: drawn between these. */
  readonly always: readonly [number, number];
  /** How much of a working day's life a Saturday and a Sunday have: drawn between these. */
  readonly saturday: readonly [number, number];
  readonly sunday: readonly [number, number];
  /** Weeks of a year with less life (vacations), and how much is left then. */
  readonly quietWeeks: readonly [number, number];
  readonly quietLevel: readonly [number, number];
  /** Chance to be closed from Christmas to New Year. */
  readonly closedAtChristmas: number;
}

const NOBODY = [0, 0, 0, 0, 0, 0, 0];
const STANDBY = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
const office = [...NOBODY, 0.2, 0.4, 0.6, 0.8, 0.8, 0.4, 0.6, 0.8, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0, 0];
const lecture = [0.2, 0.6, 1, 1, 0.2, 0.2, 1, 1, 0.6, 0.2];

/**
 * Densities and courses of the day are those of DIN V 18599-10 and SIA 2024 as TEASER's use conditions list them (MIT): open-plan
 * office, class room, lecture hall, laboratory, department store, hotel room and canteen. Everything else is ours: what always
 * runs, ends of weeks, vacations, shares of floor.
 */
const USES = {
  office: {
    personsPerM2: 1 / 10,
    devicesWPerM2: 10,
    lightsWPerM2: 12.5,
    floorShare: 0.6,
    persons: office,
    devices: [...STANDBY, 0.2, 0.4, 0.8, 0.8, 0.4, 0.2, 0.4, 0.8, 0.8, 0.2, 0.1, ...STANDBY.slice(1)],
    always: [0.2, 0.75],
    saturday: [0, 0.4],
    sunday: [0, 0.3],
    quietWeeks: [0, 4],
    quietLevel: [0.5, 0.9],
    closedAtChristmas: 0.7,
  },
  school: {
    personsPerM2: 1 / 3,
    devicesWPerM2: 4,
    lightsWPerM2: 14,
    floorShare: 0.4,
    persons: [...NOBODY, 0.2, 0.4, 0.8, 0.8, 0.4, 0.2, 0.4, 0.8, 0.8, 0.2, ...NOBODY],
    devices: [...STANDBY, 0.2, 0.4, 0.8, 0.8, 0.4, 0.2, 0.4, 0.8, 0.8, 0.2, ...STANDBY],
    always: [0.15, 0.5],
    saturday: [0, 0.1],
    sunday: [0, 0.05],
    quietWeeks: [10, 14],
    quietLevel: [0.05, 0.3],
    closedAtChristmas: 1,
  },
  university: {
    personsPerM2: 1 / 2,
    devicesWPerM2: 4,
    lightsWPerM2: 12.5,
    floorShare: 0.2,
    persons: [...NOBODY, ...lecture, ...NOBODY],
    devices: [...STANDBY, ...lecture, ...STANDBY],
    always: [0.4, 0.85],
    saturday: [0.2, 0.8],
    sunday: [0.2, 0.7],
    quietWeeks: [16, 26],
    quietLevel: [0.4, 0.9],
    closedAtChristmas: 0.9,
  },
  laboratory: {
    personsPerM2: 1 / 15,
    devicesWPerM2: 18,
    lightsWPerM2: 14,
    floorShare: 0.6,
    persons: [...NOBODY, ...lecture, ...NOBODY],
    devices: [...STANDBY, ...lecture, ...STANDBY],
    always: [0.5, 0.92],
    saturday: [0.05, 0.5],
    sunday: [0.05, 0.4],
    quietWeeks: [0, 8],
    quietLevel: [0.6, 0.95],
    closedAtChristmas: 0.6,
  },
  shop: {
    personsPerM2: 1 / 8,
    devicesWPerM2: 2,
    lightsWPerM2: 9.3,
    floorShare: 0.7,
    persons: [...NOBODY, 0.2, 0.4, 0.4, 0.4, 0.6, 0.6, 0.6, 0.4, 0.4, 0.6, 0.8, 0.6, 0, 0, 0, 0, 0],
    devices: [...STANDBY, ...new Array<number>(12).fill(1), 0.1, 0.1, 0.1, 0.1, 0.1],
    always: [0.1, 0.8],
    saturday: [0.7, 1.2],
    sunday: [0, 0.6],
    quietWeeks: [0, 2],
    quietLevel: [0.8, 1],
    closedAtChristmas: 0,
  },
  residence: {
    personsPerM2: 1 / 15,
    devicesWPerM2: 4,
    lightsWPerM2: 2.9,
    floorShare: 0.8,
    persons: [1, 1, 1, 1, 1, 1, 0.8, 0.4, ...new Array<number>(12).fill(0.1), 0.4, 0.6, 0.8, 1],
    devices: [
      ...new Array<number>(6).fill(0.4),
      0.6,
      0.8,
      0.6,
      0.5,
      0.45,
      0.5,
      0.6,
      0.5,
      0.45,
      0.45,
      0.5,
      0.7,
      0.9,
      1,
      1,
      0.9,
      0.8,
      0.6,
    ],
    always: [0.3, 0.75],
    saturday: [0.85, 1.1],
    sunday: [0.85, 1.1],
    quietWeeks: [0, 24],
    quietLevel: [0.3, 0.95],
    closedAtChristmas: 0.2,
  },
  canteen: {
    personsPerM2: 1 / 2,
    devicesWPerM2: 20,
    lightsWPerM2: 6.1,
    floorShare: 0.3,
    persons: [...NOBODY, 0, 0.4, 0.2, 0.4, 1, 0.4, 0.2, 0.4, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    devices: [...STANDBY, 0.4, 0.4, 0.4, 0.6, 1, 1, 0.8, 0.4, 0.1, 0.1, ...STANDBY],
    always: [0.2, 0.7],
    saturday: [0, 1],
    sunday: [0, 0.9],
    quietWeeks: [0, 16],
    quietLevel: [0.2, 0.9],
    closedAtChristmas: 0.8,
  },
} as const satisfies Record<string, Use>;

export const HOME = "home";

/** Names of all uses: `home`, whose people `generatePeople` makes, and those of this table. */
export const USE_NAMES: readonly string[] = [HOME, ...Object.keys(USES)];

/** The use called `name`, undefined for homes. Throws `unknown-name`. */
export function usageOf(name: string): Use | undefined {
  if (name === HOME) return undefined;
  const found = Object.entries<Use>(USES).find(([id]) => id === name);
  if (!found) throw unknownName("use", name, USE_NAMES);
  return found[1];
}
