import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  freshPassword,
  hashPassword,
  isTopicFilter,
  readUsers,
  verifyPassword,
  writeUsers,
} from "../../../devices/broker-users.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-users-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (text: string): string => {
  const path = join(folder, `${text.length}-users.json`);
  writeFileSync(path, text);
  return path;
};

test("a password is known by its hash, and no other is; two hashes of one differ", async () => {
  const [a, b] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(a).toMatch(/^scrypt\$32768\$8\$1\$/);
  expect(a).not.toBe(b);
  expect(await verifyPassword(Buffer.from("correct horse"), a)).toBe(true);
  expect(await verifyPassword(Buffer.from("correct hors"), a)).toBe(false);
  expect(await verifyPassword(Buffer.alloc(0), a)).toBe(false);
});

test.each(["", "plain", "scrypt$1$1$1$x$y", `scrypt$9999999$99$99$${"a".repeat(22)}$${"a".repeat(43)}`])(
  "a hash that is none lets nobody in: %s",
  async (hash) => {
    expect(await verifyPassword(Buffer.from("x"), hash)).toBe(false);
  },
);

test("users survive the file, which only its owner may read", async () => {
  const path = join(folder, "users.json");
  const users = [
    { name: "hall", password: await hashPassword("a long secret"), publish: ["zonecast/in/mill/+/#"], subscribe: [] },
  ];
  writeUsers(path, users);
  expect(readUsers(path)).toEqual(users);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, "utf8")).not.toContain("a long secret");
});

test.each([
  ["{", /is not JSON/],
  ["[]", /users/],
  ['{"users":[{"name":"a b"}]}', /users\.0\.name/],
  ['{"users":[{"name":"a","password":"geheim","publish":[],"subscribe":[]}]}', /users\.0\.password: must be a hash/],
  ['{"users":[],"more":1}', /more/],
])("%s is refused with the place", (text, message) => {
  expect(() => readUsers(file(text))).toThrow(message);
  expect(() => readUsers(file(text))).not.toThrow(/geheim/);
});

test("no file is another thing than a bad one", () => {
  expect(() => readUsers(join(folder, "none.json"))).toThrow(expect.objectContaining({ code: "not-found" }));
});

test.each([
  ["#", true],
  ["a/#", true],
  ["+/b/+", true],
  ["a/b", true],
  ["", false],
  ["a/#/b", false],
  ["a#", false],
  ["a+/b", false],
  ["a\u0000b", false],
])("filter %j: %s", (text, is) => expect(isTopicFilter(text)).toBe(is));

test("a made password is long and of plain signs", () => {
  expect(freshPassword()).toMatch(/^[A-Za-z0-9]{24}$/);
  expect(freshPassword()).not.toBe(freshPassword());
});
