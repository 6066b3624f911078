/** The key performance indicators of BOPTEST (Blum et al., J. Building Performance Simulation 14, 2021, 586), by its names. */
import { ZonecastError } from "#domain";
import { type Carrier, energyKWh, weighed } from "./carrier.ts";
import { badAirPpmH, discomfortKh, type ZoneComfort } from "./discomfort.ts";
import { peakMean, type Reading } from "./integral.ts";

export interface KpiInput {
  readonly stepS: number;
  readonly reading: Reading;
  readonly floorAreaM2: number;
  readonly zones: readonly ZoneComfort[];
  readonly carriers: readonly Carrier[];
  /** Time that a controller took to compute, s, by step; its mean over the step is `time_rat`. */
  readonly computeS?: ArrayLike<number> | undefined;
}

/** null: does not apply, because the building has no such carrier, sensor, price or controller. */
export interface Kpis {
  /** Thermal discomfort, K h/zone. */
  readonly tdis_tot: number;
  /** Indoor air quality: CO2 above its limit, ppm h/zone. */
  readonly idis_tot: number | null;
  /** Energy use, kWh/m². */
  readonly ener_tot: number;
  /** Cost, currency/m². */
  readonly cost_tot: number | null;
  /** Emissions, kgCO2/m². */
  readonly emis_tot: number | null;
  /** Largest 15 min mean of electric power, kW/m². */
  readonly pele_tot: number | null;
  readonly pgas_tot: number | null;
  readonly pdih_tot: number | null;
  /** Computing time over simulated time, s/s. */
  readonly time_rat: number | null;
}

const PEAK_S = 900;

/** Throws `bad-input` when there is no zone or no floor, or when columns differ in length. */
export function kpis({ stepS, reading, floorAreaM2, zones, carriers, computeS }: KpiInput): Kpis {
  if (zones.length === 0 || !(floorAreaM2 > 0) || !(stepS > 0))
    throw new ZonecastError("bad-input", `no indicators for ${zones.length} zones on ${floorAreaM2} m² at steps of ${stepS} s`);
  const rows = zones[0]!.tempC.length;
  const odd = [...zones.map((z) => z.tempC), ...carriers.map((c) => c.powerW)].find((column) => column.length !== rows);
  if (odd) throw new ZonecastError("bad-input", `indicators from columns of ${rows} and ${odd.length} rows`);

  const air = zones.map((z) => badAirPpmH(z, stepS, reading)).filter((x) => x !== undefined);
  const mean = (values: readonly number[]) => (values.length > 0 ? total(values) / values.length : null);
  const perM2 = (values: readonly (number | undefined)[]) => {
    const known = values.filter((x) => x !== undefined);
    return known.length > 0 ? total(known) / floorAreaM2 : null;
  };
  const peak = (kind: Carrier["kind"]) => {
    const own = carriers.filter((c) => c.kind === kind);
    if (own.length === 0) return null;
    const powerW = Float64Array.from({ length: rows }, (_, i) => own.reduce((sum, c) => sum + c.powerW[i]!, 0));
    return peakMean(powerW, stepS, reading, PEAK_S) / 1000 / floorAreaM2;
  };
  return {
    tdis_tot: total(zones.map((z) => discomfortKh(z, stepS, reading))) / zones.length,
    idis_tot: mean(air),
    ener_tot: total(carriers.map((c) => energyKWh(c, stepS, reading))) / floorAreaM2,
    cost_tot: perM2(carriers.map((c) => weighed(c, c.pricePerKWh, stepS, reading))),
    emis_tot: perM2(carriers.map((c) => weighed(c, c.kgCo2PerKWh, stepS, reading))),
    pele_tot: peak("electric"),
    pgas_tot: peak("gas"),
    pdih_tot: peak("district"),
    time_rat: computeS && computeS.length > 0 ? total(computeS) / computeS.length / stepS : null,
  };
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
