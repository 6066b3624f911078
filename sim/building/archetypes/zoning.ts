/** How a building type falls to zones: whose are which parts of its façades, floor and roof, and what joins them. */
import { ZonecastError } from "#domain";
import type { ArchetypeOptions } from "./options.ts";
import type { BuildingType, Side } from "./tabula/building-type.ts";

export interface ZonePart {
  readonly id: string;
  readonly name: string;
  /** Shares of the whole. */
  readonly floorArea: number;
  readonly sides: Readonly<Record<Side, number>>;
  readonly ground: number;
  readonly roof: number;
}

export interface ZoneJoint {
  readonly zones: readonly [string, string];
  /** `wall`: stands between them; `ceiling`: the second lies above the first. */
  readonly by: "wall" | "ceiling";
}

export interface Zoning {
  readonly parts: readonly ZonePart[];
  readonly joints: readonly ZoneJoint[];
}

const all = (share: number): Record<Side, number> => ({ n: share, e: share, s: share, w: share });

/** Throws `bad-input` where one storey shall be cut in storeys. */
export function zoningOf(type: BuildingType, zones: NonNullable<ArchetypeOptions["zones"]>): Zoning {
  switch (zones) {
    case "one":
      return { parts: [{ id: "house", name: "House", floorArea: 1, sides: all(1), ground: 1, roof: 1 }], joints: [] };
    case "day-night":
      return {
        parts: [
          { id: "living", name: "Living rooms", floorArea: 0.5, sides: { n: 0, e: 0.5, s: 1, w: 0.5 }, ground: 0.5, roof: 0.5 },
          { id: "sleeping", name: "Bedrooms", floorArea: 0.5, sides: { n: 1, e: 0.5, s: 0, w: 0.5 }, ground: 0.5, roof: 0.5 },
        ],
        joints: [{ zones: ["living", "sleeping"], by: "wall" }],
      };
    case "storeys":
      return storeysOf(type);
  }
}

function storeysOf({ code, storeys }: BuildingType): Zoning {
  if (storeys < 2)
    throw new ZonecastError("bad-input", `archetype ${code} has one storey and cannot be cut into storeys`, {
      hint: "zones: 'one' or 'day-night'",
    });
  const ids = Array.from({ length: storeys }, (_, k) => `storey-${k + 1}`);
  return {
    parts: ids.map((id, k) => ({
      id,
      name: `Storey ${k + 1}`,
      floorArea: 1 / storeys,
      sides: all(1 / storeys),
      ground: k === 0 ? 1 : 0,
      roof: k === storeys - 1 ? 1 : 0,
    })),
    joints: ids.slice(1).map((upper, k) => ({ zones: [ids[k] ?? "", upper], by: "ceiling" })),
  };
}
