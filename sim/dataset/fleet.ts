/** From a plan to its buildings: what each is, where it stands, who moves it, and in which split it lies. */
import { hash32, isZonecastError, stream, unknownName, ZonecastError } from "#domain";
import type { ArchetypeOptions } from "../building/archetypes/options.ts";
import { archetype } from "../building/archetypes/registry.ts";
import type { BuildingModel } from "../building/model.ts";
import { type Draw, sample, sampleAll } from "../sampling/sample.ts";
import type { ClimateId } from "../weather/climates.ts";
import { applyParameters, parameterInfo } from "./parameters.ts";
import { type DatasetPlan, weatherId } from "./plan.ts";
import { PROGRAMMES, type Programme } from "./programme.ts";
import { HOME, USE_NAMES } from "./uses.ts";

export const SPLITS = ["train", "validation", "test"] as const;
export type Split = (typeof SPLITS)[number];

export const CONTROLLERS = ["thermostat", "p", "pi", "two-point"] as const;
export type ControllerKind = (typeof CONTROLLERS)[number];

export interface FleetBuilding {
  /** `b00017`: the place in the plan, so that no other plan of the same draws renames it. */
  readonly id: string;
  readonly index: number;
  readonly split: Split;
  readonly archetype: string;
  /** Of a building of one's own, from the plan's folder; its archetype is empty. */
  readonly file?: string;
  readonly weather: string;
  /** What it is used for: `home`, `office`, ... */
  readonly use: string;
  /** When a home is heated; other uses have hours of their own. */
  readonly programme: Programme;
  readonly controller: ControllerKind;
  /** Everything that was drawn. */
  readonly draw: Draw;
  /** By control, which of the plan's walkers it got. */
  readonly walkers: Readonly<Record<string, number>>;
}

const DEFAULT_ARCHETYPE = "de-sfh-08";

/** Reads the building file at `path`, relative to the plan. */
export type ReadModel = (path: string) => BuildingModel;

/** Every building of the plan. Throws `unknown-name` or `bad-input` for what the plan names and there is not. */
export function fleetOf(plan: DatasetPlan): FleetBuilding[] {
  const { vary, method, count = 0, correlations } = plan.buildings;
  for (const name of Object.keys(vary)) {
    try {
      parameterInfo(name);
    } catch (cause) {
      if (!isZonecastError(cause)) throw cause;
      throw new ZonecastError(cause.code, `plan: buildings.vary.${name}: ${cause.message}`, {
        cause,
        ...(cause.hint === undefined ? {} : { hint: cause.hint }),
      });
    }
  }
  if (vary.building !== undefined) {
    const other = ["archetype", ...OPTIONS].find((name) => vary[name] !== undefined);
    if (other !== undefined)
      throw new ZonecastError(
        "bad-input",
        `plan: buildings.vary.${other}: is for archetypes, and a building of one's own is none`,
        {
          hint: "scales such as windowScale or massScale work on any building",
        },
      );
  }
  const weathers = plan.weather.map(weatherId);
  const draws =
    method === "cartesian" || method === "zip"
      ? sampleAll(vary, method)
      : sample({ parameters: vary, count, seed: plan.seed, method, correlations });
  const splits = splitsOf(plan, draws, weathers);
  const digits = Math.max(5, String(draws.length - 1).length);
  return draws.map((draw, index) => {
    const id = `b${String(index).padStart(digits, "0")}`;
    const weather = weatherFor(draw, index, weathers);
    return {
      id,
      index,
      split: splits[index] ?? "train",
      ...(draw.building === undefined
        ? { archetype: String(draw.archetype ?? DEFAULT_ARCHETYPE) }
        : { archetype: "", file: String(draw.building) }),
      weather,
      use: oneOf("use", String(draw.use ?? HOME), USE_NAMES),
      programme: oneOf("programme", String(draw.programme ?? "setback"), PROGRAMMES),
      controller: oneOf("controller", String(draw.controller ?? "thermostat"), CONTROLLERS),
      draw,
      walkers: Object.fromEntries(
        plan.operation.excite.map(({ control, walkers }) => [
          control,
          stream(plan.seed, `walker/${id}/${control}`).below(walkers.length),
        ]),
      ),
    };
  });
}

function oneOf<T extends string>(what: string, name: string, known: readonly T[]): T {
  const found = known.find((k) => k === name);
  if (found === undefined) throw unknownName(what, name, known);
  return found;
}

/** By draw, or, where nothing is drawn, one after the other. */
const weatherFor = (draw: Draw, index: number, weathers: readonly string[]): string =>
  draw.weather === undefined
    ? (weathers[index % weathers.length] ?? "")
    : oneOf("weather of the plan", String(draw.weather), weathers);

/** Splits in exact shares, dealt by chance: by building, or by weather so that each weather lies in one split. */
function splitsOf(plan: DatasetPlan, draws: readonly Draw[], weathers: readonly string[]): Split[] {
  const { by } = plan.splits;
  const keys = by === "weather" ? weathers : draws.map((_, i) => String(i));
  const order = keys
    .map((key) => ({ key, rank: hash32(`${plan.seed}/split/${key}`) }))
    .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1));
  const dealt = new Map<string, Split>();
  let share = 0;
  let from = 0;
  for (const split of SPLITS) {
    share += plan.splits[split];
    const to = Math.round(share * order.length);
    for (const { key } of order.slice(from, to)) dealt.set(key, split);
    from = to;
  }
  return draws.map((draw, i) => dealt.get(by === "weather" ? weatherFor(draw, i, weathers) : String(i)) ?? "train");
}

const WHOLE_OPTIONS = ["zones", "mass", "scale", "oversizing"] as const;
const OPTIONS = [...WHOLE_OPTIONS, "windowShare", "southWindowShare", "wallUWPerM2K", "wallCapacityJPerM2K"] as const;

/**
 * The building's model. Throws `unknown-name` for an archetype that there is not, `bad-input` for a value out of range.
 * @param read for buildings of one's own
 */
export function modelOf(building: FleetBuilding, climate: ClimateId | undefined, read?: ReadModel): BuildingModel {
  const { draw, id, file } = building;
  if (file !== undefined) {
    if (!read) throw new ZonecastError("bad-input", `plan: buildings.vary.building: nothing here reads ${file}`);
    const own = read(file);
    return applyParameters({ ...own, building: { ...own.building, id } }, draw);
  }
  const options: Record<string, unknown> = {};
  for (const name of WHOLE_OPTIONS) if (draw[name] !== undefined) options[name] = draw[name];
  if (draw.windowShare !== undefined) options.windowShare = draw.windowShare;
  else if (draw.southWindowShare !== undefined) options.windowShare = { s: draw.southWindowShare };
  if (draw.wallUWPerM2K !== undefined) options.uWPerM2K = { wall: draw.wallUWPerM2K };
  if (draw.wallCapacityJPerM2K !== undefined) {
    if (draw.mass !== undefined)
      throw new ZonecastError("bad-input", "plan: mass and wallCapacityJPerM2K both say how heavy walls are");
    options.mass = { wall: draw.wallCapacityJPerM2K };
  }
  // Houses that are drawn room by room stand where they stand.
  if (climate !== undefined && !DRAWN_BY_ROOM.has(building.archetype)) options.climate = climate;
  const model = archetype(building.archetype, options as ArchetypeOptions);
  return applyParameters({ ...model, building: { ...model.building, id } }, draw);
}

const DRAWN_BY_ROOM: ReadonlySet<string> = new Set(["de-sfh-1958", "small-office-2020"]);
