/** Messages of a known layout become readings at once: one object for each value, and none between the bytes and it. */
import { type DevicePoint, type Reading, SIGNALS } from "#domain";
import type { DialectEvent, Message, Pattern, PatternTime, PatternValue } from "./dialect.ts";
import { notePresence, placedAt, type Watch } from "./gathering.ts";
import { Found, Layout, type Leaf, leavesOf, MAX_FREE, pathOf } from "./parse/layout.ts";
import { parseNumber } from "./parse/number.ts";
import { parseTime } from "./parse/time.ts";
import type { RegistryEntry } from "./registry.ts";

/** Longer messages are rare, and are not remembered. */
const MAX_BYTES = 4_096;

type Points = RegistryEntry["points"];

/** Where a value or a time comes from: a free leaf, or what always stands there. */
interface Source {
  /** Its number among the free leaves, -1 for none. */
  readonly index: number;
  readonly isText: boolean;
  readonly fixed: unknown;
  readonly read: PatternValue["read"];
}

interface ValueSource extends Source {
  /** What physics allows. */
  readonly range: { readonly min: number; readonly max: number };
}

// Everything happens within one call, so there is one of these for all.
const found = new Found();
const converted = new Float64Array(MAX_FREE);

/** One layout of the messages on one topic. */
export class Steady {
  readonly #pattern: Pattern;
  readonly #layout: Layout;
  readonly #values: readonly ValueSource[];
  readonly #time: Source | undefined;
  readonly #watch: Watch;
  /** The device as it was described when the layout was learnt. */
  readonly #entry: RegistryEntry;
  /** The device's points by which `#places` were found; another map means that it stands elsewhere by now. */
  #points: Points | undefined;
  #places: readonly DevicePoint[] = [];

  private constructor(
    pattern: Pattern,
    layout: Layout,
    values: readonly ValueSource[],
    time: Source | undefined,
    watch: Watch,
    entry: RegistryEntry,
  ) {
    this.#entry = entry;
    this.#pattern = pattern;
    this.#layout = layout;
    this.#values = values;
    this.#time = time;
    this.#watch = watch;
  }

  /**
   * What `pattern` makes of messages laid out like `payload`; undefined when it would not make of this one what `events`, those
   * that its dialect read from it, say.
   */
  static of(pattern: Pattern, payload: Buffer, events: readonly DialectEvent[], watch: Watch): Steady | undefined {
    const entry = watch.registry.entry(pattern.id);
    const leaves = payload.length > MAX_BYTES ? undefined : leavesOf(payload);
    if (!entry || !leaves || leaves.length > MAX_FREE || pattern.values.length > MAX_FREE) return undefined;
    const values = new Set(pattern.values.map(({ keys }) => pathOf(keys)));
    const time = pattern.time && pathOf(pattern.time.keys);
    const free = leaves.filter(({ path, value }) => {
      if (typeof value === "number") return true;
      // A word that stands for a value is fixed: there are few of them, and each makes a layout.
      return typeof value === "string" && (path === time || (values.has(path) && parseNumber(value) !== undefined));
    });
    const layout = new Layout(payload, free);
    const sources = pattern.values.map((of): ValueSource => ({ ...sourceIn(leaves, free, of), range: SIGNALS[of.signal] }));
    if (sources.some(({ fixed }) => fixed === undefined)) return undefined;
    const timeSource = pattern.time && sourceIn(leaves, free, pattern.time);
    const steady = new Steady(pattern, layout, sources, timeSource, watch, entry);
    return steady.#agrees(payload, events) ? steady : undefined;
  }

  #agrees(payload: Buffer, events: readonly DialectEvent[]): boolean {
    if (!this.#layout.match(payload, found) || !this.#convert(payload)) return false;
    const { id, values, online } = this.#pattern;
    const ts = this.#measuredAt(payload);
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
        if (!Object.is(event.value, converted[next++])) return false;
      } else if (event.type !== "seen") return false;
    }
    return next > 0 && next === values.length && presence === said;
  }

  /** Whether messages that come now (UTC ms) cannot be read by it, whatever they hold. */
  isVoid(receivedAt: number): boolean {
    return !this.#entry.isCurrent || !this.#pattern.holds(receivedAt);
  }

  /** Whether it is known already how messages laid out like this one are read. */
  fits(payload: Buffer, { receivedAt }: Message): boolean {
    return !this.isVoid(receivedAt) && this.#layout.match(payload, found);
  }

  /** The readings of a live message; undefined when it is not of this layout, or not as simple as those before it. Changes nothing then. */
  read(payload: Buffer, { receivedAt }: Message): readonly Reading[] | undefined {
    const { id, online, heard } = this.#pattern;
    const entry = this.#entry;
    if (this.isVoid(receivedAt) || entry.ignored) return undefined;
    if (!this.#layout.match(payload, found) || !this.#convert(payload) || !this.#stands(entry)) return undefined;
    const told = this.#measuredAt(payload);
    if (told === undefined && this.#pattern.time?.needed) return undefined;

    this.#note(online());
    heard?.(receivedAt);
    notePresence(this.#watch, entry, id, receivedAt);
    let ts = receivedAt;
    let quality: Reading["quality"] = "good";
    if (told !== undefined) {
      const placed = placedAt(this.#watch, entry, id, told, receivedAt, true);
      ts = placed.ts;
      if (placed.doubtful) quality = "suspect";
    }
    const readings: Reading[] = [];
    const places = this.#places;
    for (let i = 0; i < places.length; i++) {
      const { building, zone, signal, source } = places[i] as DevicePoint;
      const value = converted[i] as number;
      readings.push({ ts, receivedAt, building, zone, signal, value, quality, source });
    }
    return readings;
  }

  #note(online: boolean | undefined): void {
    if (online === undefined) return;
    const availability = online ? "online" : "offline";
    if (this.#entry.availability !== availability) this.#watch.registry.availability(this.#pattern.id, availability);
  }

  /** Takes the values out of what matched; false when one of them is none, or is not allowed by physics. */
  #convert(payload: Buffer): boolean {
    const values = this.#values;
    for (let i = 0; i < values.length; i++) {
      const source = values[i] as ValueSource;
      const value = source.read(rawOf(source, payload));
      const { range } = source;
      if (typeof value !== "number" || !(value >= range.min && value <= range.max)) return false;
      converted[i] = value;
    }
    return true;
  }

  #measuredAt(payload: Buffer): number | undefined {
    const time = this.#time;
    if (!time) return undefined;
    const plain = time.isText && time.read === parseTime ? found.timeAt(payload, time.index) : undefined;
    return (plain === undefined ? time.read(rawOf(time, payload)) : plain) ?? undefined;
  }

  /** Finds where the values belong; false when the device does not have all of them. */
  #stands(entry: RegistryEntry): boolean {
    if (entry.points === this.#points) return true;
    const places: DevicePoint[] = [];
    for (const { endpoint, signal } of this.#pattern.values) {
      const point = entry.point(endpoint, signal);
      if (!point) return false;
      places.push(point);
    }
    this.#places = places;
    this.#points = entry.points;
    return true;
  }
}

function rawOf({ index, isText, fixed }: Source, payload: Buffer): unknown {
  if (index < 0) return fixed;
  return isText ? found.textAt(payload, index) : found.numbers[index];
}

function sourceIn(leaves: readonly Leaf[], free: readonly Leaf[], { keys, read }: PatternValue | PatternTime): Source {
  const path = pathOf(keys);
  const leaf = leaves.find((one) => one.path === path);
  const index = leaf ? free.indexOf(leaf) : -1;
  return { index, isText: typeof leaf?.value === "string", fixed: leaf?.value, read };
}
