import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manualClock } from "#domain";
import { type Access, createAccess, type Guest } from "../../../devices/broker-access.ts";
import { type BrokerUser, hashPassword, writeUsers } from "../../../devices/broker-users.ts";
import { silentLog } from "../../support/fake-plant.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-access-"));
const usersFile = join(folder, "users.json");
const clock = manualClock();
let hall: BrokerUser;
let access: Access;

beforeAll(async () => {
  hall = {
    name: "hall",
    password: await hashPassword("hall's secret"),
    publish: ["zonecast/in/mill/hall/#", "+/events/rpc"],
    subscribe: ["zonecast/out/mill/hall/+/set", "plant/#"],
  };
  writeUsers(usersFile, [hall]);
  access = createAccess({ clock, log: silentLog, credentials: { username: "zonecast", password: "own" }, usersFile });
});
afterAll(() => {
  access.stop();
  rmSync(folder, { recursive: true, force: true });
});

const enter = (user?: string, password?: string) =>
  access.enter(user, password === undefined ? undefined : Buffer.from(password));
async function guest(user: string, password: string): Promise<Guest> {
  const found = await enter(user, password);
  if (!found || found === "busy") throw new Error(`${user} was not let in`);
  return found;
}

test("who has the right word enters, and nobody else", async () => {
  expect(await enter("hall", "hall's secret")).toMatchObject({ name: "hall" });
  expect(await enter("zonecast", "own")).toMatchObject({ name: "zonecast" });
  for (const [user, password] of [
    ["hall", "own"],
    ["hall", ""],
    ["hall", undefined],
    ["zonecast", "hall's secret"],
    ["nobody", "own"],
    ["__proto__", "own"],
    [undefined, undefined],
  ] as const)
    expect(await enter(user, password), `${user} ${password}`).toBeUndefined();
});

test("without users and credentials everybody may do everything", async () => {
  const open = createAccess({ clock, log: silentLog });
  const anybody = await open.enter(undefined, undefined);
  expect(anybody).toMatchObject({ name: "" });
  expect(anybody !== "busy" && anybody?.mayPublish("x")).toBe(true);
});

test.each([
  ["zonecast/in/mill/hall/probe", true],
  ["zonecast/in/mill/hall/probe/announce", true],
  ["zonecast/in/mill/hall", true],
  ["zonecast/in/mill/hallway/probe", false],
  ["zonecast/in/other/hall/probe", false],
  ["a/events/rpc", true],
  ["a/b/events/rpc", false],
  ["$SYS/x", false],
])("publish %s: %s", async (topic, allowed) => {
  expect((await guest("hall", "hall's secret")).mayPublish(topic)).toBe(allowed);
});

test.each([
  ["zonecast/out/mill/hall/trv/set", true],
  ["zonecast/out/mill/hall/+/set", true],
  ["zonecast/out/mill/+/trv/set", false],
  ["zonecast/out/mill/hall/#", false],
  ["plant/#", true],
  ["plant/a/+", true],
  ["plant", true],
  ["#", false],
  ["+/a", false],
  ["$SYS/#", false],
])("subscribe %s: %s", async (filter, allowed) => {
  expect((await guest("hall", "hall's secret")).maySubscribe(filter)).toBe(allowed);
});

test("everything does not reach what the broker says of itself", async () => {
  writeUsers(usersFile, [hall, { ...hall, name: "all", publish: ["#"], subscribe: ["#"] }]);
  clock.advance(5_000);
  const all = await guest("all", "hall's secret");
  expect([all.maySubscribe("#"), all.maySubscribe("$SYS/#"), all.mayPublish("$SYS/x")]).toEqual([true, false, false]);
});

test("a change counts without a restart; a file that breaks changes nothing", async () => {
  const before = await guest("hall", "hall's secret");
  expect(access.stillThere(before)).toBe(true);
  writeFileSync(usersFile, "{ broken");
  clock.advance(5_000);
  expect(access.stillThere(before)).toBe(true);
  expect(await enter("hall", "hall's secret")).toBeDefined();
  writeUsers(usersFile, [{ ...hall, subscribe: [] }]);
  clock.advance(5_000);
  expect(access.stillThere(before)).toBe(false);
  expect((await guest("hall", "hall's secret")).maySubscribe("plant/#")).toBe(false);
  writeUsers(usersFile, []);
  clock.advance(5_000);
  expect(await enter("hall", "hall's secret")).toBeUndefined();
});

test("who guesses at a user's password is sent away before it costs much, and keeps no other user out", async () => {
  const attic = { ...hall, name: "attic" };
  writeUsers(usersFile, [hall, attic]);
  clock.advance(5_000);
  const guesses = Promise.all(Array.from({ length: 40 }, (_, i) => enter("hall", `wrong ${i}`)));
  expect(await enter("attic", "hall's secret")).toMatchObject({ name: "attic" });
  const answers = await guesses;
  expect(answers.filter((a) => a === "busy")).toHaveLength(32);
  expect(answers.filter((a) => a === undefined)).toHaveLength(8);
});

test("many devices with one user's right password enter at once", async () => {
  const password = await hashPassword("new word");
  writeUsers(usersFile, [{ ...hall, password }]);
  clock.advance(5_000);
  const answers = await Promise.all(Array.from({ length: 100 }, () => enter("hall", "new word")));
  expect(answers.map((a) => typeof a === "object" && a.name)).toEqual(Array.from({ length: 100 }, () => "hall"));
});

test("a file that is not there is an error at the start", () => {
  expect(() => createAccess({ clock, log: silentLog, usersFile: join(folder, "none.json") })).toThrow(/there is no/);
});
