/** A gas boiler: efficiency by its load, and what it loses while it stands ready. */
import type { SupplyModel } from "../building/model.ts";

export type GasBoiler = Extract<SupplyModel, { carrier: "gas" }>;
type Kind = NonNullable<GasBoiler["boiler"]>["kind"];

/**
 * Least efficiency at full load and at 30 % of it, %: `a + b log10(P_n / kW)`, of the net calorific value.
 * Source: Directive 92/42/EEC, table of useful efficiencies, at mean water of 70 °C for full load, and of 50, 40 and 30 °C for part load
 * of standard, low-temperature and gas condensing boilers.
 */
const EFFICIENCY: Readonly<Record<Kind, { full: readonly [number, number]; part: readonly [number, number] }>> = {
  standard: { full: [84, 2], part: [80, 3] },
  "low-temperature": { full: [87.5, 1.5], part: [87.5, 1.5] },
  condensing: { full: [91, 1], part: [97, 1] },
};

/** Standing losses over the nominal power: ours, in the middle of what test reports of small boilers show (0.5 to 1.5 %). */
const STANDBY_SHARE: Readonly<Record<Kind, number>> = { standard: 0.015, "low-temperature": 0.01, condensing: 0.006 };

const PART = 0.3;

/**
 * Gas for a mean heat, W. Losses run straight from standing ready to 30 % load and on to full load, after EN 15316-4-1;
 * `efficiency` is that at full load and moves the whole line.
 */
export function boilerGasW({ efficiency, boiler }: GasBoiler, heatW: number): number {
  if (!boiler) return heatW / efficiency;
  const { kind, nominalPowerW } = boiler;
  const size = Math.log10(nominalPowerW / 1000);
  const { full, part } = EFFICIENCY[kind];
  const partGain = (part[0] + part[1] * size) / (full[0] + full[1] * size);
  const loss = (load: number, own: number) => load * nominalPowerW * (1 / own - 1);
  const [atFull, atPart] = [loss(1, efficiency), loss(PART, efficiency * partGain)];
  const ready = STANDBY_SHARE[kind] * nominalPowerW;
  const load = heatW / nominalPowerW;
  const lossW =
    load < PART ? ready + ((atPart - ready) * load) / PART : atPart + ((atFull - atPart) * (load - PART)) / (1 - PART);
  return heatW + lossW;
}
