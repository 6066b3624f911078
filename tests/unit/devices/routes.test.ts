import { expect, test } from "vitest";
import { createRoutes } from "../../../devices/routes.ts";
import type { Steady } from "../../../devices/steady.ts";

const NOW = Date.UTC(2026, 0, 5);
/** A layout that does nothing. */
const layout = (isVoid = false): Steady => Object.assign(Object.create(null), { isVoid: () => isVoid });
const bytes = (text: string): Buffer => Buffer.from(text);

test("a topic keeps its speaker until claims change, and then for as long as it still claims it", () => {
  let claimant = "a";
  const routes = createRoutes(() => claimant);
  const route = routes.add("t", "a");
  claimant = "b";
  expect(routes.find("t")).toBe(route);
  claimant = "a";
  routes.turn();
  expect(routes.find("t")).toBe(route);
  claimant = "b";
  routes.turn();
  expect(routes.find("t")).toBeUndefined();
  expect(routes.find("other")).toBeUndefined();
});

test("layouts are told apart by what comes before the first colon, the newest first, those of devices that changed left out", () => {
  const routes = createRoutes(() => "a");
  const route = routes.add("t", "a");
  const [first, second, other, old] = [layout(), layout(), layout(), layout(true)];
  routes.learn(route, bytes('{"Office 1":1}'), old, NOW);
  routes.learn(route, bytes('{"Office 1":1}'), first, NOW);
  routes.learn(route, bytes('{"Office 1":22}'), second, NOW);
  routes.learn(route, bytes('{"Office 2":1}'), other, NOW);
  expect(routes.candidates(route, bytes('{"Office 1":5}'))).toEqual([second, first]);
  expect(routes.candidates(route, bytes('{"Office 2":5}'))).toEqual([other]);
  expect(routes.candidates(route, bytes('{"Office 3":5}'))).toBeUndefined();
  expect(routes.candidates(route, bytes(`{"Office 1":5}${" ".repeat(10_000)}`))).toBeUndefined();
});

test("numbers that are a whole payload all begin alike", () => {
  const routes = createRoutes(() => "a");
  const route = routes.add("t", "a");
  const [old, number, text] = [layout(true), layout(), layout()];
  routes.learn(route, bytes("21.5"), old, NOW);
  routes.learn(route, bytes("-3"), number, NOW);
  routes.learn(route, bytes('"off"'), text, NOW);
  for (const spelt of ["19", "-1e2", "0.1"]) expect(routes.candidates(route, bytes(spelt))).toEqual([number]);
  expect(routes.candidates(route, bytes('"off"'))).toEqual([text]);
});

test("messages that begin alike have eight layouts at most", () => {
  const routes = createRoutes(() => "a");
  const route = routes.add("t", "a");
  for (let i = 0; i < 20; i++) routes.learn(route, bytes("{}"), layout(), NOW);
  expect(routes.candidates(route, bytes("{}"))).toHaveLength(8);
});

test("a topic on which learning is of no use is not learnt from for ever", () => {
  const routes = createRoutes(() => "a");
  const route = routes.add("t", "a");
  expect(routes.mayLearn(route)).toBe(true);
  route.attempts = 1_000;
  expect(routes.mayLearn(route)).toBe(false);
  route.hits = 2_000;
  expect(routes.mayLearn(route)).toBe(true);
});
