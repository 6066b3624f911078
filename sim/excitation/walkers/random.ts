/** Independent levels: white noise held for one step each. */
import { defineWalker } from "../walker.ts";
import { uniformLevel, wholeLevels } from "./level.ts";

export const random = defineWalker({
  label: "random",
  formula: "u_k ~ U(min, max), independent",
  source: "BuilDyn 1.1.0 `RandomWalker` (arXiv 2605.29849)",
  use: "Flat spectrum, but most of it is faster than a room can follow: the temperature hardly moves.",
  parameters: { wholeLevels },
  start(parameters, { range, random }) {
    const level = uniformLevel(range, parameters.wholeLevels);
    return () => level(random);
  },
});
