/** The embedded store and its folder: one process at a time, clear words for every bad folder, and a full disk survived. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Reading, type Store, systemClock } from "#domain";
import { openStore } from "#store";
import { start } from "../support/child.ts";
import { silentLog } from "../support/fake-plant.ts";
import { numberedReading } from "../support/numbered-reading.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zonecast-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (dataDir: string): Promise<Store> => openStore({ kind: "sqlite", dataDir }, { clock: systemClock, log: silentLog });

describe("one process at a time", () => {
  test("a second process is told who has the folder, and gets it when the first was killed", async () => {
    const writer = start(NODE, [join(ROOT, "tests/support/store-writer.ts"), folder]);
    await until("the writer has opened the store", () => writer.says(/^open\n/));
    await expect(open(folder)).rejects.toMatchObject({
      code: "store-failed",
      message: `the data folder ${folder} is in use by process ${writer.process.pid}`,
    });
    await writer.end("SIGKILL");
    await (await open(folder)).close();
  });

  test("the same process does not get it twice either, and gets it again after closing", async () => {
    const store = await open(folder);
    await expect(open(folder)).rejects.toThrow(`in use by process ${process.pid}`);
    await store.close();
    await (await open(folder)).close();
  });
});

describe("folders that cannot be used", () => {
  test("a folder is made, its parent is not", async () => {
    await (await open(join(folder, "new"))).close();
    await expect(open(join(folder, "no", "such"))).rejects.toMatchObject({
      code: "bad-config",
      message: expect.stringContaining(`${join(folder, "no")} does not exist`),
    });
  });

  test("a file is no folder, and below a file there is none", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(open(join(folder, "file"))).rejects.toMatchObject({ code: "bad-config" });
    await expect(open(join(folder, "file", "data"))).rejects.toMatchObject({ code: "bad-config" });
  });

  test("a file that is no database is named, and left as it is", async () => {
    writeFileSync(join(folder, "zonecast.sqlite"), "something else, and long enough to be looked at".repeat(100));
    await expect(open(folder)).rejects.toMatchObject({
      code: "store-failed",
      retry: false,
      message: expect.stringContaining("damaged"),
    });
  });
});

/** Mounts a small disk in memory; needs the rights to do so. */
function smallDisk(path: string): { missing?: string; unmount(): void } {
  mkdirSync(path);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", path], { stdio: "pipe" });
    return { unmount: () => execFileSync("umount", [path]) };
  } catch {
    return { missing: "a small disk cannot be mounted without being root", unmount: () => {} };
  }
}

const probe = mkdtempSync(join(tmpdir(), "zonecast-disk-"));
const disk = smallDisk(join(probe, "probe"));
disk.unmount();
rmSync(probe, { recursive: true, force: true });

describeUnless(disk.missing, "a full disk", () => {
  test("T30: writes are refused with a hint, nothing acknowledged is lost, and writing goes on when there is space", async () => {
    const path = join(folder, "disk");
    const small = smallDisk(path);
    try {
      const ballast = join(path, "ballast");
      writeFileSync(ballast, Buffer.alloc(1_000_000));
      const store = await open(join(path, "data"));
      let acknowledged = 0;
      const write = async () => {
        const readings: Reading[] = Array.from({ length: 500 }, (_, i) => numberedReading(acknowledged + i));
        await store.writeReadings(readings);
        acknowledged += readings.length;
      };
      const fill = async () => {
        for (;;) await write();
      };
      await expect(fill()).rejects.toMatchObject({ code: "store-failed", retry: true, hint: expect.stringContaining("space") });
      await expect(write()).rejects.toMatchObject({ code: "store-failed", retry: true });
      expect((await store.stats()).readings).toBe(acknowledged);

      rmSync(ballast);
      await write();
      expect((await store.stats()).readings).toBe(acknowledged);
      await store.close();
      const again = await open(join(path, "data"));
      expect((await again.stats()).readings).toBe(acknowledged);
      await again.close();
    } finally {
      small.unmount();
    }
  });
});
