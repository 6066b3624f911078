/** How a data set is cut into files: pieces that can be made anywhere, in any order, and come out the same. */
import type { FleetBuilding, Split } from "./fleet.ts";
import { SPLITS } from "./fleet.ts";
import type { DatasetPlan } from "./plan.ts";

export interface Shard {
  /** Place in the plan: 0, 1, … */
  readonly index: number;
  /** `train/part-00003` */
  readonly name: string;
  readonly split: Split;
  readonly buildings: readonly FleetBuilding[];
}

/** Cuts each split into files; neighbours in a file share weather, archetype and orientation, since what they share is made once. */
export function shardsOf(plan: DatasetPlan, fleet: readonly FleetBuilding[]): Shard[] {
  const near = (b: FleetBuilding) => `${b.weather}\n${b.archetype}\n${b.draw.orientationDeg ?? ""}`;
  const shards: Shard[] = [];
  for (const split of SPLITS) {
    const own = fleet
      .filter((b) => b.split === split)
      .map((building) => ({ building, key: near(building) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.building.index - b.building.index))
      .map(({ building }) => building);
    for (let from = 0, part = 0; from < own.length; from += plan.output.buildingsPerFile, part++)
      shards.push({
        index: shards.length,
        name: `${split}/part-${String(part).padStart(5, "0")}`,
        split,
        buildings: own.slice(from, from + plan.output.buildingsPerFile),
      });
  }
  return shards;
}
