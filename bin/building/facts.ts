/** The figures of a building for a terminal. */
import { type BuildingModel, modesOf } from "#sim";

export interface BuildingFacts {
  readonly building: string;
  readonly name: string;
  readonly zones: ReturnType<typeof modesOf>["zones"];
  readonly floorAreaM2: number;
  readonly heatLossWPerK: number;
  readonly heatingPowerW: number;
  readonly capacityWhPerK: number;
  /** Slowest first, at most five. */
  readonly timeConstantsH: readonly number[];
}

export function factsOf(model: BuildingModel): BuildingFacts {
  const { zones, timeConstantsH } = modesOf(model);
  const sum = <T>(list: readonly T[], of: (item: T) => number) => list.reduce((total, item) => total + of(item), 0);
  return {
    building: model.building.id,
    name: model.building.name,
    zones,
    floorAreaM2: sum(model.zones, (z) => z.floorAreaM2),
    heatLossWPerK: sum(zones, (z) => z.outdoorsWPerK + z.groundWPerK + z.airWPerK),
    heatingPowerW: sum(model.zones, (z) => z.heating?.maxPowerW ?? 0),
    capacityWhPerK: sum(zones, (z) => z.capacityWhPerK),
    timeConstantsH: timeConstantsH.slice(0, 5),
  };
}

export function factsText(facts: BuildingFacts): string {
  const head = ["zone", "outdoors W/K", "ground W/K", "air W/K", "zones W/K", "capacity kWh/K"];
  const rows = facts.zones.map((z) => [
    z.id,
    ...[z.outdoorsWPerK, z.groundWPerK, z.airWPerK, z.zonesWPerK].map((g) => g.toFixed(1)),
    (z.capacityWhPerK / 1000).toFixed(2),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return [
    `${facts.building}: ${facts.name}`,
    `${facts.zones.length} zones, ${facts.floorAreaM2.toFixed(1)} m², heat loss ${facts.heatLossWPerK.toFixed(1)} W/K ` +
      `(${(facts.heatLossWPerK / facts.floorAreaM2).toFixed(2)} W/m²K of floor), heating ${(facts.heatingPowerW / 1000).toFixed(1)} kW`,
    `heat capacity ${(facts.capacityWhPerK / 1000).toFixed(1)} kWh/K; slowest time constants ` +
      (facts.timeConstantsH.map((h) => `${h.toFixed(h < 10 ? 1 : 0)} h`).join(", ") || "not reckoned"),
    "",
    ...[head, ...rows].map(line),
    "",
  ].join("\n");
}
