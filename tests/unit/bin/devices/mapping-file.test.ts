import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMappings } from "../../../../bin/devices/mapping-file.ts";

const mapping = { id: "halls", topicPattern: "plant/{zone}/t", building: "mill", zone: "{zone}", signal: "airTempC" };
function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "zonecast-mapping-")), "mapping.json");
  writeFileSync(path, content);
  return path;
}

test("one mapping, or a list of them, with what may be left out filled in", () => {
  const filled = { ...mapping, unit: "", scale: 1, offset: 0 };
  expect(readMappings(file(JSON.stringify(mapping)))).toEqual([filled]);
  expect(readMappings(file(JSON.stringify([mapping, { ...mapping, id: "b" }])))).toEqual([filled, { ...filled, id: "b" }]);
});

test.each([
  ["{", /mapping\.json is not JSON$/],
  ["[]", /mapping\.json: /],
  ["7", /mapping\.json: /],
  [JSON.stringify({ ...mapping, signal: "heat" }), /mapping\.json: signal: /],
  [JSON.stringify([mapping, { ...mapping, zone: "Hall" }]), /mapping\.json: 1\.zone: must be lower-case/],
  [JSON.stringify({ ...mapping, pattern: "x" }), /pattern/],
])("%s is refused with the place", (content, why) => expect(() => readMappings(file(content))).toThrow(why));

test("a file that is not there is named", () => expect(() => readMappings("/no/such.json")).toThrow("cannot read /no/such.json"));
