import { expect, test } from "vitest";
import { isZonecastError } from "#domain";
import { networkBuilder, reduceNetwork } from "../../../../sim/thermal/network.ts";

test("a massless surface between two resistances vanishes into their series, and its heat is shared by them", () => {
  const net = networkBuilder();
  const room = net.node("room", 1e5);
  const surface = net.node("surface");
  const outdoor = net.input("outdoor");
  const sun = net.input("sun");
  net.connect(room, surface, 6);
  net.connectInput(surface, outdoor, 3);
  net.inject(surface, sun, 1);
  const reduced = reduceNetwork(net.build());
  expect(reduced.k.get(0, 0)).toBeCloseTo(2, 12); // 1/(1/6 + 1/3)
  expect(reduced.b.get(0, outdoor)).toBeCloseTo(2, 12);
  expect(reduced.b.get(0, sun)).toBeCloseTo(6 / 9, 12); // the share of the inner conductance
  expect(reduced.lossState[0]).toBeCloseTo(2, 12);
  expect(reduced.lossInput[sun]).toBeCloseTo(3 / 9, 12); // the rest leaves at once
  expect(reduced.heatInput[sun]).toBe(1);
});

test("a surface that touches nothing is an error, not a NaN", () => {
  const net = networkBuilder();
  net.node("room", 1e5);
  net.node("lost");
  expect(() => reduceNetwork(net.build())).toThrowError(expect.toSatisfy((e: unknown) => isZonecastError(e, "numerics")));
});
