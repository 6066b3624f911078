#!/usr/bin/env node
/** `npx zonecast`: runs the command line with the pinned Node, whatever Node the machine has. */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import process, { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { install, pinnedNode } from "../scripts/prepare.mjs";

install();
const child = spawn(pinnedNode, [join(dirname(fileURLToPath(import.meta.url)), "zonecast.ts"), ...argv.slice(2)], {
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => exit(code ?? (signal ? 1 : 0)));
