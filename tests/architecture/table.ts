/** The import table: which folder may know which, and the packages that each may use. */

export interface Row {
  /** Folders whose door it may use. */
  readonly folders: readonly string[];
  /** Packages by name; a trailing `*` stands for any ending. */
  readonly packages: readonly string[];
  /** Whether it may touch the machine; a list names the only Node modules that it may use. */
  readonly node: boolean | readonly string[];
}

export const TABLE: Readonly<Record<string, Row>> = {
  domain: { folders: [], packages: ["zod"], node: false },
  sim: { folders: ["domain"], packages: ["ml-matrix", "zod"], node: false },
  twin: { folders: ["domain", "sim"], packages: ["ml-matrix", "highs"], node: false },
  forecasting: { folders: ["domain"], packages: ["ml-matrix", "@tensorflow/*", "zod"], node: ["node:worker_threads"] },
  devices: { folders: ["domain"], packages: ["mqtt", "aedes", "sparkplug-payload", "zod"], node: true },
  store: { folders: ["domain"], packages: ["kysely", "pg", "@duckdb/node-api", "hyparquet*"], node: true },
  server: {
    folders: ["domain", "sim", "twin", "forecasting", "devices", "store"],
    packages: ["next", "socket.io", "hono", "@hono/*", "pino", "prom-client", "better-auth", "pg-boss", "yaml", "zod"],
    node: true,
  },
  bin: {
    folders: ["domain", "sim", "twin", "forecasting", "devices", "store", "server"],
    packages: ["commander", "cli-progress", "yaml", "zod", "socket.io-client", "pg-boss"],
    node: true,
  },
  app: {
    folders: ["domain"],
    packages: [
      "next",
      "react",
      "react-dom",
      "socket.io-client",
      "recharts",
      "uplot",
      "radix-ui",
      "lucide-react",
      "next-themes",
      "class-variance-authority",
      "tailwind-merge",
      "@fontsource-variable/inter",
      "zod",
    ],
    node: false,
  },
};

/** Folders that serve the others from outside: they may import anything, and nothing imports them. */
export const OUTSIDE: readonly string[] = ["tests", "bench", "scripts"];

/** Single imports that the table would forbid. The launcher runs before any package is there, as the scripts do. */
export const EXCEPTIONS: readonly (readonly [path: string, target: string])[] = [["bin/launch.mjs", "scripts/prepare.mjs"]];

/** Folders that are started, not imported, and so need no door. */
export const WITHOUT_DOOR: readonly string[] = ["app", "bin", "server"];

/** The only files of the table's folders that may ask the machine for the time or for chance. */
export const TIME_AND_CHANCE: readonly string[] = ["domain/clock.ts", "domain/random.ts", "app/_live/browser-clock.ts"];

export const MAX_LINES = 400;
export const MAX_MEDIAN_LINES = 130;

/** Names that say nothing about what is inside. */
export const EMPTY_NAMES: readonly string[] = ["utils", "util", "lib", "shared", "helpers", "helper", "types", "common", "misc"];
