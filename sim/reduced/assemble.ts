/** From reduced zones to a heat network, with the places where temperatures are read and heat is put in. */
import type { BoundaryLink, HeatNetwork, Link } from "./network.ts";
import { type ChainPart, ELEMENTS, type ElementName, type ReducedBuilding, type ReducedZone } from "./zone.ts";

export type BoundaryName = "outdoorAir" | "window" | ElementName;

export interface Surface {
  readonly name: ElementName | "window" | "partition";
  readonly node: number;
  readonly areaM2: number;
}

export interface ZonePlaces {
  readonly air: number;
  readonly surfaces: readonly Surface[];
  readonly boundaries: readonly { readonly name: BoundaryName; readonly index: number }[];
}

export interface Assembled {
  readonly network: HeatNetwork;
  readonly zones: readonly ZonePlaces[];
}

/**
 * Builds the network of a building.
 * @param ventilationWPerK heat that the air exchange with outdoors carries, W/K, one for each zone
 */
export function assemble(building: ReducedBuilding, ventilationWPerK: readonly number[]): Assembled {
  const capacities: number[] = [];
  const links: Link[] = [];
  const boundaryLinks: BoundaryLink[] = [];
  let boundaries = 0;
  const node = (capacity: number) => capacities.push(capacity) - 1;
  const link = (a: number, b: number, wPerK: number) => void links.push({ a, b, wPerK });
  /** Strings the chain on `from` and returns its last node. */
  const string = (from: number, chain: readonly ChainPart[]) =>
    chain.reduce((last, { resistanceKPerW, capacityJPerK }) => {
      const next = node(capacityJPerK);
      link(last, next, 1 / resistanceKPerW);
      return next;
    }, from);

  const places = building.zones.map((zone, i) => {
    const air = node(zone.airCapacityJPerK);
    const named: { name: BoundaryName; index: number }[] = [];
    const surfaces: Surface[] = [];
    const surface = (name: Surface["name"], areaM2: number, filmWPerM2K: number) => {
      const own = node(0);
      link(air, own, filmWPerM2K * areaM2);
      surfaces.push({ name, node: own, areaM2 });
      return own;
    };
    const outward = (name: BoundaryName, from: number, wPerK: number) => {
      named.push({ name, index: boundaries });
      boundaryLinks.push({ node: from, boundary: boundaries++, wPerK });
    };
    outward("outdoorAir", air, ventilationWPerK[i] ?? 0);
    for (const name of ELEMENTS) {
      const element = zone.elements[name];
      if (!element) continue;
      const last = string(surface(name, element.areaM2, element.filmWPerM2K), element.chain);
      if (element.outwardKPerW !== undefined) outward(name, last, 1 / element.outwardKPerW);
    }
    if (zone.window) {
      const pane = surface("window", zone.window.areaM2, zone.window.filmWPerM2K);
      outward("window", pane, 1 / zone.window.outwardKPerW);
    }
    return { air, surfaces, surface, boundaries: named };
  });

  for (const { zones, areaM2, filmsWPerM2K, chain, lastKPerW } of building.partitions) {
    const from = places[zones[0]]?.surface("partition", areaM2, filmsWPerM2K[0]);
    const to = places[zones[1]]?.surface("partition", areaM2, filmsWPerM2K[1]);
    if (from !== undefined && to !== undefined) link(string(from, chain), to, 1 / lastKPerW);
  }
  building.zones.forEach((zone, i) => void radiate(zone, places[i]?.surfaces ?? [], link));

  return {
    network: { capacitiesJPerK: capacities, links, boundaryLinks, boundaries },
    zones: places.map(({ air, surfaces, boundaries: own }) => ({ air, surfaces, boundaries: own })),
  };
}

/**
 * Linear exchange between every two surfaces: each sees the others by their areas, `h A_i A_j / (A - A_i)`, and of a pair the
 * smaller one decides. For two surfaces that is `h min(A_1, A_2)` of VDI 6007-1; giving every pair that much, as some do,
 * would let a window among four surfaces radiate three times over.
 */
function radiate(zone: ReducedZone, surfaces: readonly Surface[], link: (a: number, b: number, wPerK: number) => void): void {
  const allM2 = surfaces.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  surfaces.forEach((a, i) => {
    for (const b of surfaces.slice(i + 1))
      link(a.node, b.node, (zone.radiationWPerM2K * a.areaM2 * b.areaM2) / (allM2 - Math.min(a.areaM2, b.areaM2)));
  });
}
