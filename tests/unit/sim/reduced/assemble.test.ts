import { describe, expect, it } from "vitest";
import { assemble } from "../../../../sim/reduced/assemble.ts";
import { type ReducedZone, single } from "../../../../sim/reduced/zone.ts";
import { insideWalls, room, wall } from "../../../support/reduced-zone.ts";

describe("assemble", () => {
  it("gives each element a surface and its chain, and radiation between every two surfaces", () => {
    const zone = room({
      elements: { exterior: wall, interior: insideWalls, roof: { ...wall, areaM2: 30 } },
      window: { areaM2: 4, filmWPerM2K: 3, outwardKPerW: 0.1 },
    });
    const { network, zones } = assemble(single(zone), [7]);
    expect(zones[0]?.surfaces.map((s) => s.name)).toEqual(["exterior", "interior", "roof", "window"]);
    expect(zones[0]?.boundaries.map((b) => b.name)).toEqual(["outdoorAir", "exterior", "roof", "window"]);
    // air, four surfaces, three capacities
    expect(network.capacitiesJPerK).toHaveLength(8);
    // four films, three chains, six pairs
    expect(network.links).toHaveLength(13);
    expect(network.boundaryLinks.map((l) => l.wPerK)).toEqual([7, 1 / 0.06, 1 / 0.06, 10]);
  });

  const radiation = (zone: ReducedZone, of: string) => {
    const { network, zones } = assemble(single(zone), [0]);
    const surfaces = zones[0]?.surfaces ?? [];
    const nodes = surfaces.map((s) => s.node);
    const own = surfaces.find((s) => s.name === of)?.node ?? -1;
    return network.links
      .filter((l) => nodes.includes(l.a) && nodes.includes(l.b) && (l.a === own || l.b === own))
      .reduce((sum, l) => sum + l.wPerK, 0);
  };

  it("two surfaces radiate by the smaller one, as VDI 6007-1 has it", () => {
    expect(radiation(room(), "interior")).toBeCloseTo(5 * 20, 12);
  });

  it("the smallest of many radiates by its own area, once", () => {
    const zone = room({
      elements: { exterior: wall, interior: insideWalls, roof: { ...wall, areaM2: 30 } },
      window: { areaM2: 4, filmWPerM2K: 3, outwardKPerW: 0.1 },
    });
    expect(radiation(zone, "window")).toBeCloseTo(5 * 4, 12);
  });

  it("strings a partition from one zone's surface to the other's", () => {
    const { network, zones } = assemble(
      {
        zones: [room(), room()],
        partitions: [
          {
            zones: [0, 1],
            areaM2: 10,
            filmsWPerM2K: [2, 3],
            chain: [{ resistanceKPerW: 0.1, capacityJPerK: 1e6 }],
            lastKPerW: 0.2,
          },
        ],
      },
      [0, 0],
    );
    const [here, there] = zones.map((z) => z.surfaces.find((s) => s.name === "partition")?.node ?? -1);
    const middle = network.links.find((l) => l.a === here && l.wPerK === 1 / 0.1)?.b ?? -1;
    expect(network.capacitiesJPerK[middle]).toBe(1e6);
    expect(network.links).toContainEqual({ a: middle, b: there, wPerK: 1 / 0.2 });
  });
});
