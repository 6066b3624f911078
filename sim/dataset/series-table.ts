/** Series as columns in the order of `seriesColumns`, one row group a building. */
import type { BuildingSeries } from "./series.ts";

/** A text a row, by number. */
export interface Texts {
  readonly words: readonly string[];
  readonly index: Uint8Array;
}

export type SeriesValues = Float32Array | Float64Array | Int32Array | Texts;

/** All zones of a building, one after the other. `times` are those of the rows, UTC ms. */
export function seriesTable(building: string, series: BuildingSeries, times: Float64Array): SeriesValues[] {
  const { zones, policies } = series;
  const steps = times.length;
  const rows = zones.length * steps;
  const joined = <T extends Float32Array | Float64Array | Int32Array | Uint8Array>(parts: readonly T[], whole: T): T => {
    if (parts.length === 1 && parts[0]) return parts[0];
    parts.forEach((part, z) => {
      whole.set(part, z * steps);
    });
    return whole;
  };
  const floats = (of: (zone: (typeof zones)[number]) => Float32Array) => joined(zones.map(of), new Float32Array(rows));
  const zoneIndex = new Uint8Array(rows);
  zones.forEach((_, z) => {
    zoneIndex.fill(z, z * steps, (z + 1) * steps);
  });
  return [
    { words: [building], index: new Uint8Array(rows) },
    { words: zones.map((z) => z.zone), index: zoneIndex },
    joined(
      zones.map(() => times),
      new Float64Array(rows),
    ),
    floats((z) => z.airTempC),
    floats((z) => z.heatingPowerW),
    floats((z) => z.heatingRequestW),
    floats((z) => z.heatingSetpointC),
    floats((z) => z.internalGainW),
    ...(zones[0]?.further ? [] : [floats((z) => z.extraAirM3PerH ?? new Float32Array(steps))]),
    joined(
      zones.map((z) => z.persons),
      new Int32Array(rows),
    ),
    {
      words: [...policies],
      index: joined(
        zones.map((z) => z.policy),
        new Uint8Array(rows),
      ),
    },
    // In the order of their columns, as `simulateWhole` made them.
    ...Object.keys(zones[0]?.further ?? {}).map((name) => floats((z) => z.further?.[name] ?? new Float32Array(steps))),
  ];
}
