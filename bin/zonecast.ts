/** The command line: one sub-command a file. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process, { exit, stderr } from "node:process";
import { Command } from "commander";
import { errorLine } from "#domain";
import { boptestCommand } from "./boptest/command.ts";
import { buildingCommand } from "./building/command.ts";
import { devicesCommand } from "./devices/command.ts";
import { evaluateCommand } from "./evaluate/command.ts";
import { forecastSeriesCommand } from "./forecast/command.ts";
import { generateCommand } from "./generate/command.ts";
import { probeCommand } from "./probe/command.ts";
import { replayCommand } from "./replay/command.ts";
import { simulateCommand } from "./simulate/command.ts";
import { trainCommand } from "./train/command.ts";
import { transferSeriesCommand } from "./transfer/command.ts";
import { validateCommand } from "./validate/command.ts";
import { weatherCommand } from "./weather/command.ts";

const root = resolve(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

const program = new Command("zonecast")
  .description("Zonecast, a building-energy digital twin. The dashboard starts with: npm start")
  .version(version)
  .showHelpAfterError()
  .addCommand(boptestCommand(version))
  .addCommand(buildingCommand())
  .addCommand(evaluateCommand())
  .addCommand(generateCommand())
  .addCommand(replayCommand())
  .addCommand(devicesCommand())
  .addCommand(simulateCommand())
  .addCommand(trainCommand())
  .addCommand(probeCommand())
  .addCommand(transferSeriesCommand())
  .addCommand(forecastSeriesCommand())
  .addCommand(validateCommand())
  .addCommand(weatherCommand());

try {
  await program.parseAsync(process.argv);
} catch (e) {
  stderr.write(`zonecast: ${errorLine(e)}\n`);
  exit(1);
}
