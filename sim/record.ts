/** Turns the simulator's inner steps into the columns of an output frame. */
import { column, type Frame, WHOLE_BUILDING } from "#domain";
import type { Actions } from "./life/scheduled.ts";
import type { HeatBalance, ThermalCore } from "./thermal/core.ts";

const BALANCE = ["gainW", "lossW", "storedW", "residualW"] as const satisfies readonly (keyof HeatBalance)[];

/** Columns of `rows` output rows, filled from `every` inner steps each: states at the end, powers as means. */
export function recorder(core: ThermalCore, rows: number, every: number) {
  const blank = () => new Float64Array(rows);
  const zones = core.zones.map(() => ({ airTempC: blank(), setpointC: blank(), powerW: blank() }));
  const whole = { gainW: blank(), lossW: blank(), storedW: blank(), residualW: blank() };
  const heatingW = blank();
  const columns: [string, Float64Array][] = core.zones.flatMap((zone, i): [string, Float64Array][] => {
    const own = zones[i];
    if (!own) return [];
    return [
      [`${zone}/airTempC`, own.airTempC],
      [`${zone}/heatingSetpointC`, own.setpointC],
      [`${zone}/heatingPowerW`, own.powerW],
    ];
  });
  const name = (key: string) => `${WHOLE_BUILDING}/${key === "residualW" ? "balanceResidualW" : key}`;
  columns.push([name("heatingPowerW"), heatingW], ...BALANCE.map((key): [string, Float64Array] => [name(key), whole[key]]));
  return {
    columns,
    add(step: number, act: Actions, balance: HeatBalance): void {
      const row = Math.floor(step / every);
      zones.forEach((own, i) => {
        const power = core.heatingPowerW[i] ?? 0;
        own.airTempC[row] = core.airTempC[i] ?? Number.NaN;
        own.setpointC[row] = act.setpointC[i] ?? Number.NaN;
        own.powerW[row]! += power / every;
        heatingW[row]! += power / every;
      });
      for (const key of BALANCE) whole[key][row]! += balance[key] / every;
    },
  };
}

/** A weather column at output steps: means averaged, states sampled. */
export function sampleOf(weather: Frame, name: string, rows: number, every: number): Float64Array {
  const values = column(weather, name);
  return Float64Array.from({ length: rows }, (_, row) => {
    const last = (row + 1) * every;
    if (name === "outdoorTempC") return values[last] ?? Number.NaN;
    let sum = 0;
    for (let k = row * every + 1; k <= last; k++) sum += values[k] ?? Number.NaN;
    return sum / every;
  });
}
