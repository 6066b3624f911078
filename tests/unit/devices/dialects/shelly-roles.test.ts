import { expect, test } from "vitest";
import { question, readAnswer } from "../../../../devices/dialects/shelly-roles.ts";

const target = (config: object = {}, role = "target_temperature") => ({
  key: "number:202",
  attrs: { role, owner: "service:0" },
  config: { id: 202, min: 15, max: 35, access: "crw", meta: { ui: { unit: "°C", step: 0.5 } }, ...config },
  status: { value: 27 },
});
const roleOf = (component: object) => readAnswer({ components: [component], offset: 0, total: 1 })?.described[0]?.role;

test("a target temperature is a set-point with the range that its configuration names", () => {
  expect(roleOf(target())).toEqual({ signal: "heatingSetpointC", unit: "°C", writable: { min: 15, max: 35, step: 0.5 } });
});

test.each([
  ["read only", { access: "cr" }],
  ["without a range", { min: null }],
  ["with a range upside down", { min: 40 }],
  ["in degrees Fahrenheit", { meta: { ui: { unit: "°F" } } }],
])("%s it is read and not set", (_, config) =>
  expect(roleOf(target(config))).toMatchObject({ signal: "heatingSetpointC", writable: undefined }),
);

test("the role may stand in the configuration; measured values are never set", () => {
  const described = { ...target({ role: "current_temperature" }), attrs: {} };
  expect(roleOf(described)).toEqual({ signal: "airTempC", unit: "°C", writable: undefined });
});

test.each([
  ["an unknown role", target({}, "fan_speed")],
  ["no unit", target({ meta: {} })],
  ["no configuration", { key: "number:202" }],
])("%s is no role of ours", (_, component) => expect(roleOf(component)).toBeUndefined());

test("pages follow each other until all are read", () => {
  const page = (offset: number, count: number) =>
    readAnswer({ components: Array.from({ length: count }, () => target()), offset, total: 5 })?.next;
  expect([page(0, 3), page(3, 2), page(3, 0)]).toEqual([3, undefined, undefined]);
  expect(question(3)).toMatchObject({ method: "Shelly.GetComponents", params: { offset: 3, dynamic_only: true } });
});

test.each([undefined, null, 5, "x", {}, { components: {} }])("%j is no answer", (result) =>
  expect(readAnswer(result)).toBeUndefined(),
);
