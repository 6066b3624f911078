/** The kernel's parts for what reaches the walls before the zones are solved: sun, weather, and the flows between zones. */
import { block, type Code, f64, f64x2, forRange, get, i32, type Local, set, when } from "./assembler.ts";
import { OUTSIDE_RECORD, PARTITION_RECORD } from "./records.ts";
import { addTo, ONE, type Registers, ZERO } from "./registers.ts";

/** Sum of a pair's two numbers; `scratch` holds it meanwhile. */
export const across = (pair: Code, scratch: Local): Code => [
  ...set(scratch, pair),
  ...f64.sum(f64x2.first(get(scratch)), f64x2.second(get(scratch))),
];

/** The sun that comes into the zone at hand, left in `beam` and `diffuse`. */
export function sunPart(r: Registers): Code {
  const { beam, diffuse } = r;
  return block(
    set(beam, ZERO),
    set(diffuse, ZERO),
    r.eachWindow(
      block(
        r.toWindow,
        addTo(beam, f64.product(r.window.read("areaM2"), r.atWindow("beam"))),
        addTo(diffuse, f64.product(r.window.read("areaM2"), r.atWindow("diffuse"))),
      ),
    ),
  );
}

/** Outer sides of walls that stand in the weather. */
export const outsidePart = (r: Registers): Code =>
  forRange(
    r.h,
    get(r.parameter("outside")),
    get(r.parameter("outsideEnd")),
    OUTSIDE_RECORD.bytes,
    block(
      set(r.f, r.outside.pointer("face")),
      r.face.write("outer", f64.load(i32.sum(get(r.parameter("weather")), r.outside.pointer("column")))),
    ),
  );

const eachPartition = (r: Registers, body: Code): Code =>
  forRange(r.h, get(r.parameter("partitions")), get(r.parameter("partitionsEnd")), PARTITION_RECORD.bytes, body);

/** What partitions take from their surroundings while films stand; formulas as in `../between-zones.ts`. */
export function partitionFilmsPart(r: Registers): Code {
  const { cross, perR, resistance } = r.numbers("cross", "perR", "resistance");
  const { partition, face } = r;
  const side = (s: "a" | "b"): Code =>
    block(
      set(r.f, partition.pointer(`${s}Face`)),
      set(cross, partition.read(`${s}Cross`)),
      set(perR, f64.product(get(cross), face.read("inverseD"))),
      addTo(resistance, f64.sum(partition.read(`${s}Self`), f64.product(get(cross), get(perR), partition.read(`${s}AreaM2`)))),
      partition.write(`${s}Mode0`, f64.sum(partition.read(`${s}Node0`), f64.product(get(perR), face.read("weight0")))),
      partition.write(`${s}Mode1`, f64.sum(partition.read(`${s}Node1`), f64.product(get(perR), face.read("weight1")))),
      partition.write(`${s}Air`, f64.product(get(cross), face.read("hcD"))),
      partition.write(`${s}Radiant`, f64.product(get(cross), face.read("hrD"))),
      partition.write(`${s}Beam`, f64.product(get(perR), face.read("beam"))),
      partition.write(`${s}Diffuse`, f64.product(get(perR), face.read("diffuse"))),
    );
  return eachPartition(
    r,
    block(
      set(resistance, partition.read("resistance")),
      side("a"),
      side("b"),
      partition.write("inverse", f64.div(ONE, get(resistance))),
    ),
  );
}

/** The flow between the halves of each partition, where there are any. */
export function partitionsPart(r: Registers): Code {
  const { flow } = r.numbers("flow");
  const { drive, scratch } = r.pairs("drive", "scratch");
  const { partition, face, zone } = r;
  const side = (s: "a" | "b"): Code =>
    f64x2.sum(
      f64x2.product(partition.readPair(`${s}Mode0`), face.readPair("mode0")),
      f64x2.product(partition.readPair(`${s}Air`), zone.readPair("air")),
      f64x2.product(partition.readPair(`${s}Beam`), zone.readPair("beamW")),
    );
  const to = (s: "a" | "b"): Code => set(r.f, partition.pointer(`${s}Face`));
  const at = (s: "a" | "b"): Code => block(to(s), set(r.z, partition.pointer(`${s}Zone`)));
  const sun = r.eachZone(block(sunPart(r), zone.writePair("beamW", f64x2.pair(get(r.beam), get(r.diffuse)))));
  const flows = eachPartition(
    r,
    block(
      at("a"),
      set(drive, side("a")),
      at("b"),
      set(flow, f64.product(across(f64x2.sub(get(drive), side("b")), scratch), partition.read("inverse"))),
      face.write("outer", get(flow)),
      to("a"),
      face.write("outer", f64.neg(get(flow))),
    ),
  );
  return when(i32.ltU(get(r.parameter("partitions")), get(r.parameter("partitionsEnd"))), block(sun, flows));
}
