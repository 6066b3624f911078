import { expect, test } from "vitest";
import { column, makeFrame } from "#domain";
import { archetype } from "../../../../sim/building/archetypes/registry.ts";
import { createEnvironment, type EnvironmentInput } from "../../../../sim/env/environment.ts";
import { simulate } from "../../../../sim/simulate.ts";
import { syntheticWeather } from "../../../../sim/weather/index.ts";

const STEPS = 96;
const startTs = Date.UTC(2023, 0, 10);
const weather = (seed: number) =>
  syntheticWeather({ climate: "central-europe", seed, startTs, stepS: 900, length: 3 * STEPS + 1 });
const model = archetype("de-sfh-08", { zones: "day-night" });
const input: EnvironmentInput = {
  model,
  weather,
  controls: ["living/heatingPowerW", "sleeping/heatingSetpointC"],
  stepS: 900,
  episodeSteps: STEPS,
};
const actionAt = (k: number) => [3_000 * (k % 3), 18 + (k % 5)];

test("step by step is the batch run", () => {
  const environment = createEnvironment(input);
  environment.reset(4);
  const stepped = Array.from({ length: STEPS }, (_, k) => environment.step(actionAt(k)).observation);
  const [power] = environment.actionSpace;
  const controls = makeFrame(startTs, 900, [
    ["living/heatingPowerW", Float64Array.from({ length: 3 * STEPS }, (_, k) => Math.min(power!.max, actionAt(k)[0]!))],
    ["sleeping/heatingSetpointC", Float64Array.from({ length: 3 * STEPS }, (_, k) => actionAt(k)[1]!)],
  ]);
  const { frame } = simulate({ model, weather: weather(4), stepS: 900, controls });
  environment.observationSpace.forEach(({ name }, d) => {
    if (name.startsWith("day")) return;
    const batch = column(frame, name);
    for (let k = 0; k < STEPS; k++) expect(Math.abs(stepped[k]![d]! - batch[k]!), `${name} ${k}`).toBeLessThan(1e-12);
  });
});

test("a branch goes on bit by bit, and leaves the trunk alone", () => {
  const environment = createEnvironment({ ...input, randomLife: true, warmUpSteps: 50 });
  environment.reset(1);
  for (let k = 0; k < 30; k++) environment.step(actionAt(k));
  const at = environment.snapshot();
  const other = environment.branch(at);
  for (let k = 30; k < 40; k++) other.step([0, 15]);
  const trunk = Array.from({ length: 40 }, (_, k) => environment.step(actionAt(k)));
  const again = environment.branch(at);
  expect(Array.from({ length: 40 }, (_, k) => again.step(actionAt(k)))).toEqual(trunk);
});

test("a seed is an episode, another seed another one", () => {
  const environment = createEnvironment({ ...input, warmUpSteps: 10 });
  const first = environment.reset(1);
  const other = environment.reset(2);
  expect(other).not.toEqual(first);
  expect(environment.reset(1)).toEqual(first);
});

test("ends when it said, clips actions, and says what is wrong", () => {
  const environment = createEnvironment({ ...input, episodeSteps: 2 });
  expect(() => environment.step([0, 20])).toThrow(/not reset yet/);
  environment.reset(1);
  expect(() => environment.step([0])).toThrow(/2 numbers, not 1/);
  expect(environment.step([1e9, -50]).done).toBe(false);
  const { reward, done } = environment.step([Number.NaN, Number.NaN]);
  expect(done).toBe(true);
  expect(reward).toBeLessThan(0);
  expect(() => environment.step([0, 20])).toThrow(/over after 2 steps/);
  expect(() => createEnvironment({ ...input, controls: ["living/heatPowerW"] })).toThrow(/unknown control/);
});
