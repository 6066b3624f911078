/** `zonecast devices`: looking at devices, their messages and what becomes of them. */
import { Command } from "commander";
import { mapCommand } from "./map.ts";
import { replayLogCommand } from "./replay.ts";
import { simulateCommand } from "./simulate.ts";
import { userCommand } from "./user.ts";
import { watchCommand } from "./watch.ts";

export const devicesCommand = (): Command =>
  new Command("devices")
    .description("what devices say: watch it, simulate it, map what no dialect knows, replay a raw log")
    .addCommand(watchCommand())
    .addCommand(simulateCommand())
    .addCommand(mapCommand())
    .addCommand(replayLogCommand())
    .addCommand(userCommand());
