/** The launcher: the machine's own Node starts the pinned one. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/paths.ts";

const zonecast = (...args: readonly string[]): string =>
  execFileSync(process.execPath, ["bin/launch.mjs", ...args], { cwd: ROOT, encoding: "utf8" });

describe("zonecast", () => {
  it("knows its version", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(zonecast("--version").trim()).toBe(version);
  });

  it("explains itself and its commands", () => {
    expect(zonecast("--help")).toMatch(/replay/);
    expect(zonecast("replay", "--help")).toMatch(/--speed <times>/);
  });
});
