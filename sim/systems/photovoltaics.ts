/** Power of photovoltaic modules behind their inverter. */
import type { PhotovoltaicsModel } from "../building/model.ts";

/** Cell temperature at 800 W/m² and 20 °C, °C: roof modules on an open rack. */
const NOCT_C = 45;
const REFERENCE_INVERTER = 0.9637;

/**
 * Alternating power, W, for the sun on the modules' plane. Cells are `T_a + (NOCT - 20)/800 G` warm (Ross 1976); direct power,
 * system losses and the inverter's part load as in PVWatts 5 (Dobos, NREL/TP-6A20-62641, 2014), with the inverter as large
 * as the modules.
 */
export function photovoltaicPowerW(pv: PhotovoltaicsModel, sunWPerM2: number, airTempC: number): number {
  const { peakPowerW, temperatureCoefficientPerK = -0.0047, inverterEfficiency = 0.96, systemLossShare = 0.14 } = pv;
  if (!(sunWPerM2 > 0)) return 0;
  const cellC = airTempC + ((NOCT_C - 20) / 800) * sunWPerM2;
  const directW = peakPowerW * (sunWPerM2 / 1000) * (1 + temperatureCoefficientPerK * (cellC - 25)) * (1 - systemLossShare);
  const load = (directW * inverterEfficiency) / peakPowerW;
  if (load <= 0) return 0;
  const efficiency = (inverterEfficiency / REFERENCE_INVERTER) * (-0.0162 * load - 0.0059 / load + 0.9858);
  return load >= 1 ? peakPowerW : Math.max(0, directW * efficiency);
}
