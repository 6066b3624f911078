/** Comfort over a whole year of a policy: what the envelope is worth to who lives there. */
import { COMFORT_18_26, createPolicy, household, houseInWeather, type OperateOptions, operate, type PolicyId } from "#sim";
import type { Table } from "./table.ts";

export interface YearRow {
  readonly building: string;
  readonly seed: number;
  readonly policy: PolicyId;
  readonly summer: Summer;
  readonly occupiedRows: number;
  /** Shares of the occupied rows. */
  readonly comfortShare: number;
  readonly tooWarmShare: number;
  readonly tooColdShare: number;
  /** Over all rows, °C. */
  readonly minC: number;
  readonly maxC: number;
}

/** What is done about warm days: nothing; windows opened above 24 °C; windows, and heating rests above 15 °C outdoors. */
const SUMMERS = {
  nothing: {},
  windows: { windows: true },
  "windows and heating limit": { windows: true, heatingLimitC: 15 },
} as const satisfies Record<string, OperateOptions>;
type Summer = keyof typeof SUMMERS;

const POLICIES: readonly PolicyId[] = ["p", "poisson", "bounded-poisson"];
const DAYS = 365;
const WARM_UP_DAYS = 21;
/** That of the reference house: 22 °C from 6 to 22 h, else 18 °C. */
const SCHEDULE = { dayC: 22, setbackK: 4, fromHour: 6, toHour: 22 };

/** A year of each policy in one house under each seed, with and without what is done about warm days. */
export const comfortYears = (building: string, seeds: readonly number[]): YearRow[] =>
  POLICIES.flatMap((policy) =>
    (Object.keys(SUMMERS) as Summer[]).flatMap((summer) => seeds.map((seed) => year(building, seed, policy, summer))),
  );

function year(building: string, seed: number, policy: PolicyId, summer: Summer): YearRow {
  const { zone, weather, utcOffsetH } = houseInWeather(building, seed, -WARM_UP_DAYS, WARM_UP_DAYS + DAYS);
  const home = household(weather, SCHEDULE, utcOffsetH);
  const perDay = 86_400 / zone.stepS;
  const setting = { stepS: zone.stepS, seed, name: `${building}/year` };
  operate(zone, home, createPolicy("p", setting), WARM_UP_DAYS * perDay);
  const { fromRow, airTempC } = operate(zone, home, createPolicy(policy, setting), DAYS * perDay, SUMMERS[summer]);
  const temps = airTempC.subarray(0, DAYS * perDay);
  const occupied = temps.filter((_, k) => home.occupied[fromRow + k] === 1);
  const share = (test: (t: number) => boolean) => occupied.filter(test).length / occupied.length;
  return {
    building,
    seed,
    policy,
    summer,
    occupiedRows: occupied.length,
    comfortShare: share((t) => t >= COMFORT_18_26.minC && t <= COMFORT_18_26.maxC),
    tooWarmShare: share((t) => t > COMFORT_18_26.maxC),
    tooColdShare: share((t) => t < COMFORT_18_26.minC),
    minC: temps.reduce((a, b) => Math.min(a, b)),
    maxC: temps.reduce((a, b) => Math.max(a, b)),
  };
}

export function yearTable(rows: readonly YearRow[]): Table {
  const seeds = new Set(rows.map((r) => r.seed)).size;
  const lines = [...new Set(rows.map((r) => `${r.policy}|${r.summer}`))].map((key) => {
    const own = rows.filter((r) => `${r.policy}|${r.summer}` === key);
    const over = (of: (r: YearRow) => number) => {
      const values = own.map((r) => 100 * of(r));
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return `${mean.toFixed(1)} [${Math.min(...values).toFixed(1)}, ${Math.max(...values).toFixed(1)}]`;
    };
    return [
      ...key.split("|"),
      over((r) => r.comfortShare),
      over((r) => r.tooWarmShare),
      over((r) => r.tooColdShare),
      Math.min(...own.map((r) => r.minC)).toFixed(1),
      Math.max(...own.map((r) => r.maxC)).toFixed(1),
    ];
  });
  return {
    title:
      `A year of each policy, % of occupied time (${rows[0]?.building ?? "-"}, ${seeds} seeds, ${rows[0]?.occupiedRows ?? 0} occupied ` +
      "quarter hours each; in brackets the lowest and highest seed)",
    rows: [["policy", "on warm days", "18..26 °C", "too warm", "too cold", "lowest, °C", "highest, °C"], ...lines],
  };
}
