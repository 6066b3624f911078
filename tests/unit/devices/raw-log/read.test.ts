import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lineOf } from "../../../../devices/raw-log/line.ts";
import { readRawLog } from "../../../../devices/raw-log/read.ts";
import { bytesOf } from "../../../support/dialect.ts";

const line = (n: number) =>
  lineOf({ message: { topic: `t/${n}`, payload: bytesOf(String(n)), retain: n === 2, receivedAt: n }, sent: n === 3 });

async function readAll(path: string) {
  const spoilt: string[] = [];
  const found: string[] = [];
  for await (const { message, sent } of readRawLog(
    path,
    (file, number) => void spoilt.push(`${file.slice(-5 - 8 - 1)}:${number}`),
  ))
    found.push(`${message.topic}${message.retain ? " retained" : ""}${sent ? " sent" : ""}`);
  return { found, spoilt };
}

test("a folder is read in the order in which it was written; half a line is passed over and told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-raw-"));
  writeFileSync(join(folder, "messages-00000010.jsonl"), line(3));
  writeFileSync(join(folder, "messages-00000009.jsonl"), `${line(1)}\n${line(2)}${line(9).slice(0, 20)}`);
  writeFileSync(join(folder, "other.jsonl"), line(7));
  expect(await readAll(folder)).toEqual({ found: ["t/1", "t/2 retained", "t/3 sent"], spoilt: ["00000009.jsonl:4"] });
  expect((await readAll(join(folder, "other.jsonl"))).found).toEqual(["t/7"]);
});

test("a path that is none, and a folder without a log, are named", async () => {
  await expect(readAll("/no/such/log")).rejects.toThrow("cannot read /no/such/log");
  await expect(readAll(mkdtempSync(join(tmpdir(), "zonecast-raw-")))).rejects.toThrow(/there is no raw log/);
});

test("who stops reading early leaves nothing open", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-raw-"));
  writeFileSync(join(folder, "messages-00000001.jsonl"), Array.from({ length: 10_000 }, (_, n) => line(n)).join(""));
  for (let i = 0; i < 50; i++) for await (const { message } of readRawLog(folder)) if (message.topic === "t/5") break;
});
