/**
 * Puts the real zigbee2mqtt application (GPL-3.0, 82 MB) into a cache outside git, for tests only: it is no dependency
 * of the project. Run directly it installs and says where.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { NODE, ROOT } from "../paths.ts";

export const ZIGBEE2MQTT_VERSION = "2.14.1";

const FOLDER = join(ROOT, "node_modules/.cache/zigbee2mqtt", ZIGBEE2MQTT_VERSION);

export type Installation = { readonly folder: string } | { readonly missing: string };

/** The folder whose `node_modules` holds the application, installing it from npm when it is not there yet (10-60 s). */
export function installZigbee2Mqtt(): Installation {
  if (existsSync(join(FOLDER, "node_modules/zigbee2mqtt/package.json"))) return { folder: FOLDER };
  mkdirSync(dirname(FOLDER), { recursive: true });
  // Installed aside and moved, so that what lies at the place is always whole.
  const aside = mkdtempSync(join(dirname(FOLDER), "installing-"));
  writeFileSync(join(aside, "package.json"), '{ "private": true }\n');
  const packages = [`zigbee2mqtt@${ZIGBEE2MQTT_VERSION}`];
  const options = ["--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--fetch-retries=0"];
  const npm = spawnSync("npm", ["install", ...options, ...packages], {
    cwd: aside,
    encoding: "utf8",
    timeout: 300_000,
    env: { ...process.env, PATH: `${dirname(NODE)}:${process.env.PATH ?? ""}` },
  });
  if (npm.status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    const why = npm.error?.message ?? npm.stderr.split("\n").find((line) => line.startsWith("npm error")) ?? "npm failed";
    return { missing: `zigbee2mqtt ${ZIGBEE2MQTT_VERSION} cannot be installed: ${why}` };
  }
  try {
    renameSync(aside, FOLDER);
  } catch {
    // Another test process was faster.
    rmSync(aside, { recursive: true, force: true });
  }
  return { folder: FOLDER };
}

if (import.meta.main) {
  const result = installZigbee2Mqtt();
  process.stdout.write(`${"folder" in result ? result.folder : result.missing}\n`);
}
