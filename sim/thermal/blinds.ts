/** Blinds in somebody's hands: weather rows in which a zone's windows are as far shaded as a control says. */
import type { BuildingModel } from "../building/model.ts";
import { BLIND_COLUMN, WINDOW_COLUMN } from "../star/window-columns.ts";

/** Columns of the weather that carry a window's light. */
const LIGHT = [WINDOW_COLUMN.inner, WINDOW_COLUMN.beam, WINDOW_COLUMN.diffuse] as const;

interface Blinded {
  readonly zone: number;
  readonly column: number;
  readonly factor: number;
  readonly areaM2: number;
}

export interface Blinds {
  /** Whether zone i has any. */
  has(zone: number): boolean;
  /**
   * A row of its own, valid until the next call, in which zones are shaded as `closed` (0..1 by zone; NaN: by the sun, as the
   * table has it) says; the row itself where nobody says anything.
   */
  apply(weather: Float64Array, row: number, closed: Float64Array): { readonly weather: Float64Array; readonly row: number };
  /** Writes how far each zone is shaded in a row, 0..1 by area; 0 without blinds. */
  read(weather: Float64Array, row: number, closed: Float64Array): void;
}

/**
 * @param windowColumn first column of each window, in the engine's order: by zone, then as in the model
 * @param width of a row
 */
export function blindsOf(model: BuildingModel, windowColumn: Int32Array, width: number): Blinds {
  const zones = model.zones.map((z) => z.id);
  const own = model.windows
    .map((w) => ({ w, zone: zones.indexOf(w.zone) }))
    .sort((a, b) => a.zone - b.zone)
    .flatMap(({ w, zone }, i): Blinded[] =>
      w.blind ? [{ zone, column: windowColumn[i]!, factor: w.blind.factor, areaM2: w.areaM2 }] : [],
    );
  // Windows that share their columns are one to the light.
  const distinct = own.filter((b, i) => own.findIndex((o) => o.column === b.column) === i);
  const areaM2 = zones.map((_, z) => own.reduce((sum, b) => sum + (b.zone === z ? b.areaM2 : 0), 0));
  const scratch = new Float64Array(width);
  return {
    has: (zone) => (areaM2[zone] ?? 0) > 0,
    apply(weather, row, closed) {
      if (!distinct.some((b) => !Number.isNaN(closed[b.zone]!))) return { weather, row };
      scratch.set(weather.subarray(row * width, (row + 1) * width));
      for (const { zone, column, factor } of distinct) {
        const share = closed[zone]!;
        if (Number.isNaN(share)) continue;
        const open = 1 - share * (1 - factor);
        const scale = open / scratch[column + BLIND_COLUMN.open]!;
        for (const light of LIGHT) scratch[column + light]! *= scale;
        scratch[column + WINDOW_COLUMN.outer]! += (scale - 1) * scratch[column + BLIND_COLUMN.outerSun]!;
        scratch[column + BLIND_COLUMN.outerSun]! *= scale;
        scratch[column + BLIND_COLUMN.open] = open;
      }
      return { weather: scratch, row: 0 };
    },
    read(weather, row, closed) {
      closed.fill(0);
      for (const b of own) {
        const open = weather[row * width + b.column + BLIND_COLUMN.open]!;
        if (b.factor < 1) closed[b.zone]! += (b.areaM2 / areaM2[b.zone]!) * Math.min(1, (1 - open) / (1 - b.factor));
      }
    },
  };
}
