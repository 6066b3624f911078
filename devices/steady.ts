/** Messages of a known layout become readings at once: one object for each value, and none between the bytes and it. */
import { type Reading, SIGNALS } from "#domain";
import type { DialectEvent, Message, Pattern, PatternTime, PatternValue } from "./dialect.ts";
import { notePresence, placedAt, type Watch } from "./gathering.ts";
import { Layout, type Leaf, leavesOf, pathOf } from "./parse/layout.ts";
import type { RegistryEntry } from "./registry.ts";

/** Longer messages are rare, and are not remembered. */
const MAX_BYTES = 4_096;

type Points = RegistryEntry["points"];

/** Where a value comes from: a free leaf, or what always stands there. */
interface Source<T> {
  /** Its number among the free leaves, -1 for none. */
  readonly index: number;
  readonly isText: boolean;
  readonly fixed: unknown;
  readonly of: T;
}

/** One layout of the messages on one topic. */
export class Steady {
  readonly #pattern: Pattern;
  readonly #layout: Layout;
  readonly #values: readonly Source<PatternValue>[];
  readonly #time: Source<PatternTime> | undefined;
  readonly #found: Float64Array;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #watch: Watch;
  /** The device as it was described when the layout was learnt. */
  readonly #entry: RegistryEntry;
  /** The device's points by which `#places` were found; another map means that it stands elsewhere by now. */
  #points: Points | undefined;
  #places: readonly Place[] = [];

  private constructor(
    pattern: Pattern,
    layout: Layout,
    values: readonly Source<PatternValue>[],
    time: Source<PatternTime> | undefined,
    watch: Watch,
    entry: RegistryEntry,
  ) {
    this.#entry = entry;
    this.#pattern = pattern;
    this.#layout = layout;
    this.#values = values;
    this.#time = time;
    this.#found = new Float64Array(values.length);
    this.#min = Float64Array.from(values, ({ of }) => SIGNALS[of.signal].min);
    this.#max = Float64Array.from(values, ({ of }) => SIGNALS[of.signal].max);
    this.#watch = watch;
  }

  /**
   * What `pattern` makes of messages laid out like `payload`; undefined when it would not make of this one what `events`, those
   * that its dialect read from it, say.
   */
  static of(pattern: Pattern, payload: Buffer, events: readonly DialectEvent[], watch: Watch): Steady | undefined {
    const entry = watch.registry.entry(pattern.id);
    const leaves = payload.length > MAX_BYTES ? undefined : leavesOf(payload);
    if (!entry || !leaves) return undefined;
    const texts = new Set([...pattern.values, ...(pattern.time ? [pattern.time] : [])].map(({ keys }) => pathOf(keys)));
    const free = leaves.filter(({ path, value }) => typeof value === "number" || (typeof value === "string" && texts.has(path)));
    const layout = new Layout(payload, free);
    const values = pattern.values.map((of) => sourceIn(leaves, free, of));
    if (values.some(({ fixed }) => fixed === undefined)) return undefined;
    const steady = new Steady(pattern, layout, values, pattern.time && sourceIn(leaves, free, pattern.time), watch, entry);
    return steady.#agrees(payload, events) ? steady : undefined;
  }

  #agrees(payload: Buffer, events: readonly DialectEvent[]): boolean {
    if (!this.#layout.match(payload) || !this.#convert()) return false;
    const { id, values, online } = this.#pattern;
    const ts = this.#measuredAt();
    const said = online();
    let next = 0;
    let presence: boolean | undefined;
    for (const event of events) {
      if ("id" in event && event.id !== id) return false;
      if (event.type === "availability" && next === 0 && presence === undefined) presence = event.online;
      else if (event.type === "value") {
        const want = values[next];
        if (event.signal !== want?.signal || event.endpoint !== want.endpoint || event.ts !== ts || event.quality !== undefined)
          return false;
        if (!Object.is(event.value, this.#found[next++])) return false;
      } else if (event.type !== "seen") return false;
    }
    return next > 0 && next === values.length && presence === said;
  }

  /** Its device was described anew since, or is gone: no message is read by it any more. */
  isVoid(): boolean {
    return this.#watch.registry.entry(this.#pattern.id) !== this.#entry;
  }

  /** The readings of a live message; undefined when it is not of this layout, or not as simple as those before it. Changes nothing then. */
  read(payload: Buffer, { receivedAt }: Message): readonly Reading[] | undefined {
    const { id, online, holds, heard } = this.#pattern;
    const { registry } = this.#watch;
    const entry = this.#entry;
    if (this.isVoid() || entry.ignored || !holds(receivedAt)) return undefined;
    if (!this.#layout.match(payload) || !this.#convert() || !this.#stands(entry)) return undefined;
    const told = this.#measuredAt();
    if (told === undefined && this.#time?.of.needed) return undefined;

    const presence = online();
    if (presence !== undefined) registry.availability(id, presence ? "online" : "offline");
    heard?.(receivedAt);
    notePresence(this.#watch, id, receivedAt);
    let ts = receivedAt;
    let quality: Reading["quality"] = "good";
    if (told !== undefined) {
      const placed = placedAt(this.#watch, entry, id, told, receivedAt, true);
      ts = placed.ts;
      if (placed.doubtful) quality = "suspect";
    }
    const readings: Reading[] = [];
    const places = this.#places;
    const found = this.#found;
    for (let i = 0; i < places.length; i++) {
      const { building, zone, signal, source } = places[i] as Place;
      readings.push({ ts, receivedAt, building, zone, signal, value: found[i] as number, quality, source });
    }
    return readings;
  }

  /** Takes the values out of what matched; false when one of them is none, or is not allowed by physics. */
  #convert(): boolean {
    const values = this.#values;
    for (let i = 0; i < values.length; i++) {
      const source = values[i] as Source<PatternValue>;
      const value = source.of.read(this.#raw(source));
      if (typeof value !== "number" || !(value >= (this.#min[i] as number) && value <= (this.#max[i] as number))) return false;
      this.#found[i] = value;
    }
    return true;
  }

  #measuredAt(): number | undefined {
    const time = this.#time;
    return time?.of.read(this.#raw(time));
  }

  #raw({ index, isText, fixed }: Source<unknown>): unknown {
    if (index < 0) return fixed;
    return isText ? this.#layout.textAt(index) : this.#layout.numbers[index];
  }

  /** Finds where the values belong; false when the device does not have all of them. */
  #stands(entry: RegistryEntry): boolean {
    if (entry.points === this.#points) return true;
    const places: Place[] = [];
    for (const { endpoint, signal } of this.#pattern.values) {
      const point = entry.point(endpoint, signal);
      if (!point) return false;
      const { building, zone, source } = point;
      places.push({ building, zone, signal, source });
    }
    this.#places = places;
    this.#points = entry.points;
    return true;
  }
}

type Place = Pick<Reading, "building" | "zone" | "signal" | "source">;

function sourceIn<T extends { readonly keys: readonly string[] }>(
  leaves: readonly Leaf[],
  free: readonly Leaf[],
  of: T,
): Source<T> {
  const path = pathOf(of.keys);
  const leaf = leaves.find((one) => one.path === path);
  const index = leaf ? free.indexOf(leaf) : -1;
  return { index, isText: typeof leaf?.value === "string", fixed: leaf?.value, of };
}
