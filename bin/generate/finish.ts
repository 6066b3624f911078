/** When all shards are there: weather, the table of buildings, pictures, card and manifest. Written again, they are the same. */
import { join } from "node:path";
import {
  type BuildingRecord,
  cardOf,
  citationOf,
  createWeatherTables,
  FEATURES,
  type FileRecord,
  type Manifest,
  manifestOf,
  modelOf,
  outputWeather,
  qualityOf,
  type ShardRecord,
  simulateBuilding,
  WEATHER_MEANS,
  WEATHER_TABLE_COLUMNS,
  WEATHER_VALUES,
  type Weather,
} from "#sim";
import { type ParquetField, type ParquetValues, parquetFile, wordsOf, writeWhole } from "#store";
import { csvHead, csvLines } from "./csv.ts";
import { createWeathers, timesOf, writeFile } from "./make-shard.ts";
import type { Setting } from "./setting.ts";

const text = (s: string): Uint8Array => new TextEncoder().encode(s);

/** Writes everything beside the series. `records` are those of all shards. */
export function finish(setting: Setting, out: string, records: readonly ShardRecord[], aside: string): Manifest {
  const { plan, planSha256, codeVersion, fleet } = setting;
  const weatherBy = createWeathers(setting);
  const used = [...new Set(fleet.map((b) => b.weather))].sort();
  const weather = used.map((id) => {
    const own = weatherBy(id);
    return { weather: own, file: writeWeather(setting, out, own, aside) };
  });
  const all = records.flatMap((r) => r.buildings).sort((a, b) => (a.id < b.id ? -1 : 1));
  const others: FileRecord[] = [
    writeFile(out, "buildings.parquet", buildingsTable(all, setting), all.length, aside),
    writeFile(out, "plan.json", text(`${JSON.stringify(plan, null, 1)}\n`), 0, aside),
  ];
  const shown = fleet.find((b) => b.split === "train") ?? fleet[0];
  let quality: Parameters<typeof cardOf>[0]["quality"];
  if (shown) {
    const own = weatherBy(shown.weather);
    const series = simulateBuilding(plan, shown, modelOf(shown, own.climate, setting.readModel), own, createWeatherTables());
    const { report, pictures } = qualityOf(plan, series, own);
    const paths = [...pictures].map(([name, svg]) => {
      const path = `figures/${name.replaceAll(" ", "-")}.svg`;
      others.push(writeFile(out, path, text(svg), 0, aside));
      return path;
    });
    quality = { building: shown.id, report, pictures: paths };
  }
  const input = { plan, planSha256, codeVersion, records, weather };
  const draft = manifestOf({ ...input, others });
  others.push(
    writeFile(out, "README.md", text(cardOf({ plan, manifest: draft, quality })), 0, aside),
    writeFile(out, "CITATION.cff", text(citationOf(plan, draft)), 0, aside),
  );
  const manifest = manifestOf({ ...input, others });
  writeWhole(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`, aside);
  return manifest;
}

function writeWeather({ plan, planSha256, codeVersion }: Setting, out: string, weather: Weather, aside: string): FileRecord {
  const { id, source, licence } = weather;
  const values = [
    { words: [id], index: new Uint8Array(weather.steps) },
    timesOf(weather),
    ...outputWeather(weather, WEATHER_VALUES, WEATHER_MEANS),
  ];
  const file = parquetFile(
    WEATHER_TABLE_COLUMNS,
    { dataset: plan.name, planSha256, codeVersion, source, licence },
    plan.output.codec,
  );
  file.rowGroup(values);
  if (plan.output.csv)
    writeFile(
      out,
      `weather/${id}.csv`,
      text(csvHead(WEATHER_TABLE_COLUMNS) + csvLines(WEATHER_TABLE_COLUMNS, values)),
      weather.steps,
      aside,
    );
  return writeFile(out, `weather/${id}.parquet`, file.finish(), weather.steps, aside);
}

/** A row a building: keys, parameters that were drawn, static features, statistics. */
function buildingsTable(all: readonly BuildingRecord[], { plan, planSha256, codeVersion }: Setting): Uint8Array {
  const fields: ParquetField[] = [];
  const values: ParquetValues[] = [];
  const words = (name: string, of: (b: BuildingRecord) => string) => {
    fields.push({ name, type: "text" });
    values.push(wordsOf(all.map(of)));
  };
  const number = (name: string, description: string, of: (b: BuildingRecord) => number | null | undefined) => {
    fields.push({ name, type: "float64", description, nullable: true });
    values.push(Float64Array.from(all, (b) => of(b) ?? Number.NaN));
  };
  words("building", (b) => b.id);
  words("split", (b) => b.split);
  words("weather", (b) => b.weather);
  words("archetype", (b) => b.archetype);
  words("archetypeCode", (b) => b.archetypeCode);
  words("controller", (b) => b.controller);
  words("walkers", (b) =>
    Object.entries(b.walkers)
      .map(([control, kind]) => `${control}=${kind}`)
      .join(" "),
  );
  for (const name of Object.keys(plan.buildings.vary)) {
    if (fields.some((f) => f.name === name)) continue;
    if (all.some((b) => typeof b.parameters[name] === "string")) words(name, (b) => String(b.parameters[name] ?? ""));
    else number(name, "drawn", (b) => Number(b.parameters[name] ?? Number.NaN));
  }
  for (const [name, description] of Object.entries(FEATURES))
    if (!fields.some((f) => f.name === name)) number(name, description, (b) => b.features[name as keyof typeof FEATURES]);
  number("rows", "rows of its series", (b) => b.statistics.rows);
  number("airTempMinC", "coldest", (b) => b.statistics.airTempC.min);
  number("airTempMeanC", "mean", (b) => b.statistics.airTempC.mean);
  number("airTempMaxC", "warmest", (b) => b.statistics.airTempC.max);
  for (const name of [
    "comfortShare",
    "comfortShareExcited",
    "occupiedShare",
    "heatKWh",
    "excitedShare",
    "obeyedShare",
    "saturatedShare",
  ] as const)
    number(name, "see the card", (b) => b.statistics[name]);
  if (all.some((b) => b.statistics.residualShare !== null))
    number(
      "residualShare",
      "largest residual of the heat balance, share of the heat turned over",
      (b) => b.statistics.residualShare,
    );
  const file = parquetFile(fields, { dataset: plan.name, planSha256, codeVersion }, plan.output.codec);
  file.rowGroup(values);
  return file.finish();
}
