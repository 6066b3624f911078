/** Plain reduced zones for tests. */
import type { ReducedElement, ReducedZone } from "../../sim/reduced/zone.ts";

/** A wall of 20 m² towards outdoors: 10 W/K, 5 MJ/K. */
export const wall: ReducedElement = {
  areaM2: 20,
  filmWPerM2K: 2.5,
  chain: [{ resistanceKPerW: 0.02, capacityJPerK: 5e6 }],
  outwardKPerW: 0.06,
};

/** 60 m² of inner walls: 8 MJ/K. */
export const insideWalls: ReducedElement = {
  areaM2: 60,
  filmWPerM2K: 2.5,
  chain: [{ resistanceKPerW: 0.005, capacityJPerK: 8e6 }],
};

/** A room of both, with a south window of 3 m² in its wall, unless changed. */
export const room = (change: Partial<ReducedZone> = {}): ReducedZone => ({
  airCapacityJPerK: 6e4,
  radiationWPerM2K: 5,
  elements: { exterior: wall, interior: insideWalls },
  facades: [{ wallAreaM2: 12, windowAreaM2: 0, solarApertureM2: 2 }],
  solarToAirShare: 0.1,
  ...change,
});
