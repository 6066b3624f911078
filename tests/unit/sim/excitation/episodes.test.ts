import { describe, expect, test } from "vitest";
import { stream } from "../../../../domain/index.ts";
import { episodeMix, type InCharge, mixedPolicy } from "../../../../sim/excitation/episodes.ts";
import { walkerFrom } from "../../../../sim/excitation/walker.ts";

const deal = (excitedShare: number | undefined, episodes: number, seed = 1) => {
  const mix = episodeMix({
    ...(excitedShare !== undefined && { excitedShare }),
    episodeS: 3_600,
    stepS: 900,
    random: stream(seed, "mix"),
  });
  return Array.from({ length: 4 * episodes }, mix);
};
const excited = (list: readonly InCharge[]) => list.filter((c) => c === "excited").length / list.length;

describe("the share of excited episodes", () => {
  test("is one half when nothing is said, in every ten episodes", () => {
    const list = deal(undefined, 200);
    for (let i = 0; i < list.length; i += 40) expect(excited(list.slice(i, i + 40))).toBe(0.5);
  });
  test.each([0, 0.07, 0.25, 1 / 3, 0.9, 1])("%f is met over a hundred episodes", (share) => {
    expect(Math.abs(excited(deal(share, 100)) - share)).toBeLessThanOrEqual(0.0051);
  });
});

test("an episode is never cut, and the order is another one with another seed", () => {
  const list = deal(0.5, 50);
  for (let i = 0; i < list.length; i += 4) expect(new Set(list.slice(i, i + 4)).size).toBe(1);
  expect(deal(0.5, 50, 2)).not.toEqual(list);
  expect(deal(0.5, 50)).toEqual(list);
});

test("both go on while the other is in charge", () => {
  let walked = 0;
  const asked: number[] = [];
  const turns: InCharge[] = ["excited", "closed", "closed", "excited"];
  let k = 0;
  const policy = mixedPolicy(
    () => turns[k++] ?? "closed",
    {
      act: ({ airTempC }) => {
        asked.push(airTempC);
        return -1;
      },
    },
    walkerFrom(() => walked++),
  );
  const done = [20, 21, 22, 23].map((airTempC) => policy({ airTempC, setpointC: 20 }));
  expect(done.map((d) => d.level)).toEqual([0, -1, -1, 3]);
  expect(done.map((d) => d.inCharge)).toEqual(turns);
  expect(asked).toEqual([20, 21, 22, 23]);
});

test("a share beyond all is refused", () => {
  expect(() => deal(1.1, 1)).toThrow(expect.objectContaining({ code: "bad-input" }));
});
