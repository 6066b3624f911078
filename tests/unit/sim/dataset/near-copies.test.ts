import { expect, test } from "vitest";
import { nearCopies } from "../../../../sim/dataset/near-copies.ts";

const wave = (phase: number) => Array.from({ length: 100 }, (_, i) => 20 + Math.sin(i / 7 + phase));
const building = (id: string, split: "train" | "test", fingerprint: number[], weather = "w") => ({
  id,
  split,
  weather,
  fingerprint,
});

test("pairs across splits that run alike are found, whatever their level; others are not", () => {
  const all = [
    building("a", "train", wave(0)),
    building(
      "b",
      "test",
      wave(0.001).map((t) => 2 * t - 15),
    ),
    building("c", "test", wave(0.5)),
    building("d", "train", wave(0)),
    building("e", "test", wave(0), "another"),
  ];
  expect(nearCopies(all).map((p) => [p.a, p.b])).toEqual([
    ["a", "b"],
    ["b", "d"],
  ]);
});
