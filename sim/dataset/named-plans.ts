/** Plans by name: one to begin with, and grids that others have published. */
import { unknownName } from "#domain";
import type { DatasetPlanInput } from "./plan.ts";

const choice = (...values: (string | number)[]) => ({ kind: "choice" as const, values });

/** A fleet of many kinds of houses in many climates: what a model should see before it meets a house of its own. */
const fleet: DatasetPlanInput = {
  name: "fleet",
  title: "Single-family houses of eight countries in three climates, half excited",
  seed: 1,
  stepS: 900,
  weather: [
    { climate: "central-europe", seed: 1 },
    { climate: "central-europe", seed: 2 },
    { climate: "maritime", seed: 1 },
    { climate: "continental", seed: 1 },
    { climate: "continental", seed: 2 },
  ],
  buildings: {
    count: 240,
    method: "sobol",
    vary: {
      archetype: choice(
        "de-sfh-02",
        "de-sfh-05",
        "de-sfh-08",
        "de-sfh-10",
        "de-sfh-12",
        "at-sfh-05",
        "cz-sfh-05",
        "dk-th-07",
        "fr-sfh-07",
        "ie-sfh-06",
        "nl-sfh-04",
        "pl-sfh-03",
      ),
      orientationDeg: choice(0, 45, 90, 135, 180, 225, 270, 315),
      windowScale: { kind: "uniform", min: 0.7, max: 1.4 },
      envelopeUScale: { kind: "log-normal", median: 0.9, spread: 0.3, min: 0.4, max: 1.6 },
      massScale: { kind: "log-normal", median: 1, spread: 0.35, min: 0.4, max: 2.5 },
      infiltrationPerH: { kind: "log-normal", median: 0.25, spread: 0.4, min: 0.05, max: 0.8 },
      emitter: { kind: "choice", values: ["radiator", "convector", "floor-heating"], weights: [3, 1, 1] },
      oversizing: { kind: "uniform", min: 1, max: 2 },
      applianceScale: { kind: "uniform", min: 0.6, max: 1.6 },
    },
    correlations: [{ between: ["envelopeUScale", "infiltrationPerH"], rho: 0.5 }],
  },
  operation: {
    excitedShare: 0.5,
    episodeDays: 2,
    excite: [
      {
        control: "heatingPowerW",
        walkers: [
          { kind: "aprbs" },
          { kind: "poisson", meanHoldSteps: 8 },
          { kind: "prbs", holdS: 3_600 },
          { kind: "ornstein-uhlenbeck" },
        ],
      },
    ],
  },
  splits: { train: 0.8, validation: 0.1, test: 0.1 },
};

/**
 * GenTL's grid (arXiv 2501.13703): wall U-value and heat capacity, south windows, weather and length of the house. Ours, since the
 * source does not say: the house is TABULA's DE.N.SFH.08, whose 9.41 m stand for a length of 9 m and are scaled in all three
 * directions, and climates stand in for its cities.
 */
function gentl(
  name: string,
  title: string,
  walls: { u: number[]; kJ: number[]; windows: number[]; lengthsM: number[] },
  weather: DatasetPlanInput["weather"],
  days: number,
): DatasetPlanInput {
  return {
    name,
    title,
    seed: 1,
    days,
    weather,
    buildings: {
      method: "cartesian",
      vary: {
        archetype: "de-sfh-08",
        wallUWPerM2K: choice(...walls.u),
        wallCapacityJPerM2K: choice(...walls.kJ.map((c) => 1_000 * c)),
        southWindowShare: choice(...walls.windows),
        weather: choice(...weather.map((w) => w.id ?? "")),
        scale: choice(...walls.lengthsM.map((l) => Math.round((1_000 * l) / 9) / 1_000)),
      },
    },
    operation: { excitedShare: 0, excite: [] },
    splits: { train: 1, validation: 0, test: 0 },
  };
}

const gentlSources = gentl(
  "gentl-sources",
  "GenTL's 450 source buildings",
  { u: [0.1, 0.4, 0.7, 1, 1.3], kJ: [30, 165, 300], windows: [0.15, 0.2], lengthsM: [6, 9, 12] },
  [
    { id: "belgrade", climate: "continental", seed: 11 },
    { id: "berlin", climate: "central-europe", seed: 12 },
    { id: "london", climate: "maritime", seed: 13 },
    { id: "prague", climate: "central-europe", seed: 14 },
    { id: "zurich", climate: "central-europe", seed: 15 },
  ],
  730,
);

const gentlTargets = gentl(
  "gentl-targets",
  "GenTL's 144 target buildings",
  { u: [0.25, 0.55, 0.85, 1.15], kJ: [40, 150, 280], windows: [0.16, 0.19], lengthsM: [7, 10] },
  [
    { id: "amsterdam", climate: "maritime", seed: 21 },
    { id: "bratislava", climate: "continental", seed: 22 },
    { id: "munich", climate: "central-europe", seed: 23 },
  ],
  365,
);

export const NAMED_PLANS: Readonly<Record<string, DatasetPlanInput>> = {
  fleet,
  "gentl-sources": gentlSources,
  "gentl-targets": gentlTargets,
};

/** The plan called `name`. Throws `unknown-name` with the nearest one. */
export function namedPlan(name: string): DatasetPlanInput {
  const plan = NAMED_PLANS[name];
  if (!plan) throw unknownName("plan", name, Object.keys(NAMED_PLANS));
  return plan;
}

/** What `generate --example` prints. */
export const EXAMPLE_PLAN = `# A data set of 40 houses, a year each. Everything that is left out has a default; docs/datasets.md lists it all.
name: my-houses
title: Forty single-family houses, half excited
seed: 7
from: "2025-01-01"
days: 365
stepS: 900

weather:
  - { climate: central-europe, seed: 1 }
  - { climate: maritime, seed: 1 }
  # - { id: munich, file: munich.epw, licence: CC BY 4.0 }

buildings:
  count: 40
  method: sobol # or random, latin-hypercube, cartesian, zip
  vary:
    archetype: { kind: choice, values: [de-sfh-05, de-sfh-08, de-sfh-10] }
    orientationDeg: { kind: choice, values: [0, 90, 180, 270] }
    envelopeUScale: { kind: log-normal, median: 0.9, spread: 0.3, min: 0.4, max: 1.6 }
    infiltrationPerH: { kind: log-normal, median: 0.25, spread: 0.4, min: 0.05, max: 0.8 }
    massScale: { kind: uniform, min: 0.5, max: 2 }
  correlations:
    - { between: [envelopeUScale, infiltrationPerH], rho: 0.5 }

operation:
  excitedShare: 0.5 # the other half runs under the building's own controller
  episodeDays: 2
  excite:
    - control: heatingPowerW
      walkers: [{ kind: aprbs }, { kind: poisson, meanHoldSteps: 8 }]
  envelope: # null: no bounds
    occupied: { minC: 18, maxC: 26 }
    empty: { minC: 16, maxC: 28 }

splits: { train: 0.8, validation: 0.1, test: 0.1 }
output: { buildingsPerFile: 10 }
`;
