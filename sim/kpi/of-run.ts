/** Indicators and comfort of a simulated frame: what is bought, what was too warm, too cold or stuffy, and how people felt. */
import { column, type Frame, WHOLE_BUILDING } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import { outdoorsOfRows } from "../comfort/days.ts";
import { type ComfortOfZone, comfortOfZone, comfortTogether, type ZoneRows } from "../comfort/zone-comfort.ts";
import type { Band } from "../excitation/comfort-band.ts";
import type { Carrier } from "./carrier.ts";
import { badAirPpmH, discomfortKh, type ZoneComfort } from "./discomfort.ts";
import { type Kpis, kpis } from "./kpis.ts";

/** Of what a building may buy. */
export const CARRIERS = ["electric", "gas", "district"] as const;
export type CarrierName = (typeof CARRIERS)[number];

export interface RunTerms {
  /** While anybody is in the zone. */
  readonly occupied: Band;
  /** While nobody is. */
  readonly empty: Band;
  readonly co2LimitPpm: number;
  /** Currency per kWh. */
  readonly pricePerKWh?: Partial<Readonly<Record<CarrierName, number>>> | undefined;
  readonly kgCo2PerKWh?: Partial<Readonly<Record<CarrierName, number>>> | undefined;
}

/**
 * Lived-in rooms 20 to 26 °C (EN 16798-1, category II of dwellings and offices: heating from 20, cooling to 26), empty ones 15 to
 * 30 °C as in BOPTEST's test cases, and CO2 up to 1,225 ppm: category II is 800 ppm above the 425 ppm that it is outdoors here.
 */
export const RUN_TERMS: RunTerms = {
  occupied: { minC: 20, maxC: 26 },
  empty: { minC: 15, maxC: 30 },
  co2LimitPpm: 1_225,
};

export interface ZoneReport {
  readonly zone: string;
  /** Outside the bounds, K h. */
  readonly discomfortKh: number;
  /** Above the limit, ppm h; NaN where the weather says nothing. */
  readonly badAirPpmH: number;
  readonly comfort: ComfortOfZone;
}

export interface RunReport {
  readonly kpis: Kpis;
  readonly comfort: ComfortOfZone;
  readonly zones: readonly ZoneReport[];
}

/** Report of a frame of `simulate` of this building. Electricity is what the grid gives: the building's use less its modules', >= 0. */
export function runReport(model: BuildingModel, frame: Frame, terms: RunTerms = RUN_TERMS): RunReport {
  const whole = (name: string): Float64Array => column(frame, `${WHOLE_BUILDING}/${name}`);
  const outdoors = outdoorsOfRows(frame, whole("outdoorTempC"), model.building.timeZone);
  const zones = model.zones.map(({ id }) => {
    const of = (name: string): Float64Array => column(frame, `${id}/${name}`);
    const persons = of("persons");
    const bound = (key: keyof Band) => persons.map((n) => (n > 0 ? terms.occupied[key] : terms.empty[key]));
    const kpi: ZoneComfort = {
      tempC: of("airTempC"),
      lowerC: bound("minC"),
      upperC: bound("maxC"),
      co2Ppm: of("co2Ppm"),
      co2LimitPpm: terms.co2LimitPpm,
    };
    const rows: ZoneRows = {
      airTempC: of("airTempC"),
      operativeTempC: of("operativeTempC"),
      relativeHumidityPct: of("relativeHumidityPct"),
      persons,
      ...outdoors,
    };
    return { id, kpi, rows };
  });
  const { stepS } = frame;
  return {
    kpis: kpis({
      stepS,
      reading: "mean",
      floorAreaM2: model.zones.reduce((sum, z) => sum + z.floorAreaM2, 0),
      zones: zones.map((z) => z.kpi),
      carriers: carriersOf(model, frame, terms),
    }),
    comfort: comfortTogether(
      zones.map((z) => z.rows),
      stepS,
    ),
    zones: zones.map(({ id, kpi, rows }) => ({
      zone: id,
      discomfortKh: discomfortKh(kpi, stepS, "mean"),
      badAirPpmH: badAirPpmH(kpi, stepS, "mean") ?? Number.NaN,
      comfort: comfortOfZone(rows, stepS),
    })),
  };
}

function carriersOf(model: BuildingModel, frame: Frame, { pricePerKWh, kgCo2PerKWh }: RunTerms): Carrier[] {
  const whole = (name: string): Float64Array => column(frame, `${WHOLE_BUILDING}/${name}`);
  const own = model.photovoltaics ? whole("photovoltaicPowerW") : undefined;
  const powers: Partial<Record<CarrierName, Float64Array>> = {
    electric: whole("electricPowerW").map((w, i) => Math.max(0, w - (own?.[i] ?? 0))),
  };
  if (model.supply.carrier === "gas") powers.gas = whole("gasPowerW");
  if (model.supply.carrier === "district") powers.district = whole("heatPowerW");
  return CARRIERS.flatMap((kind): Carrier[] => {
    const powerW = powers[kind];
    return powerW ? [{ kind, powerW, pricePerKWh: pricePerKWh?.[kind], kgCo2PerKWh: kgCo2PerKWh?.[kind] }] : [];
  });
}
