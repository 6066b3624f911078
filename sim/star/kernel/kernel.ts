/** A stepper that runs in WebAssembly: the building in linear memory, weather and results passed through it in pieces. */
import { ZonecastError } from "#domain";
import { ACT_WIDTH } from "../arrays.ts";
import type { Plan } from "../plan.ts";
import { setTemperature } from "../state.ts";
import type { Run, Stepper } from "../stepper.ts";
import type { WeatherRows } from "../weather-columns.ts";
import { type Workspace, workspaceOf } from "../workspace.ts";
import { program } from "./program.ts";
import {
  FACE_FILM_RECORD,
  FACE_RECORD,
  FLOOR_RECORD,
  type Layout,
  LINK_RECORD,
  OUTSIDE_RECORD,
  PARTITION_RECORD,
  WINDOW_RECORD,
  ZONE_RECORD,
} from "./records.ts";
import { PARAMETERS, type Parameter } from "./registers.ts";

/** Steps whose weather lies in memory at a time: small enough to stay in the processor's cache. */
const PIECE = 192;
const PAGE = 65_536;
const ALIGNMENT = 16;

let compiled: WebAssembly.Module | undefined;

/** Whether this place lets WebAssembly be compiled; a page's content policy may forbid it. */
export function kernelAllowed(): boolean {
  try {
    compiled ??= new WebAssembly.Module(program());
    return true;
  } catch {
    return false;
  }
}

/** A run whose weather may come piece by piece. */
export interface KernelRun extends Omit<Run, "weather"> {
  readonly weather: Float64Array | WeatherRows;
}

export interface Kernel extends Stepper {
  run(run: KernelRun): void;
}

/** The same stepper as `createStepper`, several times as fast; the results agree to rounding. Throws where WebAssembly is forbidden. */
export function createKernel(plan: Plan, filmEvery = 1): Kernel {
  compiled ??= new WebAssembly.Module(program());
  const work = workspaceOf(plan);
  setTemperature(plan, work, 20);
  const zones = plan.zones.length;
  const faces = plan.faces.length;
  const windows = plan.windowColumn.length;
  const partitions = plan.pairConductance.length;
  const outside = plan.faceColumn.filter((column) => column >= 0).length;
  const width = plan.columns.width();
  const rowWidth = zones * ACT_WIDTH;

  let end = ALIGNMENT;
  const reserve = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return at;
  };
  const [airWPerK, failed] = [reserve(8), reserve(8)];
  const at = {
    zone: reserve(zones * ZONE_RECORD.bytes),
    face: reserve(faces * FACE_RECORD.bytes),
    film: reserve(faces * FACE_FILM_RECORD.bytes),
    window: reserve(windows * WINDOW_RECORD.bytes),
    partition: reserve(partitions * PARTITION_RECORD.bytes),
    outside: reserve(faces * OUTSIDE_RECORD.bytes),
    link: reserve(plan.linkZone.length * LINK_RECORD.bytes),
    floor: reserve(plan.floorFace.length * FLOOR_RECORD.bytes),
  };
  const [weatherAt, airAt, powerAt] = [reserve(PIECE * width * 8), reserve(PIECE * zones * 8), reserve(PIECE * zones * 8)];
  const actsAt = reserve(PIECE * rowWidth * 8);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  const instance = new WebAssembly.Instance(compiled, { outside: { memory } });
  const kernel = instance.exports.run;
  if (typeof kernel !== "function") throw new ZonecastError("bug", "the kernel has no function 'run'");

  const places = connect(plan, work, at);
  const copyIn = (m: Float64Array, places: readonly Place[]): void => {
    for (const { index, column } of places) for (let i = 0; i < column.length; i++) m[index(i) / 8] = column[i]!;
  };
  const pointers = new Int32Array(memory.buffer);
  for (const { index, value } of pointerValues(plan, at)) pointers[index / 4] = value;
  const fresh = new Float64Array(memory.buffer);
  copyIn(fresh, places.constant);
  fresh[airWPerK / 8] = plan.airWPerK;

  function run({ steps, weather, firstRow = 0, acts, firstAct = 0, airTempC, powerW }: KernelRun): void {
    const m = new Float64Array(memory.buffer);
    copyIn(m, places.state);
    let act = (firstAct * rowWidth) % acts.length;
    let filmLeft = 0;
    // Few acts lie in memory whole and are gone round; of many there is a piece, which ends where they begin anew.
    const whole = acts.length <= PIECE * rowWidth;
    if (whole) m.set(acts, actsAt / 8);
    let count = 0;
    for (let from = 0; from < steps; from += count) {
      count = Math.min(PIECE, steps - from, whole ? PIECE : (acts.length - act) / rowWidth);
      const held = whole ? acts.length : count * rowWidth;
      if (!whole) m.set(acts.subarray(act, act + held), actsAt / 8);
      const row = firstRow + from;
      if (weather instanceof Float64Array) m.set(weather.subarray(row * width, (row + count) * width), weatherAt / 8);
      else weather.into(m, weatherAt / 8, row, count);
      const values: Record<Parameter, number> = {
        steps: count,
        filmEvery,
        filmLeft,
        weather: weatherAt,
        weatherBytes: width * 8,
        acts: actsAt,
        act: actsAt + (whole ? act * 8 : 0),
        actsEnd: actsAt + held * 8,
        zones: at.zone,
        zonesEnd: at.zone + zones * ZONE_RECORD.bytes,
        partitions: at.partition,
        partitionsEnd: at.partition + partitions * PARTITION_RECORD.bytes,
        outside: at.outside,
        outsideEnd: at.outside + outside * OUTSIDE_RECORD.bytes,
        airOut: airAt,
        powerOut: powerAt,
        airWPerK,
        linked: plan.linkZone.length,
        floored: plan.floorFace.length,
        failed,
      };
      (kernel as CallableFunction)(...PARAMETERS.map((name) => values[name]));
      if (m[failed / 8] !== 0)
        throw new ZonecastError("numerics", "zones that exchange air found no common temperatures within a step");
      act = (act + count * rowWidth) % acts.length;
      filmLeft = (filmEvery - ((from + count) % filmEvery)) % filmEvery;
      airTempC?.set(m.subarray(airAt / 8, airAt / 8 + count * zones), from * zones);
      powerW?.set(m.subarray(powerAt / 8, powerAt / 8 + count * zones), from * zones);
    }
    for (const { index, column } of places.state) for (let i = 0; i < column.length; i++) column[i] = m[index(i) / 8]!;
  }
  return { work, run };
}

interface Place {
  readonly column: Float64Array;
  /** Byte at which entry i lies. */
  readonly index: (i: number) => number;
}

type Starts = Readonly<Record<"zone" | "face" | "film" | "window" | "partition" | "outside" | "link" | "floor", number>>;

/** Which column of plan and workspace lies where. */
function connect(plan: Plan, work: Workspace, at: Starts): { constant: Place[]; state: Place[] } {
  const places = <Name extends string>(
    start: number,
    layout: Layout<Name>,
    columns: Readonly<Record<string, Float64Array>>,
    rename: Readonly<Record<string, Name>> = {},
  ): Place[] =>
    Object.entries(columns).flatMap(([name, column]) => {
      const own = rename[name] ?? layout.names.find((n) => n === name);
      return own === undefined ? [] : [{ column, index: (i: number) => start + i * layout.bytes + layout.offset(own) }];
    });
  /** Every second entry of the halves' columns, under the names of one side. */
  const side = (first: number, s: "a" | "b"): Place[] => {
    const own = (column: Float64Array) => column.filter((_, h) => h % 2 === first);
    const { node0, node1, cross, self, areaM2 } = plan.half;
    const names = {
      [`${s}Node0`]: node0,
      [`${s}Node1`]: node1,
      [`${s}Cross`]: cross,
      [`${s}Self`]: self,
      [`${s}AreaM2`]: areaM2,
    };
    return places(at.partition, PARTITION_RECORD, Object.fromEntries(Object.entries(names).map(([n, c]) => [n, own(c)])));
  };
  return {
    constant: [
      ...places(at.zone, ZONE_RECORD, plan.zone),
      ...places(at.face, FACE_RECORD, plan.face),
      ...places(at.film, FACE_FILM_RECORD, plan.face),
      ...places(at.window, WINDOW_RECORD, plan.window),
      ...places(at.partition, PARTITION_RECORD, { resistance: plan.pairConductance.map((g) => 1 / g) }),
      ...side(0, "a"),
      ...side(1, "b"),
      ...places(at.link, LINK_RECORD, { wPerK: plan.linkWPerK }),
      ...places(at.floor, FLOOR_RECORD, plan.floor),
    ],
    state: [
      ...places(at.zone, ZONE_RECORD, { ...work.zone, powerW: work.powerW }, { emitter: "emitterC" }),
      ...places(at.face, FACE_RECORD, { ...work.face, outer: work.outer }),
      ...places(at.window, WINDOW_RECORD, work.window),
    ],
  };
}

function pointerValues(plan: Plan, at: Starts): { index: number; value: number }[] {
  const out: { index: number; value: number }[] = [];
  const put = <Name extends string>(start: number, layout: Layout<Name>, i: number, values: Partial<Record<Name, number>>) => {
    for (const name of layout.names) {
      const value = values[name];
      if (value !== undefined) out.push({ index: start + i * layout.bytes + layout.offset(name), value });
    }
  };
  const faceAt = (f: number) => at.face + f * FACE_RECORD.bytes;
  const zoneAt = (z: number) => at.zone + z * ZONE_RECORD.bytes;
  const zoneOf = (f: number) => zoneAt(plan.faceZone[f]!);
  for (let z = 0; z < plan.zones.length; z++)
    put(at.zone, ZONE_RECORD, z, {
      faceFrom: faceAt(plan.faceFrom[z]!),
      faceEnd: faceAt(plan.faceFrom[z + 1]!),
      filmFrom: at.film + plan.faceFrom[z]! * FACE_FILM_RECORD.bytes,
      filmEnd: at.film + plan.faceFrom[z + 1]! * FACE_FILM_RECORD.bytes,
      windowFrom: at.window + plan.windowFrom[z]! * WINDOW_RECORD.bytes,
      windowEnd: at.window + plan.windowFrom[z + 1]! * WINDOW_RECORD.bytes,
      linkFrom: at.link + plan.linkFrom[z]! * LINK_RECORD.bytes,
      linkEnd: at.link + plan.linkFrom[z + 1]! * LINK_RECORD.bytes,
      floorFrom: at.floor + plan.floorFrom[z]! * FLOOR_RECORD.bytes,
      floorEnd: at.floor + plan.floorFrom[z + 1]! * FLOOR_RECORD.bytes,
    });
  let outside = 0;
  plan.faceColumn.forEach((column, f) => {
    put(at.film, FACE_FILM_RECORD, f, { face: faceAt(f) });
    if (column >= 0) put(at.outside, OUTSIDE_RECORD, outside++, { face: faceAt(f), column: column * 8 });
  });
  plan.windowColumn.forEach((column, w) => {
    put(at.window, WINDOW_RECORD, w, { column: column * 8 });
  });
  plan.pairFace.forEach((f, h) => {
    const values = h % 2 === 0 ? { aFace: faceAt(f), aZone: zoneOf(f) } : { bFace: faceAt(f), bZone: zoneOf(f) };
    put(at.partition, PARTITION_RECORD, Math.floor(h / 2), values);
  });
  plan.linkZone.forEach((z, l) => {
    put(at.link, LINK_RECORD, l, { air: zoneAt(z) + ZONE_RECORD.offset("air") });
  });
  plan.floorFace.forEach((f, h) => {
    put(at.floor, FLOOR_RECORD, h, { face: faceAt(f) });
  });
  return out;
}
