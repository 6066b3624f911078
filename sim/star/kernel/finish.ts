/** The kernel's part that moves surfaces, walls, windows and emitters on; formulas as in `../finish.ts`. */
import { block, type Code, f64, f64x2, get, set, when } from "./assembler.ts";
import { across } from "./partitions.ts";
import type { SurfaceRecord } from "./records.ts";
import { addTo, type Registers, ZERO } from "./registers.ts";
import { hasEmitter, radiantRest } from "./rooms.ts";

/** Ends the step for the zone at hand. */
export function finishPart(r: Registers): Code {
  const { zone, face, window, solved, air: T, power } = r;
  const { Tr, radiantW, surface, heat } = r.numbers("Tr", "radiantW", "surface", "heat");
  const { room, scratch } = r.pairs("room", "scratch");
  const surfaceOf = (record: SurfaceRecord): Code =>
    f64.sum(
      f64.product(record.read("inverseD"), f64.sum(record.read("r"), f64.product(record.read("share"), get(radiantW)))),
      across(f64x2.product(record.readPair("hcD"), get(room)), scratch),
    );
  return block(
    // Cooling has taken its heat from the air already.
    set(heat, f64.max(ZERO, get(power))),
    set(
      Tr,
      f64.sum(
        get(solved.radiantC),
        f64.product(get(solved.radiantPerW), get(heat)),
        f64.product(get(solved.radiantPerK), get(T)),
      ),
    ),
    zone.write("powerW", get(power)),
    set(room, f64x2.pair(get(T), get(Tr))),
    zone.writePair("air", get(room)),
    set(radiantW, r.act("radiantW")),
    when(
      hasEmitter(r),
      zone.write(
        "emitterC",
        f64.product(
          zone.read("emitterInverse"),
          f64.sum(
            f64.product(zone.read("emitter"), zone.read("emitterC")),
            get(heat),
            across(f64x2.product(zone.readPair("emitterAir"), get(room)), scratch),
          ),
        ),
      ),
      addTo(radiantW, f64.product(radiantRest(r), get(heat))),
    ),
    r.eachFloor(face.write("r", f64.sum(face.read("r"), f64.product(r.floor.read("toRoom"), get(heat))))),
    r.eachFace(
      block(
        set(surface, surfaceOf(face)),
        face.write("surface", get(surface)),
        face.writePair(
          "mode0",
          f64x2.sum(
            f64x2.product(face.readPair("decay0"), face.readPair("mode0")),
            f64x2.product(face.readPair("fromOuter0"), f64x2.both(face.read("outer"))),
            f64x2.product(face.readPair("fromInner0"), f64x2.both(get(surface))),
          ),
        ),
      ),
    ),
    r.eachFloor(
      face.writePair("mode0", f64x2.sum(face.readPair("mode0"), f64x2.product(r.floor.readPair("rise0"), f64x2.both(get(heat))))),
    ),
    r.eachWindow(
      block(
        set(surface, surfaceOf(window)),
        window.write("inner", get(surface)),
        window.write("outer", f64.sum(window.read("atZero"), f64.product(window.read("perInner"), get(surface)))),
      ),
    ),
  );
}
