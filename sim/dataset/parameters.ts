/** What a plan may vary about a building: each parameter with its unit, its range, and what it does to the model. */
import { unknownName, ZonecastError } from "#domain";
import { equip } from "../building/archetypes/equipment.ts";
import { type BuildingModel, bareResistanceM2KPerW, type ElementModel, type ZoneModel } from "../building/model.ts";
import type { Value } from "../sampling/distribution.ts";
import type { Draw } from "../sampling/sample.ts";

interface Parameter {
  readonly unit: string;
  readonly description: string;
  /** Values that it may take; of a choice, the names. */
  readonly min?: number;
  readonly max?: number;
  readonly names?: readonly string[];
  apply(model: BuildingModel, value: never): BuildingModel;
}

const number = (
  unit: string,
  min: number,
  max: number,
  description: string,
  apply: (m: BuildingModel, v: number) => BuildingModel,
) => ({
  unit,
  min,
  max,
  description,
  apply,
});

const eachZone = (model: BuildingModel, change: (zone: ZoneModel) => Partial<ZoneModel>): BuildingModel => ({
  ...model,
  zones: model.zones.map((zone) => ({ ...zone, ...change(zone) })),
});

const eachHeater = (model: BuildingModel, change: (h: NonNullable<ZoneModel["heating"]>) => object): BuildingModel =>
  eachZone(model, ({ heating }) => (heating ? { heating: { ...heating, ...change(heating) } } : {}));

const eachOuter = (model: BuildingModel, change: (e: ElementModel) => Partial<ElementModel>): BuildingModel => ({
  ...model,
  elements: model.elements.map((e) => (e.boundary.to === "outdoors" || e.boundary.to === "ground" ? { ...e, ...change(e) } : e)),
});

/** Sun on the pane at which people or automatics close outside blinds, W/m². */
const BLIND_CLOSES_W_PER_M2 = 300;

/** Radiator: water and iron. Convector: air and little metal. Floor: water in screed, mostly radiant. */
const EMITTERS = {
  radiator: { convectiveShare: 0.65, emitterTimeConstantS: 1_500 },
  convector: { convectiveShare: 0.95, emitterTimeConstantS: 300 },
  "floor-heating": { convectiveShare: 0.4, emitterTimeConstantS: 7_200 },
} as const;

export const PARAMETERS = {
  orientationDeg: number("deg", 0, 360, "the whole building turned clockwise; 360 is 0 again", (model, v) => {
    const turned = <T extends { readonly azimuthDeg: number }>(part: T): T => ({
      ...part,
      azimuthDeg: (part.azimuthDeg + v) % 360,
    });
    return { ...model, elements: model.elements.map(turned), windows: model.windows.map(turned) };
  }),
  windowScale: number("1", 0.2, 3, "area of all windows as a multiple; walls give way or fill up", scaleWindows),
  envelopeUScale: number("1", 0.1, 4, "U-value of all opaque outer parts as a multiple", (model, v) =>
    eachOuter(model, (e) => ({ uWPerM2K: cappedU(e, v) })),
  ),
  windowUScale: number("1", 0.2, 2, "U-value of all windows as a multiple", (model, v) => ({
    ...model,
    windows: model.windows.map((w) => ({ ...w, uWPerM2K: Math.min(5.8, w.uWPerM2K * v) })),
  })),
  gValue: number("1", 0.1, 0.9, "solar energy transmittance of all panes", (model, v) => ({
    ...model,
    windows: model.windows.map((w) => ({ ...w, gValue: v })),
  })),
  massScale: number("1", 0.1, 5, "heat capacity of walls and of what stands in rooms as a multiple", (model, v) => ({
    ...eachZone(model, (zone) => ({ internalMassJPerM2K: Math.max(1_000, Math.min(1e6, zone.internalMassJPerM2K * v)) })),
    elements: model.elements.map((e) => ({ ...e, heatCapacityJPerM2K: Math.min(5e6, e.heatCapacityJPerM2K * v) })),
  })),
  infiltrationPerH: number("1/h", 0, 5, "outdoor air through leaks", (model, v) =>
    eachZone(model, () => ({ infiltrationPerH: v })),
  ),
  ventilationPerH: number("1/h", 0, 5, "air change by habit or fan, always on", (model, v) =>
    eachZone(model, ({ ventilation }) => ({ ventilation: { ...ventilation, airChangePerH: v, runs: "always" } })),
  ),
  heatRecoveryShare: number("1", 0, 0.95, "heat that ventilation wins back", (model, v) =>
    eachZone(model, ({ ventilation }) => ({ ventilation: { ...ventilation, heatRecoveryShare: v } })),
  ),
  heaterScale: number("1", 0.3, 5, "installed heating power as a multiple", (model, v) =>
    eachHeater(model, (h) => ({ maxPowerW: h.maxPowerW * v })),
  ),
  emitter: {
    unit: "",
    names: Object.keys(EMITTERS),
    description: "radiator, convector or floor-heating: convective share and time constant",
    apply: (model: BuildingModel, v: keyof typeof EMITTERS) => eachHeater(model, () => EMITTERS[v]),
  },
  emitterTimeConstantS: number("s", 60, 36_000, "how slow the emitter is", (model, v) =>
    eachHeater(model, () => ({ emitterTimeConstantS: v })),
  ),
  pBandK: number("K", 0.1, 10, "band of the thermostat's valve", (model, v) => eachHeater(model, () => ({ pBandK: v }))),
  blindFactor: number(
    "1",
    0.02,
    0.8,
    "outside blinds on all windows: share of the sun that comes in when they are closed",
    (model, v) => ({
      ...model,
      windows: model.windows.map((w) => ({ ...w, blind: { closesAboveWPerM2: BLIND_CLOSES_W_PER_M2, factor: v } })),
    }),
  ),
  cooling: {
    unit: "",
    names: ["split", "none"],
    description: "split or none: a unit in each heated zone, 60 W/m², 26 °C",
    apply: (model: BuildingModel, v: "split" | "none") => equip(model, { cooling: v }),
  },
  occupants: number("1", 0, 50, "people who live or work there, spread over rooms as the archetype has them", (model, v) => {
    const all = model.zones.reduce((sum, z) => sum + z.gains.persons, 0);
    return eachZone(model, ({ gains }) => ({
      gains: { ...gains, persons: all > 0 ? (gains.persons * v) / all : v / model.zones.length },
    }));
  }),
  applianceScale: number("1", 0, 5, "heat of devices and light as a multiple", (model, v) =>
    eachZone(model, ({ gains }) => ({
      gains: { ...gains, applianceBaseW: gains.applianceBaseW * v, appliancePeakW: gains.appliancePeakW * v },
    })),
  ),
} as const satisfies Record<string, Parameter>;

/** Drawn like parameters, but used elsewhere: which archetype with which of its options, weather and controller, and the day's set-points. */
export const CHOICES = {
  archetype: { unit: "", description: "archetype by name" },
  building: { unit: "", description: "file of a building of one's own, instead of an archetype" },
  zones: { unit: "", description: "one, day-night or storeys: zones of the archetype" },
  mass: { unit: "", description: "light, medium or heavy: what the archetype is built of" },
  scale: { unit: "1", description: "all lengths of the archetype as a multiple" },
  oversizing: { unit: "1", description: "heating power over the load on the coldest day" },
  windowShare: { unit: "1", description: "windows as a share of each façade" },
  southWindowShare: { unit: "1", description: "windows as a share of the south façade; the others keep theirs" },
  wallUWPerM2K: { unit: "W/m²K", description: "U-value of outer walls" },
  wallCapacityJPerM2K: { unit: "J/m²K", description: "heat capacity of outer walls" },
  weather: { unit: "", description: "weather of the plan, by its id" },
  controller: { unit: "", description: "thermostat (the archetype's valve), p, pi or two-point" },
  use: {
    unit: "",
    description: "home, office, school, university, laboratory, shop, residence or canteen: who is there, and when",
  },
  programme: { unit: "", description: "setback, periods, presence or on-demand: when a home is heated" },
  dayC: { unit: "°C", description: "heating set-point by day" },
  setbackK: { unit: "K", description: "how much lower it is at night" },
} as const;

const known = [...Object.keys(PARAMETERS), ...Object.keys(CHOICES)];

/** The parameter or choice called `name`. Throws `unknown-name` with the nearest one. */
export function parameterInfo(name: string): { readonly unit: string; readonly description: string } {
  const found = Object.entries<{ unit: string; description: string }>({ ...PARAMETERS, ...CHOICES }).find(([id]) => id === name);
  if (!found) throw unknownName("building parameter", name, known);
  return found[1];
}

/** Applies what `draw` says, in the order of the table. Throws `bad-input` for a value outside its parameter's range. */
export function applyParameters(model: BuildingModel, draw: Draw): BuildingModel {
  let out = model;
  for (const [id, parameter] of Object.entries<Parameter>(PARAMETERS)) {
    const value = draw[id];
    if (value !== undefined) out = parameter.apply(out, checked(id, parameter, value) as never);
  }
  return out;
}

function checked(id: string, { names, min = 0, max = 0 }: Parameter, value: Value): Value {
  const fits = names ? names.includes(String(value)) : typeof value === "number" && value >= min && value <= max;
  if (fits) return value;
  const allowed = names ? `one of ${names.join(", ")}` : `${min} to ${max}`;
  throw new ZonecastError("bad-input", `plan: ${id} = ${value} is not ${allowed}`);
}

/** A U-value times `scale`, as far as its surface resistances let it. */
function cappedU(e: ElementModel, scale: number): number {
  const surfaces = 1 / e.uWPerM2K - bareResistanceM2KPerW(e);
  const most = 1 / (surfaces + 0.02);
  return Math.min(5, most, e.uWPerM2K * scale);
}

/** Opaque parts of the same zone that face the same way make room; at least a tenth of each is left. */
function scaleWindows(model: BuildingModel, scale: number): BuildingModel {
  const faces = (w: { zone: string; azimuthDeg: number; tiltDeg: number }) => `${w.zone} ${w.azimuthDeg} ${w.tiltDeg}`;
  const sumBy = <T extends { zone: string; azimuthDeg: number; tiltDeg: number; areaM2: number }>(parts: readonly T[]) => {
    const sums = new Map<string, number>();
    for (const p of parts) sums.set(faces(p), (sums.get(faces(p)) ?? 0) + p.areaM2);
    return sums;
  };
  const outer = model.elements.filter((e) => e.boundary.to === "outdoors");
  const [glass, wall] = [sumBy(model.windows), sumBy(outer)];
  const possible = (key: string): number => {
    const [g = 0, w = 0] = [glass.get(key), wall.get(key)];
    return g === 0 ? 1 : w === 0 ? scale : Math.min(scale, (g + 0.9 * w) / g);
  };
  return {
    ...model,
    windows: model.windows.map((w) => ({ ...w, areaM2: w.areaM2 * possible(faces(w)) })),
    elements: model.elements.map((e) => {
      const key = faces(e);
      const [g = 0, w = 0] = [glass.get(key), wall.get(key)];
      if (e.boundary.to !== "outdoors" || g === 0 || w === 0) return e;
      return { ...e, areaM2: e.areaM2 * ((w - g * (possible(key) - 1)) / w) };
    }),
  };
}
