/** Columns for the building at hand: the next one uses them anew, so that a fleet does not make and drop megabytes a building. */

export interface Desk {
  /** Numbers that nobody else uses while this building is worked on, all `value`. */
  floats(name: string, length: number, value?: number): Float64Array;
}

/** A desk whose columns are handed out again when they are asked for by the same name. */
export function createDesk(): Desk {
  const columns = new Map<string, Float64Array>();
  return {
    floats(name, length, value = 0) {
      const known = columns.get(name);
      if (known?.length === length) return known.fill(value);
      const made = new Float64Array(length);
      if (value !== 0) made.fill(value);
      columns.set(name, made);
      return made;
    },
  };
}
