/** The data card: README.md with the header that Hugging Face reads, and CITATION.cff. */

import { qualityText, type ShownQuality } from "./card-quality.ts";
import { type Column, seriesColumns, WEATHER_TABLE_COLUMNS } from "./columns.ts";
import { FEATURES } from "./features.ts";
import { SPLITS } from "./fleet.ts";
import type { BuildingRecord, Manifest } from "./manifest.ts";
import { CHOICES, PARAMETERS } from "./parameters.ts";
import { type DatasetPlan, wholeReasons } from "./plan.ts";

interface CardInput {
  readonly plan: DatasetPlan;
  readonly manifest: Manifest;
  /** Of one building, with the names of its picture files. */
  readonly quality: ShownQuality | undefined;
}

const titleOf = (plan: DatasetPlan): string => plan.title ?? `Zonecast data set ${plan.name}`;

/** Everything in it follows from the manifest: written twice, it is the same. */
export function cardOf({ plan, manifest, quality }: CardInput): string {
  const { fleet, rows, stepS } = manifest;
  const years = (rows * stepS) / (365 * 86_400);
  return `${header(plan, manifest)}
# ${titleOf(plan)}

${fleet.length} simulated buildings, ${figure(years)} zone-years in ${rows.toLocaleString("en")} rows of ${stepS / 60} min, made by \`zonecast generate\`
(code ${manifest.codeVersion}, plan ${manifest.planSha256.slice(0, 12)}, seed ${manifest.seed}). Nothing here was measured in a building.

## How it was made

- **Buildings**: ${[...new Set(fleet.map((b) => b.archetype))].join(", ")}; varied: ${Object.keys(plan.buildings.vary).join(", ")} (${plan.buildings.method}).
- **Simulator**: star network, one air and one radiant node a zone, walls as exact 3R2C chains; step ${stepS} s; ${manifest.warmUpDaysDropped} days of
  warm-up are simulated before the first row and dropped.
- **Who decides**: ${Math.round(100 * plan.operation.excitedShare)} % of episodes of ${plan.operation.episodeDays} days are excited (${plan.operation.excite.map((e) => `${e.control} by ${e.walkers.map((w) => w.kind).join(", ")}`).join("; ") || "nothing"}), the others run under the building's own controller.
- **Envelope**: ${guardText(plan)}
- **People** are generated: no two days are alike, and none is copied from measured ones.

## Files

| path | what |
|---|---|
| \`data/<split>/part-*.parquet\` | series, a row a step and zone, a row group a building |
| \`weather/<id>.parquet\` | weather, a row a step: once, not once a building |
| \`buildings.parquet\` | a row a building: split, weather, parameters, static features, statistics |
| \`manifest.json\` | every file with its SHA-256, every building with its sources |
| \`plan.json\` | the plan; \`zonecast generate plan.json\` makes the same bytes again |

Splits are by ${plan.splits.by}, never by row: ${SPLITS.map((s) => `${manifest.buildings[s]} ${s}`).join(", ")}. ${nearText(manifest)}

\`\`\`python
import duckdb
duckdb.sql("""
  select s.*, w.outdoorTempC, w.globalIrradianceWPerM2
  from 'data/train/*.parquet' s
  join 'buildings.parquet' b using (building)
  join 'weather/*.parquet' w on w.weather = b.weather and w.ts = s.ts
""")
\`\`\`

## Columns

A row holds the state at its time and what acts until the next row; the state that follows is the next row's.

${columnTable(seriesColumns(wholeReasons(plan).length > 0))}

Weather:

${columnTable(WEATHER_TABLE_COLUMNS)}

## Statistics

${statisticsTable(fleet)}

Comfort is the share of occupied time in 18..26 °C; obeyed is the share of excited steps in which heater, cooler, fans, windows and blinds all did what was asked. The
correlation of power with the outdoor temperature says how far the control can be told from the weather: the nearer to 0 the better.
${quality ? qualityText(quality) : ""}
## Buildings

${Object.entries(plan.buildings.vary)
  .map(([name]) => `- \`${name}\`: ${describedParameter(name)}`)
  .join("\n")}

Static features in \`buildings.parquet\`: ${Object.entries(FEATURES)
    .map(([name, what]) => `\`${name}\` (${what})`)
    .join(", ")}.

Sources: ${[...new Set(fleet.map((b) => b.archetypeCode).filter((c) => c !== ""))].map((c) => `TABULA ${c}`).join(", ") || "archetypes of Zonecast"}.

## Weather

${manifest.weather.map((w) => `- \`${w.id}\`: ${w.source} (${w.licence})`).join("\n")}

## Limits

- Simulated: no sensor noise, no drift, no faults. Air is well mixed in a zone.
- Where no walker decides, windows are opened by rule (six minutes of airing, tilted on warm days), which people do otherwise.
- Episodes follow one another without a reset: the first hours of an episode still feel the one before.
- Synthetic weather resembles a climate; its extremes are not those of a record.
`;
}

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const percent = (share: number | null): string => (share === null ? "-" : `${(100 * share).toFixed(1)} %`);

function header(plan: DatasetPlan, { rows, buildings }: Manifest): string {
  const size =
    rows < 1e3
      ? "n<1K"
      : rows < 1e4
        ? "1K<n<10K"
        : rows < 1e5
          ? "10K<n<100K"
          : rows < 1e6
            ? "100K<n<1M"
            : rows < 1e7
              ? "1M<n<10M"
              : rows < 1e8
                ? "10M<n<100M"
                : "100M<n<1B";
  const files = SPLITS.flatMap((split) =>
    buildings[split] > 0 ? [`      - split: ${split}\n        path: data/${split}/*.parquet`] : [],
  );
  return `---
license: ${plan.output.licence}
pretty_name: ${JSON.stringify(titleOf(plan))}
task_categories:
  - time-series-forecasting
tags:
  - building-energy
  - excitation
  - simulation
  - zonecast
size_categories:
  - ${size}
configs:
  - config_name: series
    default: true
    data_files:
${files.join("\n")}
  - config_name: weather
    data_files: weather/*.parquet
  - config_name: buildings
    data_files: buildings.parquet
---
`;
}

function guardText({ operation: { envelope } }: DatasetPlan): string {
  if (!envelope) return "none; walkers may make it as hot and cold as they can.";
  const { occupied, empty, marginK, reserveK, recoveryKPerH } = envelope;
  return `walkers give way so far that the next state lies in ${occupied.minC}..${occupied.maxC} °C while somebody is there and ${empty.minC}..${empty.maxC} °C otherwise, less ${marginK} K at the cold and ${reserveK} K at the warm end; the band closes at ${recoveryKPerH} K/h before somebody comes.`;
}

function nearText({ nearCopies }: Manifest): string {
  if (nearCopies.length === 0) return "No two buildings of different splits run alike (correlation above 0.999 at 192 moments).";
  const named = nearCopies.slice(0, 5).map((p) => `${p.a} and ${p.b} (${p.correlation})`);
  return `**${nearCopies.length} pairs of different splits run almost alike**, such as ${named.join(", ")}; \`manifest.json\` lists all.`;
}

const columnTable = (columns: readonly Column[]): string =>
  [
    "| column | unit | when | what |",
    "|---|---|---|---|",
    ...columns.map((c) => `| \`${c.name}\` | ${c.unit || "-"} | ${c.when} | ${c.description} |`),
  ].join("\n");

const describedParameter = (name: string): string => {
  const all: Readonly<Record<string, { unit: string; description: string }>> = { ...PARAMETERS, ...CHOICES };
  const { unit = "", description = "" } = all[name] ?? {};
  return unit === "" || unit === "1" ? description : `${description}, ${unit}`;
};

type Statistics = BuildingRecord["statistics"];

function statisticsTable(fleet: Manifest["fleet"]): string {
  const row = (label: string, of: (s: Statistics) => number | null, shown: (v: number) => string) => {
    const values = fleet.flatMap((b) => of(b.statistics) ?? []).sort((a, b) => a - b);
    const at = (q: number) => (values.length === 0 ? "-" : shown(values[Math.round(q * (values.length - 1))] ?? Number.NaN));
    return `| ${label} | ${at(0)} | ${at(0.25)} | ${at(0.5)} | ${at(0.75)} | ${at(1)} |`;
  };
  return [
    `| of ${fleet.length} buildings | least | quarter | middle | three quarters | most |`,
    "|---|---|---|---|---|---|",
    row(
      "coldest, °C",
      (s) => s.airTempC.min,
      (v) => v.toFixed(1),
    ),
    row(
      "mean, °C",
      (s) => s.airTempC.mean,
      (v) => v.toFixed(1),
    ),
    row(
      "warmest, °C",
      (s) => s.airTempC.max,
      (v) => v.toFixed(1),
    ),
    row("comfort, all", (s) => s.comfortShare, percent),
    row("comfort, excited", (s) => s.comfortShareExcited, percent),
    row("comfort, closed loop", (s) => s.comfortShareClosed, percent),
    row(
      "heat, kWh",
      (s) => s.heatKWh,
      (v) => v.toFixed(0),
    ),
    row("excited", (s) => s.excitedShare, percent),
    row("obeyed", (s) => s.obeyedShare, percent),
    row("heater at an end", (s) => s.saturatedShare, percent),
    row(
      "power to outdoor, excited",
      (s) => s.powerToOutdoorExcited,
      (v) => v.toFixed(2),
    ),
    row(
      "power to outdoor, closed loop",
      (s) => s.powerToOutdoorClosed,
      (v) => v.toFixed(2),
    ),
    row(
      "largest residual of the heat balance, share of the heat turned over",
      (s) => s.residualShare,
      (v) => v.toExponential(1),
    ),
  ].join("\n");
}

/** How to cite the data set. */
export function citationOf(plan: DatasetPlan, manifest: Manifest): string {
  return `cff-version: 1.2.0
message: If you use this data set, please cite it as below.
type: dataset
title: ${JSON.stringify(titleOf(plan))}
authors:
  - name: Zonecast
version: "${manifest.planSha256.slice(0, 12)}"
license: ${plan.output.licence.toUpperCase()}
abstract: ${JSON.stringify(`${manifest.fleet.length} simulated buildings at ${manifest.stepS} s, seed ${manifest.seed}, made by ${manifest.codeVersion}.`)}
`;
}
