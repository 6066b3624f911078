/** The kernel's parts that solve the zones; formulas as in `../eliminate.ts` and `../stepper.ts`. */
import { MOST_SWEEPS, SETTLED_K } from "../settling.ts";
import { block, type Code, f64, f64x2, get, i32, type Local, loopWhile, select, set, when } from "./assembler.ts";
import { across, sunPart } from "./partitions.ts";
import { addTo, ONE, type Registers, ZERO } from "./registers.ts";

export const hasEmitter = ({ zone }: Registers): Code => f64.gt(zone.read("emitterInverse"), ZERO);
export const radiantRest = ({ zone }: Registers): Code => f64.sub(ONE, zone.read("convectiveShare"));

/** Takes the surfaces of the zone at hand out of its two balances. */
export function eliminatePart(r: Registers): Code {
  const { zone, face, window, solved, beam, diffuse } = r;
  const { rNow, between, film, glass, both, inverse, inwards, outerW, inverseD } = r.numbers(
    "rNow",
    "between",
    "film",
    "glass",
    "both",
    "inverse",
    "inwards",
    "outerW",
    "inverseD",
  );
  const { outdoor, sumRadiant, determinant } = r.numbers("outdoor", "sumRadiant", "determinant");
  const { b, sums, shares, hD, h, toBoth } = r.pairs("b", "sums", "shares", "hD", "h", "toBoth");
  const { scratch } = r.pairs("scratch");
  const addPair = (sum: Local, term: Code): Code => set(sum, f64x2.sum(get(sum), term));

  const faces = (...sun: readonly Code[]): Code =>
    r.eachFace(
      block(
        set(
          rNow,
          f64.sum(
            f64.product(face.read("cross"), face.read("outer")),
            ...sun,
            across(f64x2.product(face.readPair("weight0"), face.readPair("mode0")), scratch),
          ),
        ),
        face.write("r", get(rNow)),
        addPair(b, f64x2.product(face.readPair("hcD"), f64x2.both(get(rNow)))),
      ),
    );
  // Half of all steps are dark.
  const overFaces = when(
    f64.gt(get(diffuse), ZERO),
    faces(f64.product(face.read("beam"), get(beam)), f64.product(face.read("diffuse"), get(diffuse))),
    faces(),
  );
  const overWindows = r.eachWindow(
    block(
      r.toWindow,
      set(film, r.atWindow("film")),
      set(glass, window.read("glass")),
      set(both, f64.sum(get(film), get(glass))),
      set(inverse, f64.div(ONE, get(both))),
      set(inwards, f64.product(get(glass), get(inverse))),
      set(h, window.readPair("hc")),
      // (film + glass) / (A film glass + (hc + hr) (film + glass)): no division waits for another.
      set(
        inverseD,
        f64.div(
          get(both),
          f64.sum(
            f64.product(window.read("areaM2"), get(film), get(glass)),
            f64.product(get(both), f64.sum(f64x2.first(get(h)), f64x2.second(get(h)))),
          ),
        ),
      ),
      set(outerW, r.atWindow("outer")),
      set(
        rNow,
        f64.sum(
          f64.product(window.read("areaM2"), f64.sum(r.atWindow("inner"), f64.product(get(inwards), get(outerW)))),
          f64.product(window.read("beam"), get(beam)),
          f64.product(window.read("diffuse"), get(diffuse)),
        ),
      ),
      set(hD, f64x2.product(get(h), f64x2.both(get(inverseD)))),
      window.writePair("hcD", get(hD)),
      window.write("inverseD", get(inverseD)),
      window.write("r", get(rNow)),
      window.write("perInner", get(inwards)),
      window.write("atZero", f64.product(get(outerW), get(inverse))),
      addPair(b, f64x2.product(get(hD), f64x2.both(get(rNow)))),
      addPair(sums, f64x2.sub(get(h), f64x2.product(get(h), get(hD)))),
      addPair(shares, f64x2.product(get(hD), f64x2.both(window.read("share")))),
      addTo(between, f64.product(f64x2.first(get(h)), f64x2.second(get(hD)))),
    ),
  );
  const heaterGain = f64.sum(
    f64.product(f64x2.first(get(toBoth)), get(sumRadiant)),
    f64.product(f64x2.second(get(toBoth)), get(between)),
  );
  return block(
    sunPart(r),
    set(b, f64x2.both(ZERO)),
    set(sums, zone.readPair("sumAir")),
    set(shares, zone.readPair("shareAir")),
    set(between, zone.read("between")),
    overWindows,
    set(
      outdoor,
      f64.sum(
        zone.read("bridges"),
        f64.product(f64.load(get(r.parameter("airWPerK"))), f64.sum(zone.read("outdoorAirM3PerH"), r.act("outdoorAirM3PerH"))),
      ),
    ),
    // Where 1 W of the heater goes, as the two balances see it; what the emitter holds goes the same way.
    when(
      hasEmitter(r),
      set(toBoth, f64x2.product(zone.readPair("emitterAir"), f64x2.both(zone.read("emitterInverse")))),
      when(
        f64.gt(zone.read("inFloor"), ZERO),
        set(toBoth, zone.readPair("floorAir")),
        set(
          toBoth,
          f64x2.sum(f64x2.pair(zone.read("convectiveShare"), ZERO), f64x2.product(f64x2.both(radiantRest(r)), get(shares))),
        ),
      ),
    ),
    // All divisions come before the faces: they take long, and nothing here waits for the state.
    set(sumRadiant, f64x2.second(get(sums))),
    set(
      determinant,
      f64.sub(
        f64.product(f64.sum(zone.read("capacity"), get(outdoor), zone.read("links"), f64x2.first(get(sums))), get(sumRadiant)),
        f64.product(get(between), get(between)),
      ),
    ),
    set(inverse, f64.div(ONE, get(determinant))),
    set(inwards, f64.div(ONE, get(sumRadiant))),
    set(glass, heaterGain),
    set(solved.heating, f64.div(get(determinant), f64.sum(f64.product(zone.read("droopKPerW"), get(determinant)), get(glass)))),
    set(solved.cooling, f64.div(get(determinant), get(sumRadiant))),
    set(solved.perLinkW, f64.product(get(inverse), get(sumRadiant))),
    set(solved.perHeaterW, f64.product(get(inverse), get(glass))),
    set(solved.radiantPerK, f64.product(get(inwards), get(between))),
    set(solved.radiantPerW, f64.product(get(inwards), f64x2.second(get(toBoth)))),
    overFaces,
    addPair(b, f64x2.product(f64x2.both(r.act("radiantW")), get(shares))),
    addPair(b, f64x2.product(f64x2.both(f64.product(zone.read("emitter"), zone.read("emitterC"))), get(toBoth))),
    set(
      solved.freeC,
      f64.sum(
        f64.product(
          get(solved.perLinkW),
          f64.sum(
            f64.product(zone.read("capacity"), zone.read("air")),
            f64.product(get(outdoor), f64.load(get(r.parameter("weather")))),
            r.act("convectiveW"),
            f64.product(zone.read("sunToAir"), f64.sum(get(beam), get(diffuse))),
            f64x2.first(get(b)),
          ),
        ),
        f64.product(f64.product(get(inverse), get(between)), f64x2.second(get(b))),
      ),
    ),
    set(solved.radiantC, f64.product(get(inwards), f64x2.second(get(b)))),
  );
}

/** Lets the heater of the zone at hand answer to the air temperature in `withoutC`, which is that without it. */
export function heatPart(r: Registers, withoutC: Local): Code {
  const { zone, solved, power } = r;
  const { setpoint } = r.numbers("setpoint");
  const cool = block(
    set(setpoint, r.act("coolingSetpointC")),
    when(
      f64.gt(get(withoutC), get(setpoint)),
      set(
        power,
        f64.neg(f64.min(zone.read("maxCoolingW"), f64.product(f64.sub(get(withoutC), get(setpoint)), get(solved.cooling)))),
      ),
    ),
  );
  const bySetpoint = block(
    set(power, ZERO),
    set(setpoint, f64.sum(r.act("heatingSetpointC"), zone.read("aboveK"))),
    when(
      f64.lt(get(withoutC), get(setpoint)),
      set(power, f64.min(zone.read("maxHeatingW"), f64.product(f64.sub(get(setpoint), get(withoutC)), get(solved.heating)))),
      cool,
    ),
  );
  const { leastC, mostC } = r.numbers("leastC", "mostC");
  const gainBy = (sign: Local): Code => select(f64.gt(get(sign), ZERO), get(solved.perHeaterW), get(solved.perLinkW));
  const powerTo = (limitC: Local): Code =>
    block(set(limitC, f64.sub(get(limitC), get(withoutC))), set(limitC, f64.div(get(limitC), gainBy(limitC))));
  const within = block(powerTo(leastC), powerTo(mostC), set(power, f64.min(get(mostC), f64.max(get(leastC), get(power)))));
  const forced = block(
    set(leastC, r.act("leastC")),
    set(mostC, r.act("mostC")),
    when(f64.lt(get(leastC), get(mostC)), within),
    set(power, f64.min(zone.read("maxHeatingW"), f64.max(f64.neg(zone.read("maxCoolingW")), get(power)))),
  );
  return block(
    set(power, r.act("forcedW")),
    when(f64.ne(get(power), get(power)), bySetpoint, forced),
    set(r.air, f64.sum(get(withoutC), f64.product(gainBy(power), get(power)))),
  );
}

/** Zones that exchange air, one after the other until all agree. */
export function settlePart(r: Registers): Code {
  const { zone, link, solved } = r;
  const { change, linkedW, withoutC, before } = r.numbers("change", "linkedW", "withoutC", "before");
  const rounds = r.locals.i32();
  return block(
    set(rounds, i32.const(MOST_SWEEPS)),
    set(change, ONE),
    loopWhile(
      f64.gt(get(change), f64.const(SETTLED_K)),
      block(
        set(change, ZERO),
        r.eachZone(
          block(
            set(linkedW, ZERO),
            r.eachLink(addTo(linkedW, f64.product(link.read("wPerK"), f64.load(link.pointer("air"))))),
            r.load("freeC", "perLinkW", "perHeaterW", "heating", "cooling"),
            set(withoutC, f64.sum(get(solved.freeC), f64.product(get(solved.perLinkW), get(linkedW)))),
            set(before, zone.read("air")),
            heatPart(r, withoutC),
            set(change, f64.max(get(change), f64.abs(f64.sub(get(r.air), get(before))))),
            zone.write("air", get(r.air)),
            zone.write("powerW", get(r.power)),
          ),
        ),
        set(rounds, i32.sub(get(rounds), i32.const(1))),
        when(i32.eqz(get(rounds)), block(f64.store(get(r.parameter("failed")), ONE), set(change, ZERO))),
      ),
    ),
  );
}
