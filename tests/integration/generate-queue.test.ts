import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Child, start } from "../support/child.ts";
import { ROOT } from "../support/paths.ts";
import { type Postgres, postgresMissing, startPostgres } from "../support/postgres.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-queue-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN = `
name: queue
seed: 11
days: 40
weather: [{ climate: maritime, seed: 1 }]
buildings: { count: 24, vary: { archetype: { kind: choice, values: [de-sfh-05, de-sfh-08] }, massScale: { kind: uniform, min: 0.5, max: 2 } } }
output: { buildingsPerFile: 2 }
`;

const generate = (...args: string[]): Child => start(process.execPath, ["bin/zonecast.ts", "generate", ...args], { cwd: ROOT });
const ended = (child: Child, ms: number) => until("it ends", () => !child.running(), ms);

/** SHA-256 of every file, by its path. */
function hashes(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  return Object.fromEntries(
    files
      .map((f) => join(f.parentPath, f.name))
      .map((path) => [relative(out, path), createHash("sha256").update(readFileSync(path)).digest("hex")] as const)
      .sort(),
  );
}

describeUnless(postgresMissing, "a queue of shards on PostgreSQL", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    await postgres?.[Symbol.asyncDispose]();
  });

  it("two processes make a data set, one is killed in the middle, and the bytes are those of one machine", async () => {
    const plan = join(folder, "plan.yaml");
    writeFileSync(plan, PLAN);
    const [alone, together] = [join(folder, "alone"), join(folder, "together")];
    const one = generate(plan, "--out", alone, "--workers", "1");
    await ended(one, 120_000);
    expect(one.process.exitCode, one.output()).toBe(0);

    const database = await postgres.newDatabase();
    const worker = () => generate("worker", plan, "--out", together, "--database", database);
    const [victim, survivor] = [worker(), worker()];
    await until("the first has made a shard", () => victim.says(/"event":"progress"/), 60_000);
    await victim.end("SIGKILL");
    await ended(survivor, 120_000);
    expect(survivor.process.exitCode, survivor.output()).toBe(0);
    expect(survivor.output()).toMatch(/"event":"done"/);
    const made = survivor.output().match(/"event":"progress"/g)?.length ?? 0;
    expect(made).toBeLessThan(13);
    expect(hashes(together)).toEqual(hashes(alone));
  }, 300_000);

  it("says in one line that there is no database", async () => {
    const child = generate(
      "worker",
      "fleet",
      "--out",
      join(folder, "none"),
      "--database",
      "postgresql://nobody@127.0.0.1:1/none",
    );
    await ended(child, 60_000);
    expect(child.process.exitCode).toBe(1);
    expect(child.output()).toMatch(/^zonecast: the queue does not answer: .*\n$/);
  }, 90_000);
});
