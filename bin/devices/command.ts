/** `zonecast devices`: looking at devices, their messages and what becomes of them. Only the sub-command that is called is loaded. */
import process from "node:process";
import { Command } from "commander";

/** By name: the description as the sub-command itself has it, and how to load that. In the order of the help. */
export const DEVICE_COMMANDS: Readonly<Record<string, { readonly description: string; readonly load: () => Promise<Command> }>> =
  {
    watch: {
      description: "print what devices say: readings, devices, and rejections with their reasons. Sends and keeps nothing",
      load: async () => (await import("./watch.ts")).watchCommand(),
    },
    simulate: {
      description:
        "a simulated building whose devices speak one convention: they publish, obey set-points, and fail where told to",
      load: async () => (await import("./simulate.ts")).simulateCommand(),
    },
    map: {
      description: "tell the server how to read a topic that no dialect knows",
      load: async () => (await import("./map.ts")).mapCommand(),
    },
    replay: {
      description: "replay a raw log (ZONECAST_RAW_LOG=on) into a new store; commands in it are never sent",
      load: async () => (await import("./replay.ts")).replayLogCommand(),
    },
    user: {
      description: "who may enter the embedded broker (ZONECAST_MQTT_USERS names the file); a running server heeds it in seconds",
      load: async () => (await import("./user.ts")).userCommand(),
    },
  };

/** `argv`: the words of the command line, to know which sub-command is called. */
export async function devicesCommand(argv: readonly string[] = process.argv): Promise<Command> {
  const words = argv.filter((word) => !word.startsWith("-"));
  const [first, second] = words.slice(words.indexOf("devices") + 1);
  const called = first === "help" ? second : first;
  const command = new Command("devices").description(
    "what devices say: watch it, simulate it, map what no dialect knows, replay a raw log",
  );
  for (const [name, { description, load }] of Object.entries(DEVICE_COMMANDS))
    command.addCommand(name === called ? await load() : new Command(name).description(description));
  return command;
}
