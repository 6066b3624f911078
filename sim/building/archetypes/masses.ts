/** How heavy an archetype is: heat capacities that the typology does not tell. */
import type { ArchetypeOptions } from "./options.ts";
import type { BuildingType } from "./tabula/building-type.ts";

export interface Masses {
  /** Whole parts, J/m²K. */
  readonly wall: number;
  readonly roof: number;
  readonly floor: number;
  /** One face of an inner wall, down to its middle. */
  readonly innerWall: number;
  /** One face of a ceiling, down to its middle. */
  readonly ceiling: number;
}

/** Timber frame; 24-30 cm of brick with concrete or timber ceilings; 40 cm of stone or concrete with concrete ceilings. */
const CLASSES = {
  light: { wall: 60_000, pitched: 50_000, level: 60_000, floor: 150_000, innerWall: 20_000, ceiling: 30_000 },
  medium: { wall: 250_000, pitched: 80_000, level: 200_000, floor: 400_000, innerWall: 70_000, ceiling: 120_000 },
  heavy: { wall: 400_000, pitched: 100_000, level: 400_000, floor: 500_000, innerWall: 120_000, ceiling: 200_000 },
} as const;

export function massesOf(type: BuildingType, mass: ArchetypeOptions["mass"]): Masses {
  const own = CLASSES[typeof mass === "string" ? mass : "medium"];
  const replaced = typeof mass === "object" ? mass : {};
  return {
    wall: replaced.wall ?? own.wall,
    roof: replaced.roof ?? (type.roof.kind === "pitched" ? own.pitched : own.level),
    floor: replaced.floor ?? own.floor,
    innerWall: own.innerWall,
    ceiling: own.ceiling,
  };
}
