/**
 * Makes a fresh clone ready: locked dependencies, the pinned Node, and the built pages. Plain JavaScript for the
 * machine's own Node (20 or later), since nothing else is there yet. Called as `prepare.mjs [install] [pages]`.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { argv, env, execPath, exit, platform, stderr, versions } from "node:process";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** On stderr, so that what a command prints can be piped even when it had to install first. */
const say = (text) => stderr.write(`${text}\n`);
const aside = ["ignore", 2, 2];
const fail = (text) => {
  stderr.write(`zonecast: ${text}\n`);
  exit(1);
};

/** The Node that runs everything once it is installed. */
export const pinnedNode = join(root, "node_modules", "node", "bin", platform === "win32" ? "node.exe" : "node");

const fingerprint = (paths) => {
  const hash = createHash("sha256");
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    try {
      for (const name of readdirSync(full).sort()) add(join(path, name));
    } catch {
      hash.update(path).update("\0").update(readFileSync(full)).update("\0");
    }
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
};

const stampIs = (file, value) => existsSync(file) && readFileSync(file, "utf8") === value;

function install() {
  const stamp = join(root, "node_modules", ".zonecast-installed");
  const wanted = fingerprint(["package-lock.json"]);
  if (existsSync(pinnedNode) && stampIs(stamp, wanted)) return;
  say("Installing the locked dependencies (once; a minute or two) ...");
  const npm = env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund"];
  const options = { cwd: root, stdio: aside, env: { ...env, NEXT_TELEMETRY_DISABLED: "1" } };
  const done = npm?.endsWith(".js")
    ? spawnSync(execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: platform === "win32" });
  if (done.status !== 0) fail("the dependencies could not be installed; is the npm registry reached? Then try: npm ci");
  if (!existsSync(pinnedNode))
    fail("the pinned Node is missing after the installation; are install scripts switched off (npm config get ignore-scripts)?");
  writeFileSync(stamp, wanted);
}

function buildPages() {
  const stamp = join(root, ".next", "zonecast-built");
  const wanted = fingerprint([
    "app",
    "domain",
    "next.config.js",
    "postcss.config.mjs",
    "proxy.ts",
    "public",
    "tsconfig.json",
    "package-lock.json",
  ]);
  if (stampIs(stamp, wanted)) return;
  say("Building the pages (once for each change; half a minute) ...");
  const done = spawnSync(pinnedNode, [join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: root,
    stdio: aside,
    env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (done.status !== 0) fail("the pages could not be built; the lines above say why");
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

if (argv[1] && resolve(argv[1]) === fileURLToPath(import.meta.url)) {
  if (Number(versions.node.split(".")[0]) < 20) fail(`Node 20 or later is needed to install, this is ${versions.node}`);
  const steps = argv.slice(2);
  if (steps.includes("install")) install();
  if (steps.includes("pages")) buildPages();
}

export { install };
