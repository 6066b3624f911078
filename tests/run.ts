/** `npm test`: sets up what is missing, runs every kind of test, and closes with one line that counts them all. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { argv, env, execPath, exit, getuid, stdout } from "node:process";
import { type PlaywrightReport, playwrightAgain, playwrightFailures, type VitestReport, vitestFailures } from "./failures.ts";

const root = resolve(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "zonecast-tests-"));
const say = (text: string): void => void stdout.write(`${text}\n`);

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Which tests failed and the first lines of why: repeated at the very end, where a reader of a long log looks. */
  readonly failures?: readonly string[];
  /** Tests that passed only when tried again: counted as passed, and named at the end so that nobody overlooks them. */
  readonly again?: readonly string[];
}

const bin = (name: string): string => join(root, "node_modules", ".bin", name);

function run(command: string, args: readonly string[], extraEnv: Record<string, string> = {}): number {
  const done = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...env, ...extraEnv } });
  return done.status ?? 1;
}

/** A tool that either agrees or does not counts as one test. */
const tool = (name: string, command: string, args: readonly string[]): Outcome => {
  say(`\n== ${name}`);
  const ok = run(command, args) === 0;
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
};

/** Programs from Debian that some tests need: installed when we may, otherwise named, and those tests skip in sight. */
function setUp(): void {
  const wanted = [
    ["chromium", "/usr/bin/chromium"],
    ["mosquitto", "/usr/sbin/mosquitto"],
    ["mosquitto-clients", "/usr/bin/mosquitto_pub"],
    ["postgresql", "/usr/lib/postgresql/15/bin/postgres"],
    ["faketime", "/usr/bin/faketime"],
    ["python3-paho-mqtt", "/usr/lib/python3/dist-packages/paho/mqtt/client.py"],
  ] as const;
  const missing = wanted.filter(([, file]) => !existsSync(file)).map(([name]) => name);
  if (missing.length === 0) return;
  if (getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    say(`Some tests will be skipped. To run them, install: ${missing.join(" ")}`);
    return;
  }
  say(`Installing for the tests: ${missing.join(" ")}`);
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  if (
    run("apt-get", ["update", "-qq"], quiet) !== 0 ||
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], quiet) !== 0
  )
    say("Not all could be installed; the tests that need them will be skipped.");
}

/** `retries`: real brokers, databases and processes on a loaded machine may be tried once more; pure code may not. */
function vitest(name: string, folders: readonly string[], retries = 0): Outcome {
  say(`\n== ${name}`);
  const report = join(reports, "vitest.json");
  const again = join(reports, "second-attempts.json");
  const reporters = ["--reporter=default", "--reporter=json", "--reporter=./tests/second-attempts.ts"];
  const code = run(bin("vitest"), ["run", ...folders, `--retry=${retries}`, ...reporters, `--outputFile.json=${report}`], {
    ZONECAST_SECOND_ATTEMPTS: again,
  });
  if (!existsSync(report)) return { name, passed: 0, failed: 1, skipped: 0 };
  const r = JSON.parse(readFileSync(report, "utf8")) as VitestReport;
  const failed = Math.max(r.numFailedTests, r.numFailedTestSuites > 0 && r.numFailedTests === 0 ? r.numFailedTestSuites : 0);
  return {
    name,
    passed: r.numPassedTests,
    failed: Math.max(failed, code !== 0 && failed === 0 ? 1 : 0),
    skipped: r.numPendingTests,
    failures: vitestFailures(r, root),
    again: existsSync(again) ? (JSON.parse(readFileSync(again, "utf8")) as string[]) : [],
  };
}

function browserTests(): Outcome {
  const name = "browser";
  say(`\n== ${name}`);
  const report = join(reports, "playwright.json");
  const code = run(bin("playwright"), ["test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  if (!existsSync(report)) return { name, passed: 0, failed: 1, skipped: 0 };
  const r = JSON.parse(readFileSync(report, "utf8")) as PlaywrightReport;
  const failed = r.stats.unexpected;
  return {
    name,
    passed: r.stats.expected + r.stats.flaky,
    failed: Math.max(failed, code !== 0 && failed === 0 ? 1 : 0),
    skipped: r.stats.skipped,
    failures: playwrightFailures(r),
    again: playwrightAgain(r),
  };
}

const quick = (): Outcome[] => [
  tool("types", bin("tsc"), ["--noEmit", "-p", "."]),
  tool("lint", bin("biome"), ["check", ".", "--diagnostic-level=warn"]),
  tool("dead code", bin("knip"), []),
  vitest("unit, contract, architecture", ["tests/unit", "tests/contract", "tests/architecture"]),
];

const mode = argv[2] ?? "";
setUp();
const outcomes: Outcome[] = [];
if (mode !== "e2e") outcomes.push(...quick());
if (mode !== "check") outcomes.push(tool("pages", execPath, ["scripts/prepare.mjs", "pages"]));
if (mode !== "e2e" && mode !== "check")
  outcomes.push(vitest("validation, integration", ["tests/validation", "tests/integration"], 1));
if (mode !== "check") outcomes.push(browserTests());
if (argv.includes("--with-cold-start")) outcomes.push(tool("cold start", execPath, ["tests/cold-start.ts"]));

say("");
for (const line of outcomes.flatMap((o) => [...(o.again ?? []), ...(o.failures ?? [])])) say(`${line}\n`);
for (const o of outcomes)
  say(`${o.failed === 0 ? "ok  " : "FAIL"} ${o.name}: ${o.passed} passed, ${o.failed} failed, ${o.skipped} skipped`);
const total = (pick: (o: Outcome) => number): number => outcomes.reduce((n, o) => n + pick(o), 0);
say(`${total((o) => o.passed)} passed, ${total((o) => o.failed)} failed, ${total((o) => o.skipped)} skipped`);
exit(total((o) => o.failed) === 0 && total((o) => o.passed) > 0 ? 0 : 1);
