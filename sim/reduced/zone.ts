/** Zones of one to four lumped elements (VDI 6007-1, and its extension by floor and roof) and how they lie side by side. */

/** Resistances and capacities of an element from its inner surface outwards. */
export interface ChainPart {
  readonly resistanceKPerW: number;
  readonly capacityJPerK: number;
}

export const ELEMENTS = ["exterior", "interior", "floor", "roof"] as const;
export type ElementName = (typeof ELEMENTS)[number];

export interface ReducedElement {
  /** Area of the surface that the zone sees, m², > 0. */
  readonly areaM2: number;
  /** Convective film inside, W/m²K. */
  readonly filmWPerM2K: number;
  /** At least one part. */
  readonly chain: readonly ChainPart[];
  /** From the last capacity to the equivalent outdoor temperature, outer film included, K/W; left out: adiabatic. */
  readonly outwardKPerW?: number;
}

/** Panes that store nothing and have an inner surface of their own. */
export interface ReducedWindow {
  readonly areaM2: number;
  readonly filmWPerM2K: number;
  /** From the inner surface to the windows' equivalent temperature, outer film included, K/W. */
  readonly outwardKPerW: number;
}

/** One orientation: which surfaces cannot see the sun that its own window lets in, and how much that is. */
export interface Facade {
  /** Part of the exterior element that lies in this plane, m². */
  readonly wallAreaM2: number;
  /** Part of the `window` of the zone that lies in this plane, m². */
  readonly windowAreaM2: number;
  /** Area through which the sun enters, times the panes' total transmittance, m². */
  readonly solarApertureM2: number;
}

export interface ReducedZone {
  /** 0 in VDI 6007-1. */
  readonly airCapacityJPerK: number;
  /** Long-wave exchange of a surface with all others, W/m²K. */
  readonly radiationWPerM2K: number;
  readonly elements: Readonly<Partial<Record<ElementName, ReducedElement>>>;
  readonly window?: ReducedWindow | undefined;
  readonly facades: readonly Facade[];
  /** Share of the transmitted sun that warms the air at once, 0..1. */
  readonly solarToAirShare: number;
}

/** A wall between two zones: its surfaces have an area and a film in each, its chain runs from the first to the second. */
export interface Partition {
  readonly zones: readonly [number, number];
  readonly areaM2: number;
  readonly filmsWPerM2K: readonly [number, number];
  readonly chain: readonly ChainPart[];
  /** From the last capacity to the surface in the second zone, K/W. */
  readonly lastKPerW: number;
}

export interface ReducedBuilding {
  readonly zones: readonly ReducedZone[];
  readonly partitions: readonly Partition[];
}

/** A building of one zone. */
export const single = (zone: ReducedZone): ReducedBuilding => ({ zones: [zone], partitions: [] });
