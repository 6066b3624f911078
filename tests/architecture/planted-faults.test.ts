/** Each rule can fail: a sound tree passes, and every fault planted into it is reported at its place. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { inspect, RULES } from "./rules.ts";

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** What a tree of these files breaks, as `rule | path:line why`. */
function faultsOf(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(join(tmpdir(), "zonecast-planted-"));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Object.entries(inspect(root)).flatMap(([rule, lines]) => lines.map((line) => `${rule} | ${line}`));
}

const SOUND = {
  "domain/index.ts": 'export * from "./clock.ts";\n',
  "domain/clock.ts": "export const now = () => Date.now();\n",
  "sim/index.ts": 'export { step } from "./step.ts";\n',
  "sim/step.ts":
    'import { now } from "#domain";\nimport { Matrix } from "ml-matrix";\n' +
    '// import "mqtt"; Date.now(); any: any\nexport const step = () => [now, Matrix, "Math.random() as any", /as any/];\n',
  "twin/index.ts": 'import type { step } from "#sim";\nexport type Step = typeof step;\n',
  "store/index.ts": 'import { open } from "node:fs";\nexport { open };\n',
  "store/worker.ts": 'import { open } from "./pool.ts";\nopen();\n',
  "store/pool.ts": 'export const open = () => new Worker(new URL("./worker.ts", import.meta.url));\n',
  "app/page.tsx":
    'import { useState } from "react";\nimport "uplot/dist/uPlot.min.css";\n' +
    "export default () => <p>Don't pick any zone: any will do {useState}</p>;\n",
  "tests/unit/sim/step.test.ts": 'import { step } from "../../../sim/step.ts";\nstep(performance.now(), expect.any(Number));\n',
  "next.config.js": "export default {};\n",
  ".next/utils/chunk.js": "Math.random();\n",
  "node_modules/zod/index.js": "Math.random();\n",
};

test("a sound tree breaks nothing", () => {
  expect(faultsOf(SOUND)).toEqual([]);
});

type Rule = keyof typeof RULES;
const TABLE: Rule = "imports follow the table";
const WORDS: Rule = "no hole in the types, no own time or chance, no lone test";
const NAMES: Rule = "names say what is inside";

/** What is wrong, the files that hold it, the rule and the report expected of it. */
const PLANTED: readonly (readonly [string, Readonly<Record<string, string>>, Rule, string])[] = [
  ["a folder not in its row", { "sim/a.ts": '\nimport { x } from "#store";' }, TABLE, "sim/a.ts:2 sim/ may not import store/"],
  ["a type from such a folder", { "domain/a.ts": 'import type { X } from "#sim";' }, TABLE, "domain/ may not import sim/"],
  ["a dynamic import of it", { "app/a.ts": 'const x = await import("#server");' }, TABLE, "app/ may not import server/"],
  ["a re-export of it", { "store/a.ts": 'export * from "#twin";' }, TABLE, "store/ may not import twin/"],
  ["several lines of it", { "sim/a.ts": 'import {\n  x,\n  y,\n} from "#twin";' }, TABLE, "sim/a.ts:4 sim/ may not import twin/"],
  ["past a door", { "twin/a.ts": 'import { x } from "#sim/step.ts";' }, TABLE, "reaches into sim/"],
  ["out by a relative path", { "twin/a.ts": 'import { x } from "../sim/index.ts";' }, TABLE, "leaves twin/"],
  ["out by a worker", { "app/a.ts": 'new Worker(new URL("../server/w.ts", import.meta.url));' }, TABLE, "leaves app/"],
  ["its own door", { "sim/a.ts": 'import { x } from "#sim";' }, TABLE, "through its own door"],
  ["a package not in its row", { "sim/a.ts": 'import mqtt from "mqtt";' }, TABLE, "sim/ may not use the package mqtt"],
  ["a package by require", { "devices/index.ts": 'const pg = require("pg");' }, TABLE, "devices/ may not use the package pg"],
  ["a package whose name begins alike", { "domain/a.ts": 'import "zod-x/y";' }, TABLE, "domain/ may not use the package zod-x"],
  ["a Node module in pure code", { "forecasting/index.ts": 'import "node:fs";' }, TABLE, "forecasting/ may not use node:fs"],
  ["a folder without a row", { "extras/a.ts": "export {};" }, TABLE, "extras/ has no row"],
  [
    "a folder without a door",
    { "devices/a.ts": "export {};" },
    "every folder has its door",
    "devices/index.ts:1 devices/ has no door",
  ],
  [
    "a ring",
    { "sim/a.ts": 'import "./b.ts";', "sim/b.ts": 'import "./c.ts";', "sim/c.ts": 'import type { A } from "./a.ts";' },
    "no ring of imports",
    "ring of imports: sim/a.ts -> sim/b.ts -> sim/c.ts -> sim/a.ts",
  ],
  ["a file that imports itself", { "sim/a.ts": 'import "./a.ts";' }, "no ring of imports", "sim/a.ts -> sim/a.ts"],
  [
    "a ring between folders",
    { "sim/a.ts": 'import "#twin";', "twin/index.ts": 'import "#sim";', "sim/index.ts": 'import "./a.ts";' },
    "no ring of imports",
    "twin/index.ts",
  ],
  ["a parameter of type any", { "tests/support/a.ts": "const f = (x: any) => x;" }, WORDS, "tests/support/a.ts:1 : any"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the planted source is a template
  ["a cast to any", { "sim/a.ts": "const x = `${y as any}`;" }, WORDS, "as any"],
  ["a double cast", { "sim/a.ts": "const x = y as any as number;" }, WORDS, "as any"],
  ["a type argument any", { "sim/a.ts": "const x = f<any>();" }, WORDS, "<any"],
  ["a record of any", { "sim/a.ts": "let x: Record<string, any>;" }, WORDS, ", any"],
  ["a union with any", { "sim/a.ts": "type X = number | any[];" }, WORDS, "| any"],
  ["a silenced error", { "sim/a.ts": "// @ts-ignore\nexport {};" }, WORDS, "sim/a.ts:1 a silenced type error"],
  ["the time", { "sim/a.ts": "const t = Date.now();" }, WORDS, "Date.now: time is handed in"],
  ["the time as a date", { "server/index.ts": "const t = new Date();" }, WORDS, "new Date(): time is handed in"],
  ["the time as a text", { "bin/a.ts": "const t = Date();" }, WORDS, "Date(): time is handed in"],
  ["a stop-watch", { "app/a.ts": "const t = performance.now();" }, WORDS, "performance.now: time"],
  ["chance", { "sim/a.ts": "const r = [1].map(Math.random);" }, WORDS, "Math.random: chance is handed in"],
  ["chance in a test", { "tests/contract/a.test.ts": "const r = Math.random();" }, WORDS, "Math.random"],
  ["a lone test", { "tests/contract/a.test.ts": 'test.only("x", () => {});' }, WORDS, "test.only: `.only` leaves"],
  ["a long file", { "sim/a.ts": "f();\n".repeat(401) }, "files are short", "sim/a.ts:401 401 lines; the cap is 400"],
  [
    "long files",
    Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`sim/a${i}.ts`, "f();\n".repeat(131)])),
    "files are short",
    "the median file has 131 lines",
  ],
  ["a folder for anything", { "app/_ui/utils/a.css": "" }, NAMES, "app/_ui/utils:1 'utils' does not say"],
  ["a file for anything", { "sim/helpers.ts": "export {};" }, NAMES, "sim/helpers.ts:1 'helpers' does not say"],
  [
    "a test without a source",
    { "tests/unit/sim/gone.test.ts": "" },
    "every unit test mirrors a source file",
    "there is no sim/gone.ts",
  ],
  ["a helper among unit tests", { "tests/unit/sim/make.ts": "" }, "every unit test mirrors a source file", "not a test"],
];

test.each(PLANTED)("%s is reported", (_, files, rule, expected) => {
  const faults = faultsOf({ ...SOUND, ...files });
  expect(faults.filter((f) => f.startsWith(`${rule} | `) && f.includes(expected))).toHaveLength(1);
});

test("every rule has a planted fault", () => {
  expect(new Set(PLANTED.map(([, , rule]) => rule))).toEqual(new Set(Object.keys(RULES)));
});
