/** Nonsense that comes close to the truth, the same in every run; `npm run bench -- dialect-fuzz` sends a million messages. */
import { describe, expect, test } from "vitest";
import type { AnnouncedDevice, Dialect, DialectSession } from "../../devices/dialect.ts";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { fuzzDialect } from "../support/dialect-fuzz.ts";
import { dialectTraffic } from "../support/dialect-traffic.ts";

const traffic = dialectTraffic();
const DEVICE: AnnouncedDevice = {
  id: "plain:a",
  name: "a",
  vendor: "",
  model: "",
  kind: "sensor",
  batteryPowered: false,
  points: [],
  unread: [],
};

test("there are real messages of every dialect", () =>
  expect(traffic.map(({ dialect }) => dialect).sort()).toEqual(DIALECTS.map(({ name }) => name).sort()));

describe.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))("%s", (_, dialect) => {
  const { faults, claimed, events } = fuzzDialect(dialect, 1, 2_000, traffic);
  test("T7: no exception, no NaN, no prototype changed", () => expect(faults).toEqual([]));
  test("what is sent is more than turned away at the door", () => {
    expect(claimed).toBeGreaterThan(500);
    for (const type of ["device", "value", "rejected"] as const) expect([type, events[type] > 0]).toEqual([type, true]);
  });
});

describe("a fault is seen:", () => {
  const faulty = (read: DialectSession["read"]): Dialect => ({
    name: "plain",
    filters: ["a"],
    open: () => ({ claims: () => true, read, command: () => undefined }),
  });
  test.each<[string, DialectSession["read"]]>([
    [
      "threw",
      ({ payload }) => {
        if (payload.byteLength > 50) throw new Error("too much");
        return [];
      },
    ],
    ["value is NaN", () => [{ type: "value", id: "plain:a", signal: "airTempC", value: Number.NaN }]],
    ["a device called", () => [{ type: "device", device: { ...DEVICE, id: "other:a" } }]],
    [
      "a prototype was changed",
      () => {
        Object.defineProperty(Object.prototype, "polluted", { value: 1, configurable: true });
        return [];
      },
    ],
  ])("%s", (fault, read) => {
    try {
      const { faults } = fuzzDialect(faulty(read), 1, 100, traffic);
      expect(faults.join()).toContain(fault);
    } finally {
      Reflect.deleteProperty(Object.prototype, "polluted");
    }
  });
});
