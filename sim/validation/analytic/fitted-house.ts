/** The demo's house with everything that a building can have: another emitter and law in each room, and all systems around them. */
import { demoBuildings } from "../../building/demo.ts";
import { type BuildingModel, parseBuildingModel } from "../../building/model.ts";

const EMITTERS = ["radiator", "convector", "floor", "ideal", "linear", "radiator"] as const;
const LAWS = [
  { law: "proportional", sensorTimeConstantS: 600 },
  { law: "pi", gainPerK: 0.4, integralS: 3_600, sensorTimeConstantS: 300 },
  { law: "proportional" },
  { law: "ideal" },
] as const;
const COOLED_C = 25;

/** An air-source heat pump with a rod and hot water, by a heating curve to 50 °C. */
const AIR_PUMP: BuildingModel["supply"] = {
  carrier: "air-heat-pump",
  kind: "on-off",
  thermalPowerW: 9_000,
  rodPowerW: 4_000,
  heatingCurve: { designOutdoorC: -12, designFlowC: 50 },
  hotWaterWhPerDay: 5_000,
};

/** Cooling in every second room, heat recovery with bypass, windows that open, blinds, photovoltaics. */
export function fittedHouse(supply: BuildingModel["supply"] = AIR_PUMP): BuildingModel {
  const [house] = demoBuildings();
  return parseBuildingModel({
    ...house,
    supply,
    zones: house?.zones.map((z, i) => ({
      ...z,
      heating: z.heating && { ...z.heating, emitter: EMITTERS[i % EMITTERS.length], control: LAWS[i % LAWS.length] },
      cooling:
        i % 2 === 0
          ? { maxPowerW: 1_500, schedule: [{ days: "every-day", fromHour: 0, setpointC: COOLED_C }], eer: 3.2 }
          : undefined,
      ventilation: { airChangePerH: 0.4, heatRecoveryShare: 0.8, runs: "always", fanWPerM3PerH: 0.3 },
    })),
    windows: house?.windows.map((w) => ({
      ...w,
      openable: { areaM2: w.areaM2 / 2, heightM: 1.2 },
      blind: { closesAboveWPerM2: 250, factor: 0.2 },
    })),
    photovoltaics: { peakPowerW: 6_000, azimuthDeg: 180, tiltDeg: 40 },
  });
}
