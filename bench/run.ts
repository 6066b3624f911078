/** `npm run bench -- <name>`: one scenario a file; figures are ratios within one run, or rates with what they were measured on. */
import { readdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import process, { argv, exit, stderr, stdout, version } from "node:process";
import { pathToFileURL } from "node:url";

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((f) => f.endsWith(".ts") && f !== "run.ts")
  .map((f) => f.slice(0, -3));
const wanted = argv.slice(2);
const unknown = wanted.filter((n) => !names.includes(n));
if (wanted.length === 0 || unknown.length > 0) {
  stderr.write(`${unknown.length > 0 ? `no benchmark '${unknown[0]}'; ` : ""}there are: ${names.join(", ")}\n`);
  exit(wanted.length === 0 ? 0 : 1);
}
stdout.write(`Node ${version}, ${cpus().length} x ${cpus()[0]?.model ?? "?"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB\n`);
for (const name of wanted) {
  stdout.write(`\n== ${name}\n`);
  const { run } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as { run: () => Promise<void> };
  await run();
}
process.exit(0);
