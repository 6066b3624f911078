/** Columns that are worked out once and kept, up to so many bytes of them. */

export type Columns = readonly Float64Array[];

export interface ColumnMemory {
  /** The columns called `key`; `make` is called where they are not there. */
  of(key: string, make: () => Columns): Columns;
  readonly bytes: number;
}

/**
 * @param mostBytes when more would be kept, what was not asked for longest goes, or, where columns come in the same order again
 *   and again, `onceFull` leaves what is new unkept
 */
export function createColumnMemory(mostBytes = Number.POSITIVE_INFINITY, onceFull: "forget" | "leave" = "forget"): ColumnMemory {
  const kept = new Map<string, Columns>();
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    of(key, make) {
      const known = kept.get(key);
      if (known) {
        if (onceFull === "forget") {
          kept.delete(key);
          kept.set(key, known);
        }
        return known;
      }
      const made = make();
      const own = sizeOf(made);
      if (onceFull === "leave" && bytes + own > mostBytes) return made;
      bytes += own;
      kept.set(key, made);
      for (const [oldest, columns] of kept) {
        if (bytes <= mostBytes || oldest === key) break;
        kept.delete(oldest);
        bytes -= sizeOf(columns);
      }
      return made;
    },
  };
}

const sizeOf = (columns: Columns): number => columns.reduce((sum, c) => sum + c.byteLength, 0);
