/** What the parts of the kernel share: its parameters, its variables, and the records that its pointers stand on. */
import { ACT } from "../arrays.ts";
import { WINDOW_COLUMN } from "../window-columns.ts";
import { block, type Code, f64, forRange, get, i32, type Local, localsOf, set, when } from "./assembler.ts";
import {
  FACE_FILM_RECORD,
  FACE_RECORD,
  FLOOR_RECORD,
  LINK_RECORD,
  OUTSIDE_RECORD,
  PARTITION_RECORD,
  recordAt,
  WINDOW_RECORD,
  ZONE_RECORD,
} from "./records.ts";

/** Parameters of `run`, in order. Pointers are bytes; `…End` lies behind the last record. */
export const PARAMETERS = [
  "steps",
  "filmEvery",
  /** Steps until films are renewed. */
  "filmLeft",
  "weather",
  "weatherBytes",
  "acts",
  "act",
  "actsEnd",
  "zones",
  "zonesEnd",
  "partitions",
  "partitionsEnd",
  "outside",
  "outsideEnd",
  /** Air temperatures and powers by step and zone. */
  "airOut",
  "powerOut",
  /** Where W/K per m³/h of air lies. */
  "airWPerK",
  /** Whether any zones exchange air. */
  "linked",
  /** Whether any floors are heated. */
  "floored",
  /** Where 1 is put when the zones found no common temperatures. */
  "failed",
] as const;
export type Parameter = (typeof PARAMETERS)[number];

const SOLVED = ["freeC", "perLinkW", "perHeaterW", "heating", "cooling", "radiantC", "radiantPerK", "radiantPerW"] as const;
type Solved = (typeof SOLVED)[number];

const named = <Names extends readonly string[]>(names: Names, fresh: () => Local): Readonly<Record<Names[number], Local>> =>
  Object.fromEntries(names.map((name) => [name, fresh()])) as Record<Names[number], Local>;

/** Fresh registers for one function. */
export function registers() {
  const locals = localsOf(PARAMETERS.map(() => "i32"));
  const parameter = (name: Parameter): Local => locals.parameter(PARAMETERS.indexOf(name));
  const pointers = { z: locals.i32(), f: locals.i32(), p: locals.i32(), w: locals.i32(), l: locals.i32(), h: locals.i32() };
  const { z, f, p, w, l, h } = pointers;
  const end = locals.i32();
  const from = locals.i32();
  const zone = recordAt(z, ZONE_RECORD);
  /** What elimination leaves of a zone; held in its record while the zones settle with each other. */
  const solved = named(SOLVED, locals.f64);
  const window = recordAt(w, WINDOW_RECORD);
  const film = recordAt(p, FACE_FILM_RECORD);
  return {
    locals,
    parameter,
    ...pointers,
    zone,
    solved,
    save: block(...SOLVED.map((name) => zone.write(name, get(solved[name])))),
    load: (...names: readonly Solved[]): Code => block(...names.map((name) => set(solved[name], zone.read(name)))),
    beam: locals.f64(),
    diffuse: locals.f64(),
    air: locals.f64(),
    power: locals.f64(),
    window,
    film,
    face: recordAt(f, FACE_RECORD),
    partition: recordAt(h, PARTITION_RECORD),
    outside: recordAt(h, OUTSIDE_RECORD),
    link: recordAt(l, LINK_RECORD),
    floor: recordAt(l, FLOOR_RECORD),
    /** Fresh variables, by name. */
    numbers: <const Names extends readonly string[]>(...names: Names) => named(names, locals.f64),
    pairs: <const Names extends readonly string[]>(...names: Names) => named(names, locals.f64x2),
    eachZone: (body: Code): Code => forRange(z, get(parameter("zones")), get(parameter("zonesEnd")), ZONE_RECORD.bytes, body),
    eachFace: (body: Code): Code =>
      block(set(end, zone.pointer("faceEnd")), forRange(f, zone.pointer("faceFrom"), get(end), FACE_RECORD.bytes, body)),
    /** The same faces by their film records. */
    eachFilm: (body: Code): Code =>
      block(
        set(end, zone.pointer("filmEnd")),
        forRange(p, zone.pointer("filmFrom"), get(end), FACE_FILM_RECORD.bytes, block(set(f, film.pointer("face")), body)),
      ),
    eachWindow: (body: Code): Code =>
      block(set(end, zone.pointer("windowEnd")), forRange(w, zone.pointer("windowFrom"), get(end), WINDOW_RECORD.bytes, body)),
    eachLink: (body: Code): Code =>
      block(set(end, zone.pointer("linkEnd")), forRange(l, zone.pointer("linkFrom"), get(end), LINK_RECORD.bytes, body)),
    /** Heated floors of the zone at hand, with their faces. */
    eachFloor: (body: Code): Code =>
      when(
        get(parameter("floored")),
        block(
          set(end, zone.pointer("floorEnd")),
          forRange(
            l,
            zone.pointer("floorFrom"),
            get(end),
            FLOOR_RECORD.bytes,
            block(set(f, i32.load(get(l), FLOOR_RECORD.offset("face"))), body),
          ),
        ),
      ),
    /** What acts on the zone during the step. */
    act: (name: keyof typeof ACT): Code => f64.load(zone.pointer("act"), 8 * ACT[name]),
    /** Goes to the weather of the window at hand; `atWindow` reads there. */
    toWindow: set(from, i32.sum(get(parameter("weather")), window.pointer("column"))),
    atWindow: (column: keyof typeof WINDOW_COLUMN): Code => f64.load(get(from), 8 * WINDOW_COLUMN[column]),
  };
}
export type Registers = ReturnType<typeof registers>;

export const addTo = (sum: Local, term: Code): Code => set(sum, f64.sum(get(sum), term));
export const ONE = f64.const(1);
export const ZERO = f64.const(0);
