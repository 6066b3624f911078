/** The kernel's part for inside films; formulas as in `../inside-films.ts`. */
import { CUBE_ROOT_UPPER, LEAST_CUBE } from "../cube-root.ts";
import { LEAST_EXCESS_K } from "../inside-films.ts";
import { ZERO_C_K } from "../radiation.ts";
import { block, type Code, f64, f64x2, get, i32, i64, type Local, select, set, when } from "./assembler.ts";
import { powerPart } from "./power.ts";
import type { FilmRecord } from "./records.ts";
import { addTo, ONE, type Registers, ZERO } from "./registers.ts";

/** Leaves in `y` the cube root of `x` >= 0, as `../cube-root.ts` does. */
function cubeRoot(x: Local, y: Local, cube: Local): Code {
  const upper = i64.toI32(i64.shiftRight(f64.bits(get(x)), i64.const(32n)));
  const guess = i64.fromI32(i32.sum(i32.divU(upper, i32.const(3)), i32.const(CUBE_ROOT_UPPER)));
  return block(
    set(x, f64.max(get(x), f64.const(LEAST_CUBE))),
    set(y, f64.fromBits(i64.shiftLeft(guess, i64.const(32n)))),
    set(cube, f64.product(get(y), get(y), get(y))),
    set(y, f64.div(f64.product(get(y), f64.sum(get(cube), get(x), get(x))), f64.sum(get(cube), get(cube), get(x)))),
  );
}

/** Renews the films of all zones. */
export function filmsPart(r: Registers): Code {
  const { T, Tr, d, x, y, q, hc, hr, inverse, between } = r.numbers(
    "T",
    "Tr",
    "d",
    "x",
    "y",
    "q",
    "hc",
    "hr",
    "inverse",
    "between",
  );
  const { film, filmD, sums, shares } = r.pairs("film", "filmD", "sums", "shares");
  const { zone, face, film: record, window } = r;

  /** Sets `film` for a surface whose temperature is in `x`. */
  const filmOf = (surface: FilmRecord): Code =>
    block(
      set(d, f64.sub(get(x), get(T))),
      set(q, f64.sum(f64.product(f64.const(0.5), f64.sum(get(x), get(Tr))), f64.const(ZERO_C_K))),
      set(hr, f64.sum(surface.read("radiantFixed"), f64.product(surface.read("radiantFactor"), get(q), get(q), get(q)))),
      set(x, f64.abs(get(d))),
      cubeRoot(x, y, q),
      set(
        hc,
        f64.max(
          surface.read("least"),
          f64.product(select(f64.lt(get(d), ZERO), surface.read("colder"), surface.read("warmer")), get(y)),
        ),
      ),
      set(film, f64x2.pair(get(hc), get(hr))),
    );
  const add = (hcNow: Code): Code =>
    block(
      set(sums, f64x2.sum(get(sums), f64x2.sub(get(film), f64x2.product(get(film), get(filmD))))),
      addTo(between, f64.product(hcNow, f64x2.second(get(filmD)))),
    );

  /** The emitter's conductance by its excess temperature; `T` and `Tr` stand. */
  const convective = zone.read("convectiveShare");
  const emitter = block(
    set(x, f64.sub(zone.read("emitterC"), f64.product(convective, get(T)))),
    set(x, f64.abs(f64.sub(get(x), f64.product(f64.sub(ONE, convective), get(Tr))))),
    set(x, f64.max(f64.const(LEAST_EXCESS_K), get(x))),
    set(y, zone.read("emitterPower")),
    when(f64.gt(get(y), ZERO), powerPart(x, y, { m: hc, t: hr, k: q }), set(x, ONE)),
    set(x, f64.product(get(x), zone.read("emitterFactor"))),
    set(y, f64.product(convective, get(x))),
    zone.writePair("emitterAir", f64x2.pair(get(y), f64.sub(get(x), get(y)))),
    zone.write("emitterInverse", f64.div(ONE, f64.sum(zone.read("emitter"), get(x)))),
  );

  return r.eachZone(
    block(
      set(T, zone.read("air")),
      set(Tr, zone.read("radiant")),
      set(sums, f64x2.both(ZERO)),
      set(shares, f64x2.both(ZERO)),
      set(between, ZERO),
      when(f64.gt(zone.read("emitterFactor"), ZERO), emitter),
      set(film, zone.readPair("emitterAir")),
      set(filmD, f64x2.product(get(film), f64x2.both(zone.read("emitterInverse")))),
      add(f64x2.first(get(film))),
      r.eachFilm(
        block(
          set(x, face.read("surface")),
          filmOf(record),
          set(inverse, f64.div(ONE, f64.sum(record.read("self"), get(hc), get(hr)))),
          set(filmD, f64x2.product(get(film), f64x2.both(get(inverse)))),
          face.write("inverseD", get(inverse)),
          face.writePair("hcD", get(filmD)),
          add(get(hc)),
          set(shares, f64x2.sum(get(shares), f64x2.product(get(filmD), f64x2.both(face.read("share"))))),
        ),
      ),
      set(film, f64x2.both(ZERO)),
      r.eachFloor(set(film, f64x2.sum(get(film), f64x2.product(face.readPair("hcD"), f64x2.both(r.floor.read("toRoom")))))),
      zone.writePair("floorAir", get(film)),
      r.eachWindow(
        block(
          set(x, window.read("inner")),
          window.write(
            "glass",
            f64.sum(
              window.read("glassAt0C"),
              f64.product(window.read("glassPerK"), f64.const(0.5), f64.sum(get(x), window.read("outer"))),
            ),
          ),
          filmOf(window),
          window.writePair("hc", get(film)),
        ),
      ),
      zone.writePair("sumAir", get(sums)),
      zone.writePair("shareAir", get(shares)),
      zone.write("between", get(between)),
    ),
  );
}
