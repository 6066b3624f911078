import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readOrder, settingOf } from "../../../../bin/generate/setting.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-setting-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN = `name: own
seed: 1
days: 3
weather: [{ climate: maritime }]
buildings:
  count: 2
  vary:
    building: ./house.yaml
operation:
  excite:
    - control: heatingPowerW
      walkers: [{ kind: poisson }]
splits: { train: 1, validation: 0, test: 0 }
`;
function plan(text: string): string {
  const path = join(folder, "plan.yaml");
  writeFileSync(path, text);
  return path;
}
const house = (text: string) => writeFileSync(join(folder, "house.yaml"), text);

test.each([
  ["kind: poisson", "kind: posson", /plan\.yaml: line 12: operation\.excite\.0\.walkers\.0\.kind: /],
  ["train: 1", "train: -1", /plan\.yaml: line 13: splits\.train: /],
  ["./house.yaml", "./none.yaml", /plan\.yaml: line 8: buildings\.vary\.building: no file .*none\.yaml/],
  ["building: ./house", "biulding: ./house", /plan\.yaml: line 8: buildings\.vary\.biulding: unknown building parameter/],
  [
    "{ climate: maritime }",
    "{ id: a, file: a.epw, licence: x }",
    /plan\.yaml: line 4: weather\.0\.file: no weather file .*a\.epw/,
  ],
  ["walkers: [{ kind: poisson }]", "walkers: [{ kind: poisson }", /plan\.yaml: line 13, column 1: /],
])("%s, written as %s, is refused with its line", (right, wrong, message) => {
  house("archetype: de-sfh-08\n");
  expect(() => readOrder(plan(PLAN.replace(right, wrong)))).toThrow(message);
});

test("a building's file belongs to the plan: another one is another data set", () => {
  house("archetype: de-sfh-08\n");
  const order = readOrder(plan(PLAN));
  const first = settingOf(order);
  expect(first.readModel("./house.yaml").zones.length).toBeGreaterThan(0);
  expect(settingOf(order).planSha256).toBe(first.planSha256);
  house("archetype: de-sfh-10\n");
  expect(settingOf(order).planSha256).not.toBe(first.planSha256);
});
