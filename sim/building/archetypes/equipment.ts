/** Plant put into a building: emitters, heat, controllers, cooling, ventilation, modules, sized by what the building has. */
import { z } from "zod";
import { type BuildingModel, type HeatingModel, parseBuildingModel, type SupplyModel, type ZoneModel } from "../model.ts";

export const equipmentSchema = z.strictObject({
  /** `floor` at 35 °C flow and at most 100 W/m², `radiator` and `convector` at 70 °C, or 55 °C from a heat pump; `ideal`. */
  emitter: z.enum(["floor", "radiator", "convector", "ideal"]).optional(),
  /** A condensing boiler, a regulated air-source heat pump with a heating rod, or heat from outside. */
  heat: z.enum(["boiler", "heat-pump", "district"]).optional(),
  controller: z.enum(["P", "PI", "two-point", "ideal"]).optional(),
  /** `split`: a unit in each heated zone, 26 °C. */
  cooling: z.enum(["split", "none"]).optional(),
  /** `mechanical`: fans with 80 % heat recovery and a bypass; `natural`: windows that people open, by wind and temperature. */
  ventilation: z.enum(["mechanical", "natural"]).optional(),
  /** Peak power of modules to the south at 35°, W; 0: none. */
  photovoltaicsW: z.number().min(0).max(1e7).optional(),
});
export type Equipment = z.infer<typeof equipmentSchema>;

/** Outdoors on the coldest day that the plant is made for, °C: most of Germany (DIN EN 12831-1 NA: -10 to -14). */
const DESIGN_OUTDOOR_C = -12;
const ROOM_C = 20;
/** What a floor that people stand on gives at 29 °C surface in a room of 20 °C, W/m² (EN 1264). */
const FLOOR_W_PER_M2 = 100;
const RADIATOR_S = 1_800;
/** Heaters of archetypes are so much larger than the load on the coldest day. */
const OVERSIZING = 1.3;
/** The pump's temperature of rating, and its share of the coldest day's load; the rod gives what is then missing, and as much again. */
const RATED_OUTDOOR_C = -7;
const PUMP_SHARE = 0.8;
const ROD_SHARE = 0.5;
/** Bivalence of such a pump. */
const ROD_BELOW_C = -5;
/** Full-load efficiency, of the net calorific value. */
const BOILER_EFFICIENCY = 0.95;
/** Usual sizing and rating of small units (EN 14511: 35 °C outdoors, 27 °C inside). */
const SPLIT = { wPerM2: 60, eer: 3.2, setpointC: 26 } as const;
const FANS = { heatRecoveryShare: 0.8, bypassAboveC: 23, fanWPerM3PerH: 0.4, leastPerH: 0.4 } as const;
/** Half of a window opens, 1.2 m high. */
const OPENS = { share: 0.5, heightM: 1.2 } as const;
const MODULES = { azimuthDeg: 180, tiltDeg: 35 } as const;

const CONTROL: Readonly<Record<NonNullable<Equipment["controller"]>, NonNullable<HeatingModel["control"]>>> = {
  P: { law: "proportional", sensorTimeConstantS: 600 },
  PI: { law: "pi", gainPerK: 0.5, integralS: 7_200, sensorTimeConstantS: 600 },
  "two-point": { law: "two-point", hysteresisK: 1, minOnS: 300, minOffS: 300, sensorTimeConstantS: 300 },
  ideal: { law: "ideal" },
};

/** Water at full load, °C. */
const flowC = (emitter: Equipment["emitter"] | undefined, heat: Equipment["heat"]): number =>
  emitter === "floor" ? 35 : heat === "heat-pump" ? 55 : 70;

/**
 * A building with other plant; what is left out stays as it is. Throws `bad-input` where it does not fit, such as floor heating
 * in a zone without a floor that stores heat.
 */
export function equip(model: BuildingModel, equipment: Equipment): BuildingModel {
  const chosen = Object.entries(equipment).filter(([, value]) => value !== undefined);
  if (chosen.length === 0) return model;
  const zones = model.zones.map((zone) => equippedZone(zone, equipment, model.supply.carrier === "air-heat-pump"));
  const { photovoltaicsW, ventilation } = equipment;
  const { photovoltaics: before, ...rest } = model;
  const modules = photovoltaicsW === undefined ? before : modulesOf(photovoltaicsW);
  return parseBuildingModel({
    ...rest,
    source: `${model.source.replace(/\.$/, "")}; equipped with ${chosen.map(([name, value]) => `${name} ${value}`).join(", ")}.`,
    zones,
    windows:
      ventilation === "natural"
        ? model.windows.map((w) => ({
            ...w,
            openable: w.openable ?? { areaM2: OPENS.share * w.areaM2, heightM: OPENS.heightM },
          }))
        : model.windows,
    supply: supplyOf(model.supply, zones, equipment),
    ...(modules ? { photovoltaics: modules } : {}),
  });
}

const modulesOf = (peakPowerW: number) => (peakPowerW > 0 ? { peakPowerW, ...MODULES } : undefined);

function equippedZone(
  zone: ZoneModel,
  { emitter, heat, controller, cooling, ventilation }: Equipment,
  hasPump: boolean,
): ZoneModel {
  const { cooling: unit, heating, ...rest } = zone;
  const split =
    cooling === "split" && heating
      ? {
          maxPowerW: Math.ceil((SPLIT.wPerM2 * zone.floorAreaM2) / 100) * 100,
          eer: SPLIT.eer,
          schedule: [{ days: "every-day" as const, fromHour: 0, setpointC: SPLIT.setpointC }],
        }
      : cooling === "none"
        ? undefined
        : unit;
  const pump = heat === "heat-pump" || (heat === undefined && hasPump);
  return {
    ...rest,
    ...(heating
      ? {
          heating: {
            ...heating,
            ...emitterOf(emitter, heating, zone.floorAreaM2, pump),
            ...(controller ? { control: CONTROL[controller] } : {}),
          },
        }
      : {}),
    ...(split ? { cooling: split } : {}),
    ...airOf(zone, ventilation),
  };
}

function emitterOf(
  emitter: Equipment["emitter"],
  { maxPowerW }: HeatingModel,
  floorAreaM2: number,
  pump: boolean,
): Partial<HeatingModel> {
  switch (emitter) {
    case undefined:
      return {};
    case "floor":
      return { emitter, maxPowerW: Math.min(maxPowerW, FLOOR_W_PER_M2 * floorAreaM2) };
    case "ideal":
      return { emitter, convectiveShare: 1 };
    default: {
      // Mean water: 5 K below the flow.
      const designExcessK = flowC(emitter, pump ? "heat-pump" : "boiler") - 5 - ROOM_C;
      return { emitter, designExcessK, emitterTimeConstantS: RADIATOR_S, convectiveShare: emitter === "radiator" ? 0.7 : 0.95 };
    }
  }
}

function airOf(zone: ZoneModel, ventilation: Equipment["ventilation"]): Partial<ZoneModel> {
  if (ventilation === undefined) return {};
  const { airChangePerH, runs } = zone.ventilation;
  if (ventilation === "natural")
    return { ventilation: { airChangePerH, runs, heatRecoveryShare: 0, fanWPerM3PerH: 0 }, openWindowPerH: 0 };
  const { leastPerH, ...fans } = FANS;
  return { ventilation: { ...fans, runs, airChangePerH: Math.max(leastPerH, airChangePerH) } };
}

function supplyOf(before: SupplyModel, zones: readonly ZoneModel[], { heat, emitter }: Equipment): SupplyModel {
  if (heat === undefined) return before;
  const installedW = zones.reduce((sum, z) => sum + (z.heating?.maxPowerW ?? 0), 0);
  const own = emitter ?? zones.find((z) => z.heating)?.heating?.emitter;
  const curve = {
    designOutdoorC: DESIGN_OUTDOOR_C,
    designFlowC: flowC(own === "linear" ? undefined : own, heat),
    roomC: ROOM_C,
  };
  const hotWaterWhPerDay = before.carrier === "heat-pump" ? 0 : (before.hotWaterWhPerDay ?? 0);
  const up = (w: number): number => Math.max(1_000, Math.ceil(w / 100) * 100);
  switch (heat) {
    case "boiler":
      return {
        carrier: "gas",
        efficiency: BOILER_EFFICIENCY,
        hotWaterWhPerDay,
        boiler: { kind: "condensing", nominalPowerW: up(installedW) },
        heatingCurve: curve,
      };
    case "district":
      return { carrier: "district", hotWaterWhPerDay, heatingCurve: curve };
    case "heat-pump": {
      const loadW = installedW / OVERSIZING;
      const atRatingW = (loadW * (ROOM_C - RATED_OUTDOOR_C)) / (ROOM_C - DESIGN_OUTDOOR_C);
      return {
        carrier: "air-heat-pump",
        kind: "regulated",
        thermalPowerW: up(PUMP_SHARE * atRatingW),
        rodPowerW: up(ROD_SHARE * loadW),
        rodBelowC: ROD_BELOW_C,
        heatingCurve: curve,
        hotWaterWhPerDay,
      };
    }
  }
}
