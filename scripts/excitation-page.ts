/** The tables of `docs/excitation.md`: what the walkers say of themselves, and how they do in one small flat. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { column, type Frame, stream } from "#domain";
import { createController } from "../sim/excitation/controllers.ts";
import { comfortGuard } from "../sim/excitation/envelope.ts";
import { episodeMix, mixedPolicy } from "../sim/excitation/episodes.ts";
import { excitationQuality } from "../sim/excitation/quality.ts";
import { runTrial, TRIAL_STEP_S, trialWeather, type Wish } from "../sim/excitation/trial.ts";
import { TRIAL_COOLING_W, TRIAL_HEATING_W } from "../sim/excitation/trial-zone.ts";
import { createWalker, WALKER_IDS, WALKERS, type WalkerId, walkerSpecSchema } from "../sim/excitation/walkers.ts";
import { limitsTable } from "./excitation-limits.ts";

const FILE = resolve(import.meta.dirname, "../docs/excitation.md");
const HEATING = { min: 0, max: TRIAL_HEATING_W };
const COOLING = { min: 0, max: TRIAL_COOLING_W };
const SEED = 1;

/** Tables by the name that stands in their marks in the page. */
const TABLES: Readonly<Record<string, () => string>> = {
  signals: () => WALKER_IDS.map(describe).join("\n\n"),
  month: monthTable,
  year: yearTable,
  limits: limitsTable,
};

/** The page with its tables made anew. Text outside the marks stays. */
export function excitationPage(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const [open, close] = [`<!-- table ${name} -->`, `<!-- end ${name} -->`];
    const [from, to] = [text.indexOf(open), text.indexOf(close)];
    if (from < 0 || to < from) throw new Error(`docs/excitation.md has no place for the table ${name}`);
    return `${text.slice(0, from + open.length)}\n\n${table()}\n\n${text.slice(to)}`;
  }, page);
}

export const writtenPage = (): string => readFileSync(FILE, "utf8");

function describe(id: WalkerId): string {
  const { label, formula, source, use, parameters } = WALKERS[id];
  const { properties = {} } = z.toJSONSchema(parameters, { io: "input" });
  const rows = Object.entries(properties).flatMap(([name, p]) =>
    typeof p === "object" ? [`| \`${name}\` | ${defaultText(p.default)} | ${p.description} |`] : [],
  );
  const table = rows.length > 0 ? ["", "| parameter | default | meaning |", "|---|---|---|", ...rows] : [];
  return [`### \`${id}\`: ${label}`, "", formula, "", `${use} Source: ${source}.`, ...table].join("\n");
}

function defaultText(value: unknown): string {
  if (value === undefined) return "-";
  if (!Array.isArray(value)) return String(value);
  return value.length > 5 ? `${value[0]}, ${value[1]}, .., ${value.at(-1)}` : value.join(", ");
}

const walked = (id: WalkerId): Wish => {
  const spec = walkerSpecSchema.parse({ kind: id });
  const walker = createWalker({ spec, range: HEATING, stepS: TRIAL_STEP_S, seed: SEED, name: "trial/heatingPowerW" });
  return () => walker.next();
};
const controlled = (kind: "p" | "pi" | "two-point"): Wish => {
  const controller = createController({ kind }, { range: HEATING, stepS: TRIAL_STEP_S, sense: "heating" });
  return (seen) => controller.act(seen);
};
/** Half P control, half Poisson holds. */
function mixed(): Wish {
  const policy = mixedPolicy(
    episodeMix({ stepS: TRIAL_STEP_S, random: stream(SEED, "trial/mix") }),
    createController({ kind: "p" }, { range: HEATING, stepS: TRIAL_STEP_S, sense: "heating" }),
    createWalker({ spec: { kind: "poisson" }, range: HEATING, stepS: TRIAL_STEP_S, seed: SEED, name: "trial/heatingPowerW" }),
  );
  return (seen) => policy(seen).level;
}

const heatingGuard = () => comfortGuard({ range: HEATING }, TRIAL_STEP_S);
const coolingGuard = () => comfortGuard({ range: COOLING }, TRIAL_STEP_S);

function monthTable(): string {
  const weather = trialWeather(4, 28 * 96);
  const signals: readonly (readonly [string, () => Wish])[] = [
    ["P control", () => controlled("p")],
    ["PI control", () => controlled("pi")],
    ["two-point control", () => controlled("two-point")],
    ...WALKER_IDS.map((id) => [WALKERS[id].label, () => walked(id)] as const),
    ["half P, half Poisson", mixed],
  ];
  const rows = signals.map(([name, wish]) => {
    const cells = [
      runTrial({ weather, heating: wish() }),
      runTrial({ weather, heating: wish(), guards: { heating: heatingGuard() } }),
    ];
    return `| ${name} | ${cells.map(qualityCells).join(" | ")} |`;
  });
  const columns = ["18-26 °C", "PE", "cond", "infl.", "bands", "even", "cells", "corr", "kWh"];
  return [
    `| heating by | ${["free", "in envelope"].flatMap((how) => columns.map((c, i) => (i === 0 ? `${how}: ${c}` : c))).join(" | ")} |`,
    `|---|${"---:|".repeat(2 * columns.length)}`,
    ...rows,
  ].join("\n");
}

function qualityCells(frame: Frame): string {
  const { comfort, controls, information, correlations, energy } = excitationQuality({
    frame,
    state: "airTempC",
    controls: [{ name: "heatingPowerW", range: HEATING }],
    disturbances: ["outdoorTempC", "globalIrradianceWPerM2"],
    powers: ["heatingPowerW"],
    occupancy: "occupancy",
  });
  const [heating] = controls;
  if (!heating) return "";
  const strongest = Math.max(...correlations.map((c) => Math.abs(c.correlation)));
  return [
    percent(comfort.share),
    String(heating.persistency.rank),
    short(information.condition),
    short(information.responseInflation[0]),
    percent(heating.spectrum.covered),
    heating.spectrum.evenness.toFixed(2),
    percent(heating.coverage.occupied),
    strongest.toFixed(2),
    ((energy[0]?.energyWh ?? Number.NaN) / 1000).toFixed(0),
  ].join(" | ");
}

function yearTable(): string {
  const weather = trialWeather(0, 365 * 96);
  const rows = (["poisson", "ramp", "sinusoidal", "prbs", "multisine"] as const).map((id) => {
    const free = runTrial({ weather, heating: walked(id) });
    const guards = () => ({ heating: heatingGuard(), cooling: coolingGuard() });
    const bounded = runTrial({ weather, heating: walked(id), cooling: () => 0, guards: guards() });
    const cells = [extremes(free), percent(inBand(free)), extremes(bounded), percent(inBand(bounded)), percent(kept(bounded))];
    return `| ${WALKERS[id].label} | ${cells.join(" | ")} |`;
  });
  return [
    "| heating by | free: °C | in 18-26 °C | in envelope: °C | in 18-26 °C | done as asked |",
    "|---|---|---:|---|---:|---:|",
    ...rows,
  ].join("\n");
}

function inBand(frame: Frame): number {
  const [air, occupied] = [column(frame, "airTempC"), column(frame, "occupancy")];
  const there = air.filter((_, i) => occupied[i] === 1);
  return there.filter((t) => t >= 18 && t <= 26).length / there.length;
}

function kept(frame: Frame): number {
  const [done, asked] = [column(frame, "heatingPowerW"), column(frame, "heatingRequestW")];
  return done.filter((w, i) => w === asked[i]).length / done.length;
}

function extremes(frame: Frame): string {
  const air = column(frame, "airTempC");
  return `${Math.min(...air).toFixed(1)}..${Math.max(...air).toFixed(1)}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const short = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? "∞" : value >= 100 ? value.toFixed(0) : value.toPrecision(2);

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, excitationPage(writtenPage()));
