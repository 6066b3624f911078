/** The climates of synthetic weather: one row each, fitted to a weather file that anybody may check. */

export interface Climate {
  readonly label: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly elevationM: number;
  /** IANA zone of the place. */
  readonly timeZone: string;
  /** Monthly means, January first: air temperature, °C. */
  readonly meanTempC: readonly number[];
  /** Mean of (warmest hour - coldest hour) of the month's days, K. */
  readonly dailyRangeK: readonly number[];
  /** Mean dew point, °C. */
  readonly dewPointC: readonly number[];
  /** Cover of sun-blocking cloud, 0..1, such that the month's global irradiation comes out as in the source. */
  readonly cloudCover: readonly number[];
  /** Standard deviation of daily mean temperatures about the month's mean, winter and summer, K. */
  readonly synopticSdK: readonly [winter: number, summer: number];
  readonly meanWindMPerS: number;
  /** Optical depths of the clear sky for beam and diffuse light, winter and summer (see `clear-sky.ts`). */
  readonly opticalDepthBeam: readonly [winter: number, summer: number];
  readonly opticalDepthDiffuse: readonly [winter: number, summer: number];
  /** Where the normals come from. */
  readonly source: string;
}

/**
 * Monthly temperatures, ranges and dew points are those of the named file, rounded to 0.1 K; cloud cover is fitted to
 * its monthly global irradiation. Optical depths are typical values for such air, not measured ones. A synthetic year
 * resembles the climate; it is neither a forecast nor a design year, and its extremes are not those of a record.
 */
export const CLIMATES = {
  "central-europe": {
    label: "Central Europe (Potsdam)",
    latitudeDeg: 52.383,
    longitudeDeg: 13.067,
    elevationM: 81,
    timeZone: "Europe/Berlin",
    meanTempC: [1.0, 1.9, 4.7, 9.2, 14.1, 16.7, 19.0, 18.6, 14.3, 9.5, 4.1, 0.9],
    dailyRangeK: [5.1, 5.1, 8.4, 10.9, 10.6, 10.8, 9.8, 9.9, 8.7, 7.4, 5.2, 4.1],
    dewPointC: [-0.7, 0.1, 0.2, 2.1, 8.0, 11.1, 13.2, 14.0, 11.0, 6.5, 2.3, -0.4],
    cloudCover: [0.75, 0.92, 0.75, 0.35, 0.6, 0.52, 0.55, 0.59, 0.63, 0.53, 0.88, 0.91],
    synopticSdK: [4.3, 3.1],
    meanWindMPerS: 4.0,
    opticalDepthBeam: [0.32, 0.4],
    opticalDepthDiffuse: [2.3, 2.1],
    source: "Deutscher Wetterdienst, test reference year 2010, region 4, Potsdam, mean year 1988-2007",
  },
  maritime: {
    label: "Maritime (Port Angeles, Washington)",
    latitudeDeg: 48.12,
    longitudeDeg: -123.5,
    elevationM: 91,
    timeZone: "America/Los_Angeles",
    meanTempC: [4.2, 4.2, 5.9, 9.0, 10.0, 13.3, 15.0, 15.7, 13.4, 9.3, 6.7, 4.1],
    dailyRangeK: [6.0, 7.1, 6.4, 9.4, 8.1, 8.4, 8.9, 9.6, 10.1, 7.7, 6.0, 5.6],
    dewPointC: [2.0, 2.7, 2.8, 3.4, 6.3, 9.7, 10.5, 10.7, 9.1, 6.8, 4.5, 2.0],
    cloudCover: [0.77, 0.66, 0.93, 0.37, 0.51, 0.45, 0.48, 0.4, 0.28, 0.71, 0.77, 0.82],
    synopticSdK: [2.3, 1.8],
    meanWindMPerS: 2.3,
    opticalDepthBeam: [0.31, 0.36],
    opticalDepthDiffuse: [2.5, 2.3],
    source: "NREL TMY3, station 727885, Port Angeles - William R. Fairchild International Airport",
  },
  continental: {
    label: "Continental (Chicago, Illinois)",
    latitudeDeg: 41.98,
    longitudeDeg: -87.92,
    elevationM: 201,
    timeZone: "America/Chicago",
    meanTempC: [-4.6, -2.5, 3.8, 10.0, 15.3, 21.1, 24.1, 21.8, 18.1, 11.0, 4.7, -3.7],
    dailyRangeK: [9.4, 8.7, 9.2, 9.5, 13.2, 12.1, 10.5, 10.2, 11.3, 10.9, 7.3, 8.0],
    dewPointC: [-9.4, -8.2, -1.5, 4.0, 7.2, 13.0, 18.7, 16.6, 12.9, 5.0, 0.4, -7.6],
    cloudCover: [0.63, 0.53, 0.75, 0.69, 0.4, 0.44, 0.44, 0.48, 0.38, 0.54, 0.67, 0.59],
    synopticSdK: [6.0, 3.0],
    meanWindMPerS: 4.6,
    opticalDepthBeam: [0.3, 0.43],
    opticalDepthDiffuse: [2.5, 2.1],
    source: "NREL TMY3, station 725300, Chicago - O'Hare International Airport",
  },
  "hot-arid": {
    label: "Hot and arid (Tucson, Arizona)",
    latitudeDeg: 32.17,
    longitudeDeg: -110.88,
    elevationM: 809,
    timeZone: "America/Phoenix",
    meanTempC: [14.8, 12.7, 15.4, 23.3, 26.3, 31.2, 30.4, 29.8, 27.8, 20.9, 15.4, 11.9],
    dailyRangeK: [15.4, 9.5, 14.8, 16.5, 16.5, 16.3, 13.5, 13.8, 13.2, 14.1, 13.2, 15.2],
    dewPointC: [-0.8, 6.3, 2.0, -4.1, -4.9, 0.2, 9.9, 11.1, 11.4, 1.6, 1.5, -5.9],
    cloudCover: [0.07, 0.64, 0.56, 0.1, 0.13, 0.07, 0.39, 0.39, 0.47, 0.16, 0.29, 0.22],
    synopticSdK: [3.0, 2.0],
    meanWindMPerS: 3.3,
    opticalDepthBeam: [0.28, 0.35],
    opticalDepthDiffuse: [2.6, 2.2],
    source: "NREL TMY3, station 722745, Tucson - Davis-Monthan Air Force Base",
  },
} as const satisfies Record<string, Climate>;

export type ClimateId = keyof typeof CLIMATES;

export const CLIMATE_IDS = Object.keys(CLIMATES) as [ClimateId, ...ClimateId[]];

export const isClimateId = (text: string): text is ClimateId => Object.hasOwn(CLIMATES, text);
