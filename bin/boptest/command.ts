/** `zonecast boptest`: a simulated building behind BOPTEST's verbs, for controllers that speak them. */
import process, { stdout } from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { type Frame, systemClock, unknownName } from "#domain";
import { CLIMATE_IDS, CLIMATES, isClimateId, type Place, syntheticWeather } from "#sim";
import { readBuilding } from "../building/read-building.ts";
import { isWeatherFile, openWeather } from "../weather/open-weather.ts";
import { listen } from "./listen.ts";
import { createService } from "./service.ts";

interface Options {
  readonly port: number;
  readonly building: string;
  readonly weather: string;
  readonly seed: number;
  readonly json?: true;
}

const whole = (most: number) => (text: string) => {
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= 0 && value <= most))
    throw new InvalidArgumentError(`must be a whole number from 0 to ${most}`);
  return value;
};

export const boptestCommand = (version: string): Command =>
  new Command("boptest")
    .description("serve a simulated building on loopback with the verbs of BOPTEST; ends at Ctrl-C")
    .option("--port <n>", "0 takes a free one", whole(65_535), 5_000)
    .option("--building <name>", "archetype or building file", "de-sfh-08")
    .option("--weather <name>", `weather file, or a synthetic climate: ${CLIMATE_IDS.join(", ")}`, "central-europe")
    .option("--seed <n>", "of synthetic weather and people", whole(4_294_967_295), 1)
    .option("--json", "one JSON line when it listens instead of words")
    .action(async (options: Options) => {
      const { model } = readBuilding(options.building);
      const { weather, site, utcOffsetH } = yearOf(options.weather, options.seed);
      const service = createService({ model, weather, site, utcOffsetH, seed: options.seed, version }, systemClock);
      const { port, stop } = await listen(service, options.port);
      const url = `http://127.0.0.1:${port}`;
      stdout.write(
        options.json ? `${JSON.stringify({ url, building: model.building.id })}\n` : `${model.building.id} at ${url}\n`,
      );
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
    });

const YEAR_S = 365 * 86_400;
const STEP_S = 900;

/** A year whose first row is time 0: 1 January of 2023, local standard time, or the first row of a file. Throws `unknown-name`, `bad-file`. */
function yearOf(name: string, seed: number): { weather: Frame; site: Place; utcOffsetH: number } {
  if (isWeatherFile(name)) {
    const { frame, site } = openWeather(name);
    return { weather: frame, site, utcOffsetH: site.utcOffsetH };
  }
  if (!isClimateId(name)) throw unknownName("climate", name, CLIMATE_IDS);
  const site = CLIMATES[name];
  const utcOffsetH = Math.round(site.longitudeDeg / 15);
  const startTs = Date.UTC(2023, 0, 1) - utcOffsetH * 3_600_000;
  const weather = syntheticWeather({ climate: name, seed, startTs, stepS: STEP_S, length: YEAR_S / STEP_S + 1 });
  return { weather, site, utcOffsetH };
}
