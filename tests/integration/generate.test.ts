import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Child, start } from "../support/child.ts";
import { ROOT } from "../support/paths.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-generate-"));
afterAll(() => rmSync(folder, { recursive: true }));
const plan = join(folder, "plan.yaml");
const reference = join(folder, "reference");

const DAYS = 30;
const BUILDINGS = 16;
writeFileSync(
  plan,
  `
name: small
seed: 5
days: ${DAYS}
weather: [{ climate: central-europe, seed: 1 }, { climate: maritime, seed: 1 }]
buildings: { count: ${BUILDINGS}, vary: { archetype: { kind: choice, values: [de-sfh-05, de-sfh-08] }, massScale: { kind: uniform, min: 0.5, max: 2 } } }
output: { buildingsPerFile: 2, csv: true }
splits: { train: 0.5, validation: 0.25, test: 0.25 }
`,
);

const generate = (...args: string[]): Child => start(process.execPath, ["bin/zonecast.ts", "generate", ...args], { cwd: ROOT });
async function ended(child: Child): Promise<Child> {
  await until("it ends", () => !child.running(), 120_000);
  return child;
}
function hashes(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  return Object.fromEntries(
    files
      .map((f) => join(f.parentPath, f.name))
      .map((path) => [relative(out, path), createHash("sha256").update(readFileSync(path)).digest("hex")] as const)
      .sort(),
  );
}

beforeAll(async () => {
  const child = await ended(generate(plan, "--out", reference, "--workers", "1", "--json"));
  expect(child.process.exitCode, child.output()).toBe(0);
}, 150_000);

describe("the same plan gives the same bytes", () => {
  it("on two threads", async () => {
    const out = join(folder, "two");
    const child = await ended(generate(plan, "--out", out, "--workers", "2"));
    expect(child.process.exitCode, child.output()).toBe(0);
    expect(hashes(out)).toEqual(hashes(reference));
  }, 150_000);

  it("after kill -9 and --resume, and a damaged file is made anew", async () => {
    const out = join(folder, "killed");
    const child = generate(plan, "--out", out, "--workers", "1");
    await until("a file is there", () => child.says(/"shard":"train/), 60_000);
    await child.end("SIGKILL");
    const half = Object.keys(hashes(out));
    expect(half).not.toContain("manifest.json");
    expect(half.filter((f) => f.endsWith(".parquet")).length).toBeGreaterThan(0);
    const damaged = join(out, half.find((f) => f.endsWith(".parquet")) ?? "");
    writeFileSync(damaged, readFileSync(damaged).subarray(0, 1_000));
    const again = await ended(generate(plan, "--out", out, "--resume", "--json"));
    expect(again.process.exitCode, again.output()).toBe(0);
    expect(hashes(out)).toEqual(hashes(reference));
  }, 150_000);

  it("in parts, as job arrays make them", async () => {
    const out = join(folder, "parts");
    for (const part of ["0/2", "1/2"]) {
      const child = await ended(generate(plan, "--out", out, "--resume", "--shard", part));
      expect(child.process.exitCode, child.output()).toBe(0);
      if (part === "0/2") expect(child.output()).toMatch(/4 files made, 4 of the plan's are missing; go on with .*--resume/);
    }
    expect(hashes(out)).toEqual(hashes(reference));
  }, 150_000);

  it("Ctrl-C ends after the file under way and says how to go on", async () => {
    const out = join(folder, "stopped");
    const child = generate(plan, "--out", out, "--workers", "1");
    await until("a file is there", () => child.says(/"shard":"train/), 60_000);
    child.process.kill("SIGINT");
    await ended(child);
    expect(child.process.exitCode).toBe(130);
    expect(child.output()).toMatch(/of the plan's are missing; go on with the same command and --resume/);
    expect(Object.keys(hashes(out)).filter((f) => f.endsWith(".tmp"))).toEqual([]);
  }, 150_000);
});

it("a few words are enough, and the example is a plan", async () => {
  const out = join(folder, "short");
  const short = ["--archetype", "DE.N.SFH.08", "--walker", "aprbs", "--years", "0.05", "--buildings", "3", "--seed", "7"];
  const child = await ended(generate(...short, "--out", out, "--workers", "1"));
  expect(child.process.exitCode, child.output()).toBe(0);
  expect(Object.keys(hashes(out))).toContain("manifest.json");
  const example = await ended(generate("--example"));
  expect(example.output()).toMatch(/^# A data set of 40 houses/);
}, 90_000);

describe("what cannot be is said in one line", () => {
  it.each([
    [["no-such-plan"], /^zonecast: unknown plan 'no-such-plan'/],
    [[join(folder, "missing.yaml")], /no plan .*missing\.yaml \(generate --example prints one\)/],
    [["--archetype", "DE.N.SFH.99"], /unknown archetype 'DE\.N\.SFH\.99' \(did you mean/],
    [["--archetype", "de-sfh-05", "--walker", "arpbs"], /plan: operation\.excite\.0\.walkers\.0/],
    [[plan, "--out", reference], /holds data of this plan already \(--resume/],
    [["fleet", "--out", reference], /holds the data of another plan or version/],
  ])(
    "%o",
    async (args, message) => {
      const out = args.includes("--out") ? [] : ["--out", join(folder, "never")];
      const child = await ended(generate(...args, ...out));
      expect(child.process.exitCode).toBe(1);
      expect(child.output()).toMatch(message);
      expect(child.output().trim().split("\n")).toHaveLength(1);
    },
    60_000,
  );

  it("a file where the folder should be", async () => {
    const child = await ended(generate(plan, "--out", plan));
    expect(child.process.exitCode).toBe(1);
    expect(child.output()).toMatch(/^zonecast: cannot make the folder .*: there is a file of that name/);
  }, 60_000);

  it("a plan that fails does not keep the mended one out of the folder", async () => {
    const out = join(folder, "mended");
    const bad = join(folder, "bad.json");
    const weather = [{ climate: "central-europe", seed: 1 }];
    writeFileSync(bad, JSON.stringify({ name: "bad", weather, buildings: { count: 1, vary: { archetype: "de-sfh-99" } } }));
    const wrong = await ended(generate(bad, "--out", out));
    expect(wrong.process.exitCode).toBe(1);
    expect(existsSync(join(out, "plan.sha256"))).toBe(false);
  }, 60_000);

  it("a folder that cannot be written", async () => {
    const taken = join(folder, "taken");
    mkdirSync(taken);
    writeFileSync(join(taken, "data"), "a file where a folder should be");
    const child = await ended(generate(plan, "--out", taken, "--workers", "1"));
    expect(child.process.exitCode).toBe(1);
    expect(child.output()).toMatch(/zonecast: .*data/);
  }, 60_000);
});

// Last: once DuckDB has mapped its memory, the machine may refuse this process a fork.
describe("independent readers", () => {
  const query = async (sql: string): Promise<unknown[][]> => {
    const db = await DuckDBInstance.create(":memory:", { memory_limit: "1GB", threads: "2" });
    const connection = await db.connect();
    const rows = (await connection.runAndReadAll(sql.replaceAll("$", `${reference}/`))).getRowsJson();
    connection.closeSync();
    return rows;
  };

  it("DuckDB counts rows, buildings, nulls and ranges", async () => {
    const [row] = await query(`select count(*), count(distinct building), count(*) filter (airTempC is null or isnan(airTempC)),
      min(airTempC) > 5 and max(airTempC) < 45, min(heatingPowerW) >= 0, count(distinct ts) from '$data/*/*.parquet'`);
    expect(row).toEqual([String(BUILDINGS * DAYS * 96), String(BUILDINGS), "0", true, true, String(DAYS * 96)]);
    expect(await query("select split, count(*) from '$buildings.parquet' group by 1 order by 1")).toEqual([
      ["test", "4"],
      ["train", "8"],
      ["validation", "4"],
    ]);
  });

  it("no building lies in two splits, times are even, and every row finds its weather", async () => {
    const none = [["0"]];
    expect(
      await query(
        "select count(*) from (select building from '$data/*/*.parquet' group by 1 having count(distinct split_part(filename, '/', -2)) > 1)".replace(
          "'$data/*/*.parquet'",
          "read_parquet('$data/*/*.parquet', filename = true)",
        ),
      ),
    ).toEqual(none);
    expect(
      await query(
        "select count(*) from (select epoch_ms(ts) - lag(epoch_ms(ts)) over (partition by building, zone order by ts) d from '$data/*/*.parquet') where d <> 900000",
      ),
    ).toEqual(none);
    expect(
      await query(`select count(*) from '$data/*/*.parquet' s join '$buildings.parquet' b using (building)
        left join '$weather/*.parquet' w on w.weather = b.weather and w.ts = s.ts where w.outdoorTempC is null`),
    ).toEqual(none);
  });

  it("units stand in the schema, and the CSV says the same as the Parquet file", async () => {
    const [kv] = await query(
      "select decode(value) from parquet_kv_metadata('$data/train/part-00000.parquet') where decode(key) = 'columns'",
    );
    expect(JSON.parse(String(kv?.[0]))).toMatchObject({ airTempC: { unit: "°C" }, heatingPowerW: { unit: "W" } });
    const sums = (file: string) =>
      query(`select count(*), sum(persons), round(avg(airTempC), 3), count(distinct policy) from '$data/train/${file}'`);
    expect(await sums("part-00000.csv")).toEqual(await sums("part-00000.parquet"));
  });

  it("the manifest has every file with its hash, and the card names what is there", () => {
    const manifest = JSON.parse(readFileSync(join(reference, "manifest.json"), "utf8")) as {
      files: { path: string; sha256: string }[];
      nearCopies: unknown[];
    };
    const own = hashes(reference);
    for (const { path, sha256 } of manifest.files) expect(own[path], path).toBe(sha256);
    expect(manifest.files.some((f) => f.path === "README.md")).toBe(true);
    const card = readFileSync(join(reference, "README.md"), "utf8");
    expect(card).toMatch(/^---\nlicense: cc-by-4.0\n/);
    expect(card).toMatch(/16 simulated buildings/);
    for (const picture of card.matchAll(/\]\((figures\/[^)]+)\)/g)) expect(own[picture[1] ?? ""], picture[1]).toBeDefined();
  });
});
