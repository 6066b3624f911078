import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openMeteoKey } from "../../../../bin/weather/key.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-key-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (text: string): string => {
  const path = join(folder, "key");
  writeFileSync(path, text);
  return path;
};

test("a key comes from the file that is named, otherwise from the environment, otherwise there is none", () => {
  expect(openMeteoKey(file("aB3-x\n"), "other")).toBe("aB3-x");
  expect(openMeteoKey(undefined, " aB3 ")).toBe("aB3");
  expect(openMeteoKey(undefined, "")).toBeUndefined();
  expect(openMeteoKey(undefined, undefined)).toBeUndefined();
});

test.each(["", "two words", "a\nb", "ключ", "x".repeat(201)])("what is no key is refused and not repeated: %j", (text) => {
  const path = file(text);
  expect(() => openMeteoKey(path)).toThrow(`${path} holds no key`);
  if (text !== "") expect(() => openMeteoKey(undefined, text)).toThrow(/^ZONECAST_OPEN_METEO_KEY is no key$/);
});

test("a file that is not there is named", () => {
  expect(() => openMeteoKey(join(folder, "none"))).toThrow(`cannot read ${join(folder, "none")}`);
});
