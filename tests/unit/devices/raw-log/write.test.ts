import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Log, manualClock } from "#domain";
import { readRawLog } from "../../../../devices/raw-log/read.ts";
import { openRawLog } from "../../../../devices/raw-log/write.ts";
import { bytesOf } from "../../../support/dialect.ts";
import { until } from "../../../support/until.ts";

const newFolder = () => join(mkdtempSync(join(tmpdir(), "zonecast-raw-")), "log");

function listening(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const add = (level: string) => (fields: object, text: string) =>
    void lines.push(`${level}: ${text}${"messages" in fields ? ` (${fields.messages})` : ""}`);
  return { lines, log: { debug: add("debug"), info: add("info"), warn: add("warn"), error: add("error") } };
}
const message = (topic: string, payload: string) => ({ topic, payload: bytesOf(payload), retain: false, receivedAt: 5 });
async function read(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { message: m, sent } of readRawLog(folder))
    found.push(`${m.receivedAt} ${m.topic} ${new TextDecoder().decode(m.payload)}${sent ? " (sent)" : ""}`);
  return found;
}

test("nothing is written at once, all of it in order a moment later, what we sent marked as such", async () => {
  const clock = manualClock(1_000);
  const folder = newFolder();
  const raw = await openRawLog({ clock, log: listening().log, folder, maxBytes: 1e6 });
  raw.heard(message("a", "1"));
  raw.sent({ topic: "a/set", payload: '{"t":21}' });
  raw.sent({ topic: "b/set", payload: Buffer.from("raw") });
  expect(await read(folder)).toEqual([]);
  clock.advance(250);
  await until("it is written", async () => (await read(folder)).length === 3);
  expect(await read(folder)).toEqual(["5 a 1", '1000 a/set {"t":21} (sent)', "1000 b/set raw (sent)"]);
  raw.heard(message("a", "2"));
  await raw.stop();
  expect((await read(folder)).at(-1)).toBe("5 a 2");
});

test("a flood between two writes is bounded, and what is left out is told once, with its number", async () => {
  const { log, lines } = listening();
  const folder = newFolder();
  const raw = await openRawLog({ clock: manualClock(), log, folder, maxBytes: 1e9 });
  const big = "x".repeat(1 << 20);
  for (let i = 0; i < 40; i++) raw.heard(message(String(i), big));
  await raw.stop();
  const kept = await read(folder);
  expect(kept.length).toBeGreaterThanOrEqual(30);
  expect(kept.length).toBeLessThan(40);
  expect(lines).toEqual([
    "warn: The raw log cannot keep up: messages are left out of it",
    `warn: Messages were left out of the raw log (${40 - kept.length})`,
  ]);
});

test("a folder that cannot be used stops the start", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "zonecast-raw-")), "file");
  writeFileSync(file, "");
  const opening = openRawLog({ clock: manualClock(), log: listening().log, folder: join(file, "log"), maxBytes: 1e6 });
  await expect(opening).rejects.toThrow(/the raw log cannot be written to/);
});

test("trouble while it runs is told once and when it is over, and never thrown", async () => {
  const clock = manualClock();
  const { log, lines } = listening();
  const folder = newFolder();
  const raw = await openRawLog({ clock, log, folder, maxBytes: 5_000 });
  const write = async (n: number) => {
    raw.heard(message("a", String(n).repeat(300)));
    await raw.flush();
  };
  await write(1);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "in the way");
  for (let n = 2; n < 8; n++) await write(n);
  expect(lines).toEqual(["error: The raw log cannot be written; readings are not concerned"]);
  rmSync(folder);
  await write(8);
  expect(lines.slice(1)).toEqual(["info: The raw log is written again"]);
  await raw.stop();
  expect(await read(folder)).toEqual([`5 a ${"8".repeat(300)}`]);
});
