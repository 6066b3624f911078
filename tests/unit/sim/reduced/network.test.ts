import { describe, expect, it } from "vitest";
import { isZonecastError } from "#domain";
import { type HeatNetwork, stateSpace } from "../../../../sim/reduced/network.ts";

/** Storage - massless - massless - boundary, 2, 3 and 6 W/K in series: 1 W/K. */
const chain: HeatNetwork = {
  capacitiesJPerK: [1000, 0, 0],
  links: [
    { a: 0, b: 1, wPerK: 2 },
    { a: 1, b: 2, wPerK: 3 },
  ],
  boundaryLinks: [{ node: 2, boundary: 0, wPerK: 6 }],
  boundaries: 1,
};

describe("stateSpace", () => {
  it("turns massless nodes in a row into one conductance", () => {
    const { k, f, states } = stateSpace(chain);
    expect(states).toEqual([0]);
    expect(k.get(0, 0)).toBeCloseTo(1, 12);
    expect(f.get(0, 3)).toBeCloseTo(1, 12);
  });

  it("shares heat that is put into a massless node between what it touches", () => {
    const { f } = stateSpace(chain);
    // Into the first surface: 2 W/K towards the storage, 3 and 6 W/K in series (2 W/K) towards the boundary.
    expect(f.get(0, 1)).toBeCloseTo(0.5, 12);
    expect(f.get(0, 0)).toBe(1);
  });

  it("tells the temperature of massless nodes", () => {
    const { p, q } = stateSpace(chain);
    // Storage at 30, boundary at 0: the potential falls by 1/2, 1/3 and 1/6 of 30 K.
    expect(30 * p.get(1, 0)).toBeCloseTo(15, 12);
    expect(30 * p.get(2, 0)).toBeCloseTo(5, 12);
    expect(q.get(2, 3)).toBeCloseTo(5 / 6, 12);
  });

  it("keeps every row of the balance closed: at one temperature nothing flows", () => {
    const { k, f, p, q } = stateSpace(chain);
    expect(k.get(0, 0) - f.get(0, 3)).toBeCloseTo(0, 12);
    for (const node of [0, 1, 2]) expect(p.get(node, 0) + q.get(node, 3)).toBeCloseTo(1, 12);
  });

  it("refuses a network that stores nothing, and a node that hangs on nothing", () => {
    const code = (network: HeatNetwork) => {
      try {
        stateSpace(network);
        return undefined;
      } catch (e) {
        return isZonecastError(e) ? e.code : e;
      }
    };
    expect(code({ ...chain, capacitiesJPerK: [0, 0, 0] })).toBe("bad-input");
    expect(code({ ...chain, capacitiesJPerK: [1000, 0, 0, 0] })).toBe("numerics");
  });
});
