/** The sub-commands by name: what each is for, told without its module, and how to load that when it is called. */
import type { Command } from "commander";

export interface Entry {
  /** As the command itself has it; a test holds them together. */
  readonly description: string;
  /** `version`: that of the project. */
  readonly load: (version: string) => Promise<Command>;
}

/** In the order of the help. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  boptest: {
    description: "serve a simulated building on loopback with the verbs of BOPTEST; ends at Ctrl-C",
    load: async (version) => (await import("./boptest/command.ts")).boptestCommand(version),
  },
  building: {
    description: "make, check and look at building files",
    load: async () => (await import("./building/command.ts")).buildingCommand(),
  },
  evaluate: {
    description: "judge forecasts and data sets by rolling backtests",
    load: async () => (await import("./evaluate/command.ts")).evaluateCommand(),
  },
  generate: {
    description: "make a data set: many buildings, excited and under control, as Parquet files with manifest and data card",
    load: async () => (await import("./generate/command.ts")).generateCommand(),
  },
  replay: {
    description: "publish measured rooms (CSV files) as MQTT devices, with the times at which they were measured",
    load: async () => (await import("./replay/command.ts")).replayCommand(),
  },
  devices: {
    description: "what devices say: watch it, simulate it, map what no dialect knows, replay a raw log",
    load: async () => (await import("./devices/command.ts")).devicesCommand(),
  },
  simulate: {
    description: "simulate a building and write what became of its zones",
    load: async () => (await import("./simulate/command.ts")).simulateCommand(),
  },
  train: {
    description:
      "train a forecasting model: data sets of `zonecast generate` and folders of measured series, many buildings at once",
    load: async () => (await import("./train/command.ts")).trainCommand(),
  },
  probe: {
    description: "fit the last layer of a frozen base model on one series, and keep it as an adapter",
    load: async () => (await import("./probe/command.ts")).probeCommand(),
  },
  transfer: {
    description: "fine-tune a model on one series by a strategy; `zonecast probe` is the one that takes seconds",
    load: async () => (await import("./transfer/command.ts")).transferSeriesCommand(),
  },
  forecast: {
    description: "forecast one measured series with quantiles, by the best of all candidates on its own history",
    load: async () => (await import("./forecast/command.ts")).forecastSeriesCommand(),
  },
  validate: {
    description: "compare the physics with published cases; exit code 1: a bar is missed, 2: data are not there",
    load: async () => (await import("./validate/command.ts")).validateCommand(),
  },
  weather: {
    description: "check, convert, fetch and make weather: EPW, TMY3, DWD test reference years, TMY, CSV",
    load: async () => (await import("./weather/command.ts")).weatherCommand(),
  },
};
