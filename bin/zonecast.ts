/** The command line: one sub-command a file, of which only the one that is called is loaded. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process, { exit, stderr, stdout } from "node:process";
import { Command } from "commander";
import { COMMANDS } from "./commands.ts";

const root = resolve(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

const program = new Command("zonecast")
  .description("Zonecast, a building-energy digital twin. The dashboard starts with: npm start")
  .version(version)
  .showHelpAfterError();

// A server that started this command holds a channel to it: without the server it ends.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();

// Whoever read what is printed has had enough, as `head` has: that is no failure.
for (const stream of [stdout, stderr])
  stream.on("error", (e: NodeJS.ErrnoException) => {
    if (e.code === "EPIPE") exit(0);
    throw e;
  });

const [first, second] = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const called = first === "help" ? second : first;

try {
  for (const [name, { description, load }] of Object.entries(COMMANDS))
    program.addCommand(name === called ? await load(version) : new Command(name).description(description));
  await program.parseAsync(process.argv);
} catch (e) {
  const { errorLine } = await import("#domain");
  stderr.write(`zonecast: ${errorLine(e)}\n`);
  exit(1);
}
