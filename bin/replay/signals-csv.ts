/** The plain shape: `building_zone.csv` with a column `time` (ISO 8601 with zone, or UTC ms) and columns named by signals. */
import { isSignalId, type SignalId, toSlug, ZonecastError } from "#domain";
import { numberCell, type Reader, type Sample } from "./table.ts";

const TIME_NAMES = new Set(["time", "ts", "timestamp", "time_utc"]);
const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

export const readSignals: Reader = {
  fits: ({ header }) => header.some((h) => TIME_NAMES.has(h)) && header.some(isSignalId),
  read({ name, header, rows }) {
    const timeColumn = header.findIndex((h) => TIME_NAMES.has(h));
    const columns = header.flatMap((h, i) => (isSignalId(h) ? [{ id: h, i }] : []));
    const [building = "site", ...zone] = name.split("_");
    const notes = header
      .filter((h, i) => i !== timeColumn && !isSignalId(h))
      .map((h) => `column '${h}' is no signal and is left out`);
    let gaps = 0;
    const samples = rows.map(({ line, cells }): Sample => {
      const values: Partial<Record<SignalId, number>> = {};
      for (const { id, i } of columns) {
        const value = numberCell(cells[i] ?? "", line, id);
        if (Number.isNaN(value)) gaps++;
        else values[id] = value;
      }
      return {
        ts: timeCell(cells[timeColumn] ?? "", line),
        building: toSlug(building, "site"),
        zone: toSlug(zone.join("-"), "zone"),
        device: toSlug(name),
        values,
      };
    });
    return { samples, gaps, notes };
  },
};

function timeCell(text: string, line: number): number {
  const ts = /^\d{12,13}$/.test(text) ? Number(text) : ISO_WITH_ZONE.test(text) ? Date.parse(text.replace(" ", "T")) : Number.NaN;
  if (!Number.isFinite(ts))
    throw new ZonecastError(
      "bad-file",
      `line ${line}: '${text.slice(0, 40)}' is no time with a zone (2024-01-31T12:00:00Z, or UTC ms)`,
    );
  return ts;
}
