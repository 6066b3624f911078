/** What can be said of a building without simulating it: the static figures that go beside its series. */
import type { BuildingModel } from "../building/model.ts";

/** Of moving air, Wh/m³K. */
const AIR_WH_PER_M3K = 0.34;

export interface Features {
  readonly floorAreaM2: number;
  readonly volumeM3: number;
  readonly windowAreaM2: number;
  readonly southWindowAreaM2: number;
  /** Windows' areas by what they let through: area, glass share, g-value and shading. */
  readonly solarApertureM2: number;
  /** Through outer walls, roof, windows, bridges and with air that always comes. */
  readonly heatLossWPerK: number;
  readonly groundLossWPerK: number;
  /** Of walls, roof, floor, partitions and furniture. */
  readonly heatCapacityJPerK: number;
  /** Capacity over loss. */
  readonly timeConstantH: number;
  readonly heatingPowerMaxW: number;
  readonly emitterTimeConstantS: number;
  readonly convectiveShare: number;
  readonly persons: number;
}

export const FEATURES = {
  floorAreaM2: "heated floor area, m²",
  volumeM3: "air volume, m³",
  windowAreaM2: "windows with frames, m²",
  southWindowAreaM2: "part of it that faces within 45° of south, m²",
  solarApertureM2: "windows' area times glass share, g-value and shading, m²",
  heatLossWPerK: "to the outdoor air: walls, roof, windows, bridges, leaks and steady ventilation, W/K",
  groundLossWPerK: "to soil or cellar, W/K",
  heatCapacityJPerK: "heat capacity of walls, roof, floor, partitions and furniture, J/K",
  timeConstantH: "heat capacity over heat loss, h",
  heatingPowerMaxW: "installed heating power, W",
  emitterTimeConstantS: "of the emitter, s; weighted by power",
  convectiveShare: "of the emitter's heat; weighted by power",
  persons: "people on an average, who may be there at once",
} as const satisfies Record<keyof Features, string>;

export function featuresOf(model: BuildingModel): Features {
  const { zones, elements, windows } = model;
  const sum = <T>(list: readonly T[], of: (item: T) => number): number => list.reduce((total, item) => total + of(item), 0);
  const outer = elements.filter((e) => e.boundary.to === "outdoors");
  const ground = elements.filter((e) => e.boundary.to === "ground");
  const always = (z: BuildingModel["zones"][number]) =>
    z.infiltrationPerH +
    (z.ventilation.runs === "always" ? z.ventilation.airChangePerH * (1 - z.ventilation.heatRecoveryShare) : 0);
  const heatLossWPerK =
    sum(outer, (e) => e.areaM2 * e.uWPerM2K) +
    sum(windows, (w) => w.areaM2 * w.uWPerM2K) +
    sum(zones, (z) => z.thermalBridgesWPerK + always(z) * z.volumeM3 * AIR_WH_PER_M3K);
  const capacity =
    sum(elements, (e) => e.areaM2 * e.heatCapacityJPerM2K) + sum(zones, (z) => z.floorAreaM2 * z.internalMassJPerM2K);
  const heaters = zones.flatMap((z) => z.heating ?? []);
  const powerW = sum(heaters, (h) => h.maxPowerW);
  const weighted = (of: (h: (typeof heaters)[number]) => number) =>
    powerW > 0 ? sum(heaters, (h) => h.maxPowerW * of(h)) / powerW : 0;
  const groundLossWPerK = sum(ground, (e) => e.areaM2 * e.uWPerM2K);
  return {
    floorAreaM2: sum(zones, (z) => z.floorAreaM2),
    volumeM3: sum(zones, (z) => z.volumeM3),
    windowAreaM2: sum(windows, (w) => w.areaM2),
    southWindowAreaM2: sum(windows, (w) => (Math.abs(w.azimuthDeg - 180) <= 45 && w.tiltDeg > 30 ? w.areaM2 : 0)),
    solarApertureM2: sum(windows, (w) => w.areaM2 * (1 - w.frameShare) * w.gValue * w.shadingFactor),
    heatLossWPerK,
    groundLossWPerK,
    heatCapacityJPerK: capacity,
    timeConstantH: capacity / (heatLossWPerK + groundLossWPerK) / 3_600,
    heatingPowerMaxW: powerW,
    emitterTimeConstantS: weighted((h) => h.emitterTimeConstantS),
    convectiveShare: weighted((h) => h.convectiveShare),
    persons: sum(zones, (z) => z.gains.persons),
  };
}
