/** Archetypes by name: buildings that stand for many, from the typologies and of our own. */
import { unknownName, ZonecastError } from "#domain";
import type { BuildingModel } from "../model.ts";
import { deSfh1958 } from "./de-sfh-1958.ts";
import { houseOf } from "./house.ts";
import { type ArchetypeOptions, archetypeOptionsSchema } from "./options.ts";
import { smallOffice2020 } from "./small-office-2020.ts";
import { type BuildingType, idOf } from "./tabula/building-type.ts";
import { DE_SINGLE_FAMILY } from "./tabula/de-single-family.ts";
import { DE_TERRACED_AND_FLATS } from "./tabula/de-terraced-and-flats.ts";
import { EASTERN_EUROPE } from "./tabula/eastern-europe.ts";
import { WESTERN_EUROPE } from "./tabula/western-europe.ts";

export interface Archetype {
  readonly id: string;
  readonly label: string;
  /** ISO 3166 code. */
  readonly country: string;
  /** SFH single-family, TH terraced, MFH multi-family house, AB apartment block; OFFICE. */
  readonly size: string;
  /** Years of construction; null: until today. */
  readonly years: readonly [from: number, until: number | null];
  /** Code of the row it is made from; empty for those of our own. */
  readonly code: string;
  readonly floorAreaM2: number;
  /** Zones that it has without options. */
  readonly zones: number;
}

const TYPES: readonly BuildingType[] = [...DE_SINGLE_FAMILY, ...DE_TERRACED_AND_FLATS, ...WESTERN_EUROPE, ...EASTERN_EUROPE];

/** Drawn room by room; they take no options. */
const DRAWN: readonly { readonly model: BuildingModel; readonly archetype: Archetype }[] = [
  drawn("de-sfh-1958", deSfh1958, "SFH", [1958, 1968], "DE.N.SFH.05.Gen.ReEx.001"),
  drawn("small-office-2020", smallOffice2020, "OFFICE", [2020, null], ""),
];

function drawn(id: string, model: BuildingModel, size: string, years: Archetype["years"], code: string) {
  const { name } = model.building;
  const floorAreaM2 = model.zones.reduce((sum, zone) => sum + zone.floorAreaM2, 0);
  return { model, archetype: { id, label: name, country: "DE", size, years, code, floorAreaM2, zones: model.zones.length } };
}

const SIZES: Readonly<Record<string, string>> = {
  SFH: "Single-family house",
  TH: "Terraced house",
  MFH: "Multi-family house",
  AB: "Apartment block",
};
const COUNTRIES: Readonly<Record<string, string>> = {
  AT: "Austria",
  BE: "Belgium",
  CY: "Cyprus",
  CZ: "Czechia",
  DE: "Germany",
  DK: "Denmark",
  FR: "France",
  HU: "Hungary",
  IE: "Ireland",
  NL: "Netherlands",
  PL: "Poland",
  RS: "Serbia",
  SI: "Slovenia",
};

function described(type: BuildingType): Archetype {
  const [country = "", , size = ""] = type.code.split(".");
  const [from, until] = type.years;
  const when = until === null ? `since ${from}` : from < 1000 ? `until ${until}` : `${from}-${until}`;
  return {
    id: idOf(type),
    label: `${SIZES[size] ?? size}, ${COUNTRIES[country] ?? country}, ${when}`,
    country,
    size,
    years: type.years,
    code: type.code,
    floorAreaM2: type.refAreaM2,
    zones: 1,
  };
}

/** Every archetype, in the order of the typologies, those of our own last. */
export const ARCHETYPES: readonly Archetype[] = [...TYPES.map(described), ...DRAWN.map((d) => d.archetype)];

/** Names that a person may use: the id, or the typology's code with as much of its ending as they like. */
function findId(name: string): string {
  const wanted = name.trim().toLowerCase();
  const exact = ARCHETYPES.find((a) => a.id === wanted);
  const coded = ARCHETYPES.find((a) => wanted.includes(".") && `${a.code.toLowerCase()}.`.startsWith(`${wanted}.`));
  const found = exact ?? coded;
  if (found) return found.id;
  throw unknownName(
    "archetype",
    name,
    ARCHETYPES.map((a) => (wanted.includes(".") && a.code ? a.code.split(".").slice(0, 4).join(".") : a.id)),
  );
}

/**
 * The building model of an archetype. `name` is an id such as `de-sfh-08` or a code such as `DE.N.SFH.08`.
 * Throws `unknown-name` with the nearest name, or `bad-input` for options that are wrong or do not fit.
 */
export function archetype(name: string, options: ArchetypeOptions = {}): BuildingModel {
  const id = findId(name);
  const parsed = archetypeOptionsSchema.safeParse(options);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join(".") || "options";
    throw new ZonecastError("bad-input", `archetype ${id}: ${where}: ${issue?.message ?? "is not valid"}`);
  }
  const type = TYPES.find((t) => idOf(t) === id);
  if (type) return houseOf(type, described(type).label, parsed.data);
  const own = DRAWN.find((d) => d.archetype.id === id);
  if (!own) throw new ZonecastError("bug", `archetype ${id} has no model`);
  const given = Object.keys(parsed.data);
  if (given.length > 0)
    throw new ZonecastError("bad-input", `archetype ${id} is drawn room by room and takes no options, not ${given.join(", ")}`);
  return own.model;
}
