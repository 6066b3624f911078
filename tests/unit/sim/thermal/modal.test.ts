import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discretise, multiply } from "../../../../sim/thermal/modal.ts";
import { networkBuilder, reduceNetwork } from "../../../../sim/thermal/network.ts";

const R = 1 / 50;
const C = 2e6;

function oneRoom(stepS: number) {
  const net = networkBuilder();
  const room = net.node("room", C);
  net.connectInput(room, net.input("outdoor"), 1 / R);
  net.inject(room, net.input("heat"), 1);
  return discretise(reduceNetwork(net.build()), stepS);
}

/** Temperature after `steps` steps with constant inputs. */
function run(stepS: number, steps: number, startC: number, outdoorC: number, heatW: number): { endC: number; lastMeanC: number } {
  const m = oneRoom(stepS);
  let z = m.toModes[0]! * startC;
  let mean = 0;
  const input = (gain: Float64Array) => gain[0]! * outdoorC + gain[1]! * heatW;
  for (let i = 0; i < steps; i++) {
    mean = m.meanDecay[0]! * z + input(m.meanGain);
    z = m.decay[0]! * z + input(m.gain);
  }
  return { endC: z * m.toNodes[0]!, lastMeanC: mean * m.toNodes[0]! };
}

describe("a room that cools down", () => {
  test.each([60, 300, 3600, 86_400])("follows e^(-t/RC) to rounding with a step of %i s", (stepS) => {
    const t = 2 * 86_400;
    expect(run(stepS, t / stepS, 20, 0, 0).endC).toBeCloseTo(20 * Math.exp(-t / (R * C)), 11);
  });

  test("ends at outdoor + R·Q under constant heat", () => {
    expect(run(3600, 2_000, 5, -3, 800).endC).toBeCloseTo(-3 + 800 * R, 9);
  });

  test("has the mean of its exponential over a step", () => {
    const a = 3600 / (R * C);
    expect(run(3600, 1, 20, 0, 0).lastMeanC).toBeCloseTo((20 * (1 - Math.exp(-a))) / a, 12);
  });
});

test("two rooms settle where the hand calculation puts them", () => {
  // Gao = 30, Gbo = 20, Gab = 40 W/K, 1000 W into a, outdoors 0 °C:
  // 70 Ta - 40 Tb = 1000; -40 Ta + 60 Tb = 0  =>  Ta = 60000/2600, Tb = 40000/2600
  const net = networkBuilder();
  const a = net.node("a", 1e6);
  const b = net.node("b", 5e6);
  const outdoor = net.input("outdoor");
  net.connectInput(a, outdoor, 30);
  net.connectInput(b, outdoor, 20);
  net.connect(a, b, 40);
  net.inject(a, net.input("heat"), 1);
  const m = discretise(reduceNetwork(net.build()), 3600);
  const z = new Float64Array(2);
  for (let i = 0; i < 2_000; i++) for (let k = 0; k < 2; k++) z[k] = m.decay[k]! * z[k]! + m.gain[k * 2 + 1]! * 1000;
  const nodes = new Float64Array(2);
  multiply(m.toNodes, z, nodes);
  expect(nodes[0]).toBeCloseTo(60_000 / 2_600, 9);
  expect(nodes[1]).toBeCloseTo(40_000 / 2_600, 9);
});

test("one long step equals many short ones, for any chain of walls", () => {
  const positive = fc.double({ min: 0.1, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 8 }), (layers) => {
      const net = networkBuilder();
      let last = net.node("room", 1e5);
      for (const [g, c] of layers) {
        const next = net.node("layer", c * 1e4);
        net.connect(last, next, g);
        last = next;
      }
      net.connectInput(last, net.input("outdoor"), 10);
      const reduced = reduceNetwork(net.build());
      const long = discretise(reduced, 3600);
      const short = discretise(reduced, 225);
      for (let k = 0; k < long.modes; k++) {
        expect(short.decay[k]! ** 16).toBeCloseTo(long.decay[k]!, 9);
        let z = 0;
        for (let i = 0; i < 16; i++) z = short.decay[k]! * z + short.gain[k]!;
        expect(z).toBeCloseTo(long.gain[k]!, 6);
      }
    }),
    { numRuns: 50, seed: 1 },
  );
});
