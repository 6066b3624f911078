/** A PostgreSQL server of the test's own, from the system's package, on a socket in a temporary folder. */
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Child, start } from "./child.ts";
import { until } from "./until.ts";

const PACKAGES = "/usr/lib/postgresql";
const LEAST_VERSION = 15;

/** The newest installed server's programs. */
function findPrograms(): string | undefined {
  if (!existsSync(PACKAGES)) return undefined;
  const versions = readdirSync(PACKAGES).filter((name) => Number(name) >= LEAST_VERSION);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(PACKAGES, newest, "bin");
}

/** The server refuses to run as root; the package made an account for it. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

const programs = findPrograms();

/** Why tests with PostgreSQL cannot run, undefined when they can. */
export const postgresMissing = programs === undefined ? `no PostgreSQL ${LEAST_VERSION} or later under ${PACKAGES}` : undefined;

export interface Postgres {
  /** The address of a new, empty database. */
  readonly newDatabase: () => Promise<string>;
  /** Ends the server as an operator would who is in a hurry: connections are cut, data is safe. */
  readonly stop: () => Promise<void>;
  readonly run: () => Promise<void>;
  /** Ends the server and removes its files. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Makes a cluster and starts its server. */
export async function startPostgres(): Promise<Postgres> {
  if (programs === undefined) throw new Error(postgresMissing);
  const folder = mkdtempSync(join(tmpdir(), "zonecast-postgres-"));
  const data = join(folder, "data");
  const as = account();
  if (as) chownSync(folder, as.uid, as.gid);
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "zonecast", "-A", "trust", "-E", "UTF8", "--locale=C"], {
    ...as,
    cwd: folder,
    stdio: "pipe",
  });

  let server: Child | undefined;
  const run = async () => {
    const settings = ["-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`];
    const started = start(join(programs, "postgres"), ["-D", data, ...settings], { ...as, cwd: folder });
    server = started;
    await until("PostgreSQL accepts connections", () => started.says(/ready to accept connections/));
  };
  // SIGINT is its "fast shutdown".
  const stop = async () => server?.end("SIGINT");
  const address = (database: string) => `postgresql://zonecast@/${database}?host=${folder}`;
  let databases = 0;

  await run();
  return {
    async newDatabase() {
      const name = `test_${++databases}`;
      const client = new pg.Client({ connectionString: address("postgres") });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return address(name);
    },
    stop,
    run,
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
