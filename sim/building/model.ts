/** The physical description of a building: everything the simulator must know, checked as a whole when it comes in. */
import { z } from "zod";
import { buildingSchema, oneLine, slugSchema, unknownName, ZonecastError } from "#domain";
import { totalOf } from "../star/layer.ts";
import { constructionOfLayers, LAYERS_TOLERANCE, layersSchema } from "./layers.ts";

/** Surface resistances of ISO 6946 table 7, m²K/W: horizontal, upward and downward heat flow inside; outside. */
export const R_SURFACE = { wall: 0.13, up: 0.1, down: 0.17, outside: 0.04 } as const;

const share = z.number().min(0).max(1);
const area = z.number().positive().max(1e6);
/** 24 shares, one for each full local hour; between full hours the value runs straight. */
const hours = z.array(share).length(24);
const week = z.strictObject({ workday: hours, weekend: hours });
/** Degrees from north, clockwise. */
const azimuth = z.number().min(0).lt(360);
/** 0 faces the sky, 90 the horizon, 180 the ground. */
const tilt = z.number().min(0).max(180);

const scheduleBlock = z.strictObject({
  days: z.enum(["workday", "weekend", "every-day"]),
  /** Local time at which the set-point starts to hold. */
  fromHour: z.number().min(0).lt(24),
  setpointC: z.number().min(5).max(35),
});

const schedule = z.array(scheduleBlock).min(1).max(50);

/** How fast a thermostat follows the air of its room, s; 0 when left out. Electronic heads: 5-15 min. */
const sensorTimeConstantS = z.number().min(0).max(7_200).optional();

const control = z.discriminatedUnion("law", [
  /** Holds the set-point exactly as long as the power lasts. */
  z.strictObject({ law: z.literal("ideal") }),
  /** Over `pBandK`. */
  z.strictObject({ law: z.literal("proportional"), sensorTimeConstantS }),
  z.strictObject({
    law: z.literal("pi"),
    /** Share of the power for each kelvin. */
    gainPerK: z.number().min(0.01).max(10),
    integralS: z.number().min(60).max(100_000),
    sensorTimeConstantS,
  }),
  /** On below the set-point less half the hysteresis, off above it plus half. */
  z.strictObject({
    law: z.literal("two-point"),
    hysteresisK: z.number().min(0).max(5),
    minOnS: z.number().min(0).max(7_200).optional(),
    minOffS: z.number().min(0).max(7_200).optional(),
    sensorTimeConstantS,
  }),
]);

const heating = z.strictObject({
  maxPowerW: z.number().positive().max(1e7),
  /** Share given to the air; the rest is radiated to the surfaces. */
  convectiveShare: share,
  /** Water and metal of the radiator, which is this slow to warm and to cool: 15-40 min for sectional radiators. */
  emitterTimeConstantS: z.number().min(60).max(36_000),
  /** From closed to open: the valve is half open at the set-point. */
  pBandK: z.number().min(0.1).max(10),
  schedule,
  /**
   * What gives the heat: `linear` (when left out) a body that gives in proportion to its excess temperature; `radiator` by the
   * power 1.3 of it, `convector` 1.4; `floor` warms the slab of the zone's floor and uses neither time constant nor convective
   * share; `ideal` gives at once what is asked.
   */
  emitter: z.enum(["linear", "radiator", "convector", "floor", "ideal"]).optional(),
  /** How much warmer than the room it is at full power, K; 40 when left out. */
  designExcessK: z.number().min(2).max(80).optional(),
  /** `proportional` without sensor lag when left out. */
  control: control.optional(),
});

/** A split unit: cools the air alone, ideally to its set-point within its power. */
const cooling = z.strictObject({
  maxPowerW: z.number().positive().max(1e7),
  schedule,
  /** Cooling over electricity at 35 °C outdoors and 27 °C in the room (EN 14511). */
  eer: z.number().min(1).max(8),
});

const zone = z.strictObject({
  id: slugSchema,
  volumeM3: z.number().positive().max(1e7),
  floorAreaM2: area,
  /** Furniture and light partitions, per m² of floor. */
  internalMassJPerM2K: z.number().min(1_000).max(1e6),
  /** Joints, frames and edges: straight from the room's air to the outdoors. */
  thermalBridgesWPerK: z.number().min(0).max(1e5),
  infiltrationPerH: z.number().min(0).max(20),
  ventilation: z.strictObject({
    airChangePerH: z.number().min(0).max(50),
    heatRecoveryShare: z.number().min(0).max(0.98),
    /** `presence`: on while the presence profile is above zero. */
    runs: z.enum(["always", "presence"]),
    /** Heat recovery is led past above this room temperature, while it is cooler outdoors; 23 when left out. */
    bypassAboveC: z.number().min(10).max(40).optional(),
    /** Electricity of the fans, W per m³/h; 0.4 for what runs with presence and 0 for habitual airing when left out. */
    fanWPerM3PerH: z.number().min(0).max(3).optional(),
  }),
  gains: z.strictObject({
    persons: z.number().min(0).max(10_000),
    presence: week,
    applianceBaseW: z.number().min(0).max(1e6),
    /** On top of the base where the appliance profile is 1. */
    appliancePeakW: z.number().min(0).max(1e6),
    appliances: week,
    /** Vapour from cooking, washing and plants where the appliance profile is 1. */
    moistureGPerH: z.number().min(0).max(1e5),
  }),
  /** Airing by hand, and windows that are opened on hot days; 0 where windows do not open. */
  openWindowPerH: z.number().min(0).max(50),
  /** Left out: a zone without a radiator. */
  heating: heating.optional(),
  /** Left out: a zone that is not cooled. */
  cooling: cooling.optional(),
});

const boundary = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("outdoors") }),
  /** Soil or an unheated cellar that keeps `tempC`. */
  z.strictObject({ to: z.literal("ground"), tempC: z.number().min(-30).max(40) }),
  z.strictObject({ to: z.literal("zone"), zone: slugSchema }),
  z.strictObject({ to: z.literal("adiabatic") }),
]);

const element = z.strictObject({
  id: slugSchema,
  zone: slugSchema,
  areaM2: area,
  /** With both surface resistances of ISO 6946. */
  uWPerM2K: z.number().positive().max(5),
  heatCapacityJPerM2K: z.number().min(0).max(5e6),
  /** Where the heavy layers lie (classes D, I and E of ISO 52016-1 table B.13). Walls between zones count as even. */
  massPosition: z.enum(["distributed", "inside", "outside"]),
  /** From outside to inside; where they are given they are simulated as they are, and U-value and capacity must be theirs. */
  layers: layersSchema.optional(),
  solarAbsorptance: share,
  azimuthDeg: azimuth,
  tiltDeg: tilt,
  boundary,
});

const window = z.strictObject({
  id: slugSchema,
  zone: slugSchema,
  /** Whole opening with its frame. */
  areaM2: area,
  uWPerM2K: z.number().positive().max(5.8),
  /** Total solar energy transmittance of the pane at normal incidence. */
  gValue: share,
  frameShare: z.number().min(0).max(0.9),
  azimuthDeg: azimuth,
  tiltDeg: tilt,
  /** Share of sun left by horizon, overhangs and curtains. */
  shadingFactor: share,
  /** A blind that closes while the plane gets more sun than this; `factor` is what then still comes in. */
  blind: z.strictObject({ closesAboveWPerM2: z.number().min(0), factor: share }).optional(),
  /** The part that opens. With it, the flow through the open window follows from wind and temperature. */
  openable: z.strictObject({ areaM2: area, heightM: z.number().min(0.1).max(10) }).optional(),
});

const hotWaterWhPerDay = z.number().min(0).max(1e6);

/** Flow temperature by the outdoor temperature. */
const heatingCurve = z.strictObject({
  designOutdoorC: z.number().min(-50).max(10),
  designFlowC: z.number().min(25).max(90),
  /** Room temperature to which the curve falls as no heat is needed; 20 when left out. */
  roomC: z.number().min(10).max(30).optional(),
});

const supply = z.discriminatedUnion("carrier", [
  z.strictObject({
    carrier: z.literal("gas"),
    /** At full load when `boiler` is given, else at every load; of the net calorific value. */
    efficiency: z.number().min(0.3).max(1.1),
    hotWaterWhPerDay,
    /** Efficiency at part load, and losses while it stands ready. */
    boiler: z
      .strictObject({
        kind: z.enum(["standard", "low-temperature", "condensing"]),
        nominalPowerW: z.number().min(1_000).max(1e7),
      })
      .optional(),
    heatingCurve: heatingCurve.optional(),
  }),
  z.strictObject({
    carrier: z.literal("district"),
    hotWaterWhPerDay: hotWaterWhPerDay.optional(),
    maxPowerW: z.number().positive().max(1e8).optional(),
    heatingCurve: heatingCurve.optional(),
  }),
  /** COP = carnotShare * T_supply / (T_supply - T_outdoor), in kelvin. */
  z.strictObject({
    carrier: z.literal("heat-pump"),
    carnotShare: z.number().min(0.1).max(0.7),
    supplyTempC: z.number().min(25).max(70),
  }),
  /** An air-source heat pump by generic coefficients of measured ones, with a heating rod. */
  z.strictObject({
    carrier: z.literal("air-heat-pump"),
    kind: z.enum(["regulated", "on-off"]),
    /** Heat at -7 °C outdoors and the curve's design flow temperature. */
    thermalPowerW: z.number().positive().max(1e7),
    rodPowerW: z.number().min(0).max(1e7),
    /** Bivalence: warmer than this outdoors the rod heats water only, not the rooms; left out: whenever the pump is not enough. */
    rodBelowC: z.number().min(-30).max(20).optional(),
    heatingCurve,
    hotWaterWhPerDay: hotWaterWhPerDay.optional(),
    hotWaterC: z.number().min(35).max(65).optional(),
  }),
]);

const photovoltaics = z.strictObject({
  /** Direct current at 1,000 W/m² and 25 °C. */
  peakPowerW: z.number().positive().max(1e8),
  azimuthDeg: azimuth,
  tiltDeg: tilt,
  /** Per kelvin above 25 °C; -0.0047 (PVWatts: standard modules) when left out. */
  temperatureCoefficientPerK: z.number().min(-0.01).max(0).optional(),
  /** Of the nominal load; 0.96 when left out. */
  inverterEfficiency: z.number().min(0.8).max(1).optional(),
  /** Soiling, wiring, mismatch and the like; 0.14 when left out. */
  systemLossShare: z.number().min(0).max(0.9).optional(),
});

export const buildingModelSchema = z.strictObject({
  building: buildingSchema,
  /** Where the figures come from, and what they do not claim. */
  source: z.string().min(1).max(2_000),
  zones: z.array(zone).min(1).max(500),
  elements: z.array(element).max(5_000),
  windows: z.array(window).max(5_000),
  /** Air that two zones exchange through doors and stairs, the same both ways. */
  airLinks: z
    .array(z.strictObject({ zones: z.tuple([slugSchema, slugSchema]), flowM3PerH: z.number().min(0).max(1e5) }))
    .max(2_000),
  supply,
  /** Heating rests while it is warmer than this outdoors, whatever the rooms ask for. */
  heatingLimitC: z.number().min(-20).max(40),
  photovoltaics: photovoltaics.optional(),
});

export type BuildingModel = z.infer<typeof buildingModelSchema>;
export type ZoneModel = BuildingModel["zones"][number];
export type ElementModel = BuildingModel["elements"][number];
export type HeatingModel = NonNullable<ZoneModel["heating"]>;
export type CoolingModel = NonNullable<ZoneModel["cooling"]>;
export type Schedule = HeatingModel["schedule"];
export type SupplyModel = BuildingModel["supply"];
export type HeatingCurve = z.infer<typeof heatingCurve>;
export type PhotovoltaicsModel = z.infer<typeof photovoltaics>;
export type WeekProfile = ZoneModel["gains"]["presence"];

/**
 * The model in `input`, checked: shape and ranges, that names are unique and known, that zones of the record and of the
 * physics are the same, and that each U-value leaves the element a resistance of its own.
 * Throws one `bad-input` (or `unknown-name` for a zone that does not exist) that names the first fault.
 */
export function parseBuildingModel(input: unknown): BuildingModel {
  const parsed = buildingModelSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join(".") || "model";
    throw new ZonecastError("bad-input", oneLine(`building model: ${where}: ${issue?.message ?? "is not valid"}`));
  }
  checkNames(parsed.data);
  for (const e of parsed.data.elements)
    if (bareResistanceM2KPerW(e) <= 0)
      throw new ZonecastError(
        "bad-input",
        `building model: element '${e.id}': U = ${e.uWPerM2K} W/m²K leaves no resistance between its surfaces`,
      );
  for (const e of parsed.data.elements) {
    const wrong = layersFault(e);
    if (wrong) throw new ZonecastError("bad-input", `building model: element '${e.id}': ${wrong}`);
  }
  return parsed.data;
}

/** What the layers of an element say against its U-value or heat capacity; undefined where nothing does. */
export function layersFault(e: ElementModel): string | undefined {
  if (!e.layers) return undefined;
  const { resistanceM2KPerW, capacityJPerM2K } = totalOf(constructionOfLayers(e.layers));
  const u = 1 / (1 / e.uWPerM2K - bareResistanceM2KPerW(e) + resistanceM2KPerW);
  if (Math.abs(u / e.uWPerM2K - 1) > LAYERS_TOLERANCE)
    return `its layers make U = ${u.toPrecision(3)} W/m²K, which contradicts ${e.uWPerM2K} W/m²K`;
  if (Math.abs(capacityJPerM2K - e.heatCapacityJPerM2K) > LAYERS_TOLERANCE * e.heatCapacityJPerM2K)
    return `its layers hold ${Math.round(capacityJPerM2K)} J/m²K, which contradicts ${e.heatCapacityJPerM2K} J/m²K`;
  return undefined;
}

/** Resistance of an element from surface to surface, m²K/W. */
export function bareResistanceM2KPerW(e: ElementModel): number {
  const inside = surfaceResistance(e.tiltDeg);
  const outer = { outdoors: R_SURFACE.outside, ground: 0, adiabatic: 0, zone: inside }[e.boundary.to];
  return 1 / e.uWPerM2K - inside - outer;
}

/** Whether an element is a floor of the zone that stores heat: its own, or the ceiling of the zone below. */
const isFloorOf = (e: ElementModel, zone: string): boolean =>
  e.heatCapacityJPerM2K > 0 &&
  ((e.zone === zone && e.tiltDeg > 120) || (e.boundary.to === "zone" && e.boundary.zone === zone && e.tiltDeg < 60));

/** Inside surface resistance by the direction of heat flow out of the room: roofs up, floors down. */
export const surfaceResistance = (tiltDeg: number): number =>
  tiltDeg < 60 ? R_SURFACE.up : tiltDeg > 120 ? R_SURFACE.down : R_SURFACE.wall;

function checkNames(model: BuildingModel): void {
  const fault = (message: string) => new ZonecastError("bad-input", `building model: ${message}`);
  const zones = model.zones.map((z) => z.id);
  const unique = (what: string, ids: readonly string[]) => {
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice !== undefined) throw fault(`two ${what}s are called '${twice}'`);
  };
  unique("zone", zones);
  unique(
    "element",
    model.elements.map((e) => e.id),
  );
  unique(
    "window",
    model.windows.map((w) => w.id),
  );
  const known = (id: string, user: string) => {
    if (!zones.includes(id)) throw unknownName(`zone in ${user}`, id, zones);
  };
  for (const e of model.elements) {
    known(e.zone, `element '${e.id}'`);
    if (e.boundary.to !== "zone") continue;
    known(e.boundary.zone, `element '${e.id}'`);
    if (e.boundary.zone === e.zone) throw fault(`element '${e.id}' has zone '${e.zone}' on both sides`);
  }
  for (const w of model.windows) {
    known(w.zone, `window '${w.id}'`);
    if (w.openable && w.openable.areaM2 > w.areaM2) throw fault(`window '${w.id}' opens wider than it is large`);
  }
  for (const z of model.zones)
    if (z.heating?.emitter === "floor" && !model.elements.some((e) => isFloorOf(e, z.id)))
      throw fault(`zone '${z.id}' is heated by its floor and has none that stores heat`);
  for (const link of model.airLinks) {
    for (const id of link.zones) known(id, "an air link");
    if (link.zones[0] === link.zones[1]) throw fault(`an air link joins zone '${link.zones[0]}' to itself`);
  }
  const recorded = model.building.zones.map((z) => z.id);
  const missing = zones.find((id) => !recorded.includes(id)) ?? recorded.find((id) => !zones.includes(id));
  if (missing !== undefined) throw fault(`zone '${missing}' is not both in the building's record and in its physics`);
}
