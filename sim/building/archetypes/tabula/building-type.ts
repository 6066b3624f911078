/** A building type of the TABULA typologies: the figures of one row that a simulation needs. */

/** Sides of a building as the typology names them; `up` is glazing in the roof. */
export type Side = "n" | "e" | "s" | "w";

export interface BuildingType {
  /** Code of the variant in the source. */
  readonly code: string;
  /** Built from .. until; null: until today. A first year of 0 is "before". */
  readonly years: readonly [from: number, until: number | null];
  /** A_C,Ref: reference area, m²; heights are reckoned at 2.5 m. */
  readonly refAreaM2: number;
  readonly storeys: number;
  readonly dwellings: number;
  /** Sides on which a neighbour stands. */
  readonly neighbours: 0 | 1 | 2;
  /** h_Transmission per m² of reference area, of the actual state and with thermal bridges. */
  readonly heatLossWPerM2K: number;
  /** `attic`: the uppermost ceiling, under an unheated roof. */
  readonly roof: { readonly kind: "pitched" | "flat" | "attic"; readonly areaM2: number; readonly uWPerM2K: number };
  readonly wall: { readonly areaM2: number; readonly uWPerM2K: number };
  /** `share` is the temperature correction factor b of ground and cellar. */
  readonly floor: { readonly areaM2: number; readonly uWPerM2K: number; readonly share: number };
  readonly door: { readonly areaM2: number; readonly uWPerM2K: number };
  /** Whole openings; those to which the source gives no orientation stand south. */
  readonly window: {
    readonly areasM2: Readonly<Record<Side | "up", number>>;
    readonly uWPerM2K: number;
    readonly gValue: number;
  };
  readonly infiltrationPerH: number;
  /** The heating season of the source's climate. */
  readonly season: { readonly days: number; readonly outdoorTempC: number };
}

/** What the method takes for every residential building (TABULA calculation method 2013, table 3 and 4). */
export const STANDARD_USE = {
  roomHeightM: 2.5,
  /** n_air,use */
  airChangePerH: 0.4,
  /** phi_int */
  gainsWPerM2: 3,
  /** theta_i */
  roomTempC: 20,
  frameShare: 0.3,
  /** F_sh of vertical and of horizontal planes. */
  shading: { vertical: 0.6, up: 0.8 },
} as const;

/** `de-sfh-08` for DE.N.SFH.08.Gen.ReEx.001.001. */
export function idOf({ code }: Pick<BuildingType, "code">): string {
  const [country = "", , size = "", yearClass = ""] = code.split(".");
  return `${country}-${size}-${yearClass}`.toLowerCase();
}
