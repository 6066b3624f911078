/** `zonecast evaluate`: how good the product is, by the numbers; one sub-command a question. */
import { Command } from "commander";
import { excitationCommand } from "./excitation/command.ts";
import { forecastCommand } from "./forecast.ts";
import { missingCommand } from "./missing.ts";
import { scarcityCommand } from "./scarcity.ts";
import { sourcesCommand } from "./sources.ts";
import { transferCommand } from "./transfer.ts";

export const evaluateCommand = (): Command =>
  new Command("evaluate")
    .description("judge forecasts and data sets by rolling backtests")
    .addCommand(forecastCommand())
    .addCommand(transferCommand())
    .addCommand(sourcesCommand())
    .addCommand(scarcityCommand())
    .addCommand(missingCommand())
    .addCommand(excitationCommand());
