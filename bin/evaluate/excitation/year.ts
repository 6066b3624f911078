/** Comfort over a whole year of a policy: what the envelope is worth to who lives there. */
import { COMFORT_18_26, createPolicy, household, houseInWeather, operate, type PolicyId } from "#sim";
import type { Table } from "./table.ts";

export interface YearRow {
  readonly building: string;
  readonly seed: number;
  readonly policy: PolicyId;
  /** Whether people open windows above 24 °C. */
  readonly windows: boolean;
  readonly occupiedRows: number;
  /** Shares of the occupied rows. */
  readonly comfortShare: number;
  readonly tooWarmShare: number;
  readonly tooColdShare: number;
  /** Over all rows, °C. */
  readonly minC: number;
  readonly maxC: number;
}

const POLICIES: readonly PolicyId[] = ["p", "poisson", "bounded-poisson"];
const DAYS = 365;
const WARM_UP_DAYS = 21;
/** That of the reference house: 22 °C from 6 to 22 h, else 18 °C. */
const SCHEDULE = { dayC: 22, setbackK: 4, fromHour: 6, toHour: 22 };

/** A year of each policy in one house, windows shut and opened. */
export function comfortYears(building: string, seed: number): YearRow[] {
  return POLICIES.flatMap((policy) => [false, true].map((windows) => year(building, seed, policy, windows)));
}

function year(building: string, seed: number, policy: PolicyId, windows: boolean): YearRow {
  const { zone, weather, utcOffsetH } = houseInWeather(building, seed, -WARM_UP_DAYS, WARM_UP_DAYS + DAYS);
  const home = household(weather, SCHEDULE, utcOffsetH);
  const perDay = 86_400 / zone.stepS;
  const setting = { stepS: zone.stepS, seed, name: `${building}/year` };
  operate(zone, home, createPolicy("p", setting), WARM_UP_DAYS * perDay);
  const { fromRow, airTempC } = operate(zone, home, createPolicy(policy, setting), DAYS * perDay, { windows });
  const temps = airTempC.subarray(0, DAYS * perDay);
  const occupied = temps.filter((_, k) => home.occupied[fromRow + k] === 1);
  const share = (test: (t: number) => boolean) => occupied.filter(test).length / occupied.length;
  return {
    building,
    seed,
    policy,
    windows,
    occupiedRows: occupied.length,
    comfortShare: share((t) => t >= COMFORT_18_26.minC && t <= COMFORT_18_26.maxC),
    tooWarmShare: share((t) => t > COMFORT_18_26.maxC),
    tooColdShare: share((t) => t < COMFORT_18_26.minC),
    minC: temps.reduce((a, b) => Math.min(a, b)),
    maxC: temps.reduce((a, b) => Math.max(a, b)),
  };
}

export function yearTable(rows: readonly YearRow[]): Table {
  const percent = (x: number) => (100 * x).toFixed(1);
  return {
    title: `A year of each policy, share of occupied time in 18..26 °C (${rows[0]?.building ?? "-"}, ${rows[0]?.occupiedRows ?? 0} occupied quarter hours)`,
    rows: [
      ["policy", "windows", "comfortable, %", "too warm, %", "too cold, %", "lowest, °C", "highest, °C"],
      ...rows.map((r) => [
        r.policy,
        r.windows ? "opened above 24 °C" : "shut",
        percent(r.comfortShare),
        percent(r.tooWarmShare),
        percent(r.tooColdShare),
        r.minC.toFixed(1),
        r.maxC.toFixed(1),
      ]),
    ],
  };
}
