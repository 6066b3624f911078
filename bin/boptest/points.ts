/** The points of a building by BOPTEST's names: what is measured, and what may be overwritten. Units are BOPTEST's. */
import { type BuildingModel, type ControlName, controlsOf, type Simulation } from "#sim";

/** The weather at a moment. */
export interface Outdoors {
  readonly tempC: number;
  readonly globalWPerM2: number;
}

export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  read(simulation: Simulation, outdoors: Outdoors): number;
}

export interface Input {
  /** Without `_u` and `_activate`. */
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly zone: number;
  readonly control: ControlName;
  /** From BOPTEST's unit to ours. */
  toOurs(value: number): number;
}

export const ZERO_C_K = 273.15;
const kelvin = (c: number): number => c + ZERO_C_K;

export function measurementsOf(model: BuildingModel): readonly Measurement[] {
  const point = (name: string, unit: string, description: string, read: Measurement["read"]) => ({
    name,
    unit,
    description,
    read,
  });
  return [
    ...model.zones.flatMap((z, i) => [
      point(`${z.id}_reaTZon_y`, "K", `Air temperature of zone ${z.id}`, (s) => kelvin(s.zone.airTempC[i]!)),
      point(`${z.id}_reaCO2Zon_y`, "ppm", `CO2 in zone ${z.id}`, (s) => s.zone.co2Ppm[i]!),
      point(`${z.id}_reaPHea_y`, "W", `Heat given to zone ${z.id}`, (s) => s.zone.heatingPowerW[i]!),
      ...(z.cooling ? [point(`${z.id}_reaPCoo_y`, "W", `Heat taken from zone ${z.id}`, (s) => s.zone.coolingPowerW[i]!)] : []),
    ]),
    point("weaSta_reaWeaTDryBul_y", "K", "Outdoor air temperature", (_, { tempC }) => kelvin(tempC)),
    point("weaSta_reaWeaHGloHor_y", "W/m2", "Global irradiance on the horizontal", (_, { globalWPerM2 }) => globalWPerM2),
    point("reaPEle_y", "W", "Electric power of the building", (s) => s.whole.electricPowerW),
    point("reaPGas_y", "W", "Gas power of the building", (s) => s.whole.gasPowerW),
    point("reaQHea_y", "W", "Heat given to all zones", (s) => s.whole.heatingPowerW),
  ];
}

const INPUTS: readonly Omit<Input, "zone">[] = [
  {
    name: "oveTSetHea",
    unit: "K",
    description: "heating set-point",
    minimum: 278.15,
    maximum: 308.15,
    control: "heatingSetpointC",
    toOurs: (v) => v - ZERO_C_K,
  },
  {
    name: "oveTSetCoo",
    unit: "K",
    description: "cooling set-point",
    minimum: 278.15,
    maximum: 308.15,
    control: "coolingSetpointC",
    toOurs: (v) => v - ZERO_C_K,
  },
  {
    name: "oveHea",
    unit: "1",
    description: "heating as a share of what is installed",
    minimum: 0,
    maximum: 1,
    control: "valvePct",
    toOurs: (v) => 100 * v,
  },
  {
    name: "oveVen",
    unit: "1/h",
    description: "air change of the fans",
    minimum: 0,
    maximum: 10,
    control: "ventilationPerH",
    toOurs: (v) => v,
  },
  {
    name: "oveWin",
    unit: "1",
    description: "window opening",
    minimum: 0,
    maximum: 1,
    control: "windowOpenShare",
    toOurs: (v) => v,
  },
  {
    name: "oveBli",
    unit: "1",
    description: "blinds, 1 is closed",
    minimum: 0,
    maximum: 1,
    control: "blindClosedShare",
    toOurs: (v) => v,
  },
];

export function inputsOf(model: BuildingModel): readonly Input[] {
  const known = controlsOf(model);
  return model.zones.flatMap((z, zone) =>
    INPUTS.filter(({ control }) => known.includes(`${z.id}/${control}`)).map((input) => ({
      ...input,
      zone,
      name: `${z.id}_${input.name}`,
      description: `Zone ${z.id}: ${input.description}`,
    })),
  );
}
