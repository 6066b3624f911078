/** The envelope of a building type under the options: areas by side, U-values, and the bridges that close its heat loss. */
import type { ArchetypeOptions } from "./options.ts";
import type { BuildingType, Side } from "./tabula/building-type.ts";

export const SIDES: readonly Side[] = ["n", "e", "s", "w"];

/** A door of sheet steel: what is more in the source counts as a bridge, since a U-value holds both surface resistances. */
const MOST_DOOR_U = 4.9;

export interface Envelope {
  readonly refAreaM2: number;
  readonly wallsM2: Readonly<Record<Side, number>>;
  readonly windowsM2: Readonly<Record<Side | "up", number>>;
  readonly roofM2: number;
  readonly floorM2: number;
  readonly doorM2: number;
  readonly u: Readonly<Record<"wall" | "roof" | "floor" | "window" | "door", number>>;
  readonly bridgesWPerK: number;
}

/**
 * Walls stand in equal parts on the sides without a neighbour; neighbours stand where the windows are fewest, on opposite sides
 * if there are two. What the source's heat loss has over the sum of its parts are thermal bridges; where it has less (parts
 * that its actual state insulates), the opaque U-values shrink by one factor.
 */
export function envelopeOf(type: BuildingType, options: ArchetypeOptions): Envelope {
  const size = (options.scale ?? 1) ** 2;
  const { roof, wall, floor, window } = type;
  const door = { ...type.door, uWPerM2K: Math.min(MOST_DOOR_U, type.door.uWPerM2K) };
  const lossWPerK = type.heatLossWPerM2K * type.refAreaM2;
  const glazedM2 = SIDES.reduce((sum, side) => sum + window.areasM2[side], window.areasM2.up);
  const opaque = roof.areaM2 * roof.uWPerM2K + wall.areaM2 * wall.uWPerM2K + floor.areaM2 * floor.uWPerM2K * floor.share;
  const clear = glazedM2 * window.uWPerM2K + door.areaM2 * door.uWPerM2K;
  const bridgesWPerK = Math.max(0, lossWPerK - opaque - clear);
  const shrink = Math.min(1, (lossWPerK - clear) / opaque);

  const open = openSides(type);
  const façade = (side: Side) => (open.includes(side) ? wall.areaM2 / open.length : 0) + window.areasM2[side];
  const share = ({ windowShare }: ArchetypeOptions, side: Side) =>
    typeof windowShare === "number" ? windowShare : windowShare?.[side];
  const bySide = (area: (side: Side) => number) => ({ n: area("n"), e: area("e"), s: area("s"), w: area("w") });
  const glazed = bySide((side) =>
    share(options, side) === undefined ? window.areasM2[side] : share(options, side)! * façade(side),
  );
  return {
    refAreaM2: type.refAreaM2 * size,
    wallsM2: bySide((side) => (façade(side) - glazed[side]) * size),
    windowsM2: { ...bySide((side) => glazed[side] * size), up: window.areasM2.up * size },
    roofM2: roof.areaM2 * size,
    floorM2: floor.areaM2 * size,
    doorM2: door.uWPerM2K > 0 ? door.areaM2 * size : 0,
    u: {
      wall: options.uWPerM2K?.wall ?? wall.uWPerM2K * shrink,
      roof: options.uWPerM2K?.roof ?? roof.uWPerM2K * shrink,
      floor: options.uWPerM2K?.floor ?? floor.uWPerM2K * shrink,
      window: options.uWPerM2K?.window ?? window.uWPerM2K,
      door: door.uWPerM2K,
    },
    bridgesWPerK: bridgesWPerK * size,
  };
}

function openSides({ neighbours, window: { areasM2 } }: BuildingType): readonly Side[] {
  if (neighbours === 0) return SIDES;
  const fewest = SIDES.reduce((a, b) => (areasM2[b] < areasM2[a] ? b : a));
  if (neighbours === 1) return SIDES.filter((side) => side !== fewest);
  return areasM2.e + areasM2.w <= areasM2.n + areasM2.s ? ["n", "s"] : ["e", "w"];
}
