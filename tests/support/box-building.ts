/** The plainest building model: boxes without windows behind adiabatic walls, which exchange heat by air alone. */
import type { BuildingModel } from "#sim";

type Zone = BuildingModel["zones"][number];

const still = { workday: Array<number>(24).fill(0), weekend: Array<number>(24).fill(0) };

/** A zone of 100 m³ whose air loses `infiltrationPerH` to the outdoors, heated to 20 °C by 1 kW unless changed. */
export const boxZone = (id: string, change: Partial<Zone> = {}): Zone => ({
  id,
  volumeM3: 100,
  floorAreaM2: 40,
  internalMassJPerM2K: 50_000,
  thermalBridgesWPerK: 0,
  infiltrationPerH: 1,
  ventilation: { airChangePerH: 0, heatRecoveryShare: 0, runs: "always" },
  gains: { persons: 0, presence: still, applianceBaseW: 0, appliancePeakW: 0, appliances: still, moistureGPerH: 0 },
  openWindowPerH: 0,
  heating: {
    maxPowerW: 1_000,
    convectiveShare: 0.5,
    emitterTimeConstantS: 600,
    pBandK: 2,
    schedule: [{ days: "every-day", fromHour: 0, setpointC: 20 }],
  },
  ...change,
});

export function boxBuilding(zones: readonly Zone[], change: Partial<BuildingModel> = {}): BuildingModel {
  return {
    building: {
      id: "box",
      name: "Box",
      timeZone: "Europe/Berlin",
      latitudeDeg: 52,
      longitudeDeg: 13,
      zones: zones.map((z) => ({ id: z.id, name: z.id })),
      origin: "simulated",
      actuation: false,
    },
    source: "a test",
    zones: [...zones],
    elements: zones.map((z) => ({
      id: `${z.id}-wall`,
      zone: z.id,
      areaM2: 30,
      uWPerM2K: 1,
      heatCapacityJPerM2K: 100_000,
      massPosition: "distributed" as const,
      solarAbsorptance: 0.5,
      azimuthDeg: 0,
      tiltDeg: 90,
      boundary: { to: "adiabatic" as const },
    })),
    windows: [],
    airLinks: [],
    supply: { carrier: "district" },
    heatingLimitC: 40,
    ...change,
  };
}

/** Heat that one air change per hour carries out of 100 m³ at sea level and 20 °C, W/K. */
export const BOX_W_PER_K = (100 * (101_325 / (287.05 * 293.15)) * 1_006) / 3600;
