/**
 * The kernel: the stepper of `../stepper.ts` as one function of WebAssembly.
 *
 * It keeps the building in linear memory and runs any number of zones and steps without a call in between. It does what the
 * loops of `../stepper.ts` do, in the same order; they are what it is tested against, and what runs where it may not.
 */
import { ACT_WIDTH } from "../arrays.ts";
import { block, type Code, f64, get, i32, type Local, loopWhile, moduleOf, set, when } from "./assembler.ts";
import { filmsPart } from "./films.ts";
import { finishPart } from "./finish.ts";
import { outsidePart, partitionFilmsPart, partitionsPart } from "./partitions.ts";
import { registers } from "./registers.ts";
import { eliminatePart, heatPart, settlePart } from "./rooms.ts";

/** Bytes of the module. Its function `run` takes `PARAMETERS`. */
export function program(): Uint8Array<ArrayBuffer> {
  const r = registers();
  const { zone, parameter } = r;
  const { withoutC } = r.numbers("withoutC");
  const [steps, filmLeft, act, weather] = [parameter("steps"), parameter("filmLeft"), parameter("act"), parameter("weather")];
  const advance = (pointer: Local, bytes: Code): Code => set(pointer, i32.sum(get(pointer), bytes));

  const begin = block(zone.writePointer("act", get(act)), advance(act, i32.const(8 * ACT_WIDTH)), eliminatePart(r));
  const end = block(
    finishPart(r),
    f64.store(get(parameter("airOut")), get(r.air)),
    f64.store(get(parameter("powerOut")), get(r.power)),
    advance(parameter("airOut"), i32.const(8)),
    advance(parameter("powerOut"), i32.const(8)),
  );
  const apart = r.eachZone(block(begin, set(withoutC, get(r.solved.freeC)), heatPart(r, withoutC), end));
  const together = block(
    r.eachZone(block(begin, r.save)),
    settlePart(r),
    r.eachZone(
      block(
        r.load("radiantC", "radiantPerK", "radiantPerW"),
        set(r.air, zone.read("air")),
        set(r.power, zone.read("powerW")),
        end,
      ),
    ),
  );
  const step = block(
    when(i32.eqz(get(filmLeft)), block(filmsPart(r), partitionFilmsPart(r), set(filmLeft, get(parameter("filmEvery"))))),
    set(filmLeft, i32.sub(get(filmLeft), i32.const(1))),
    outsidePart(r),
    partitionsPart(r),
    when(get(parameter("linked")), together, apart),
    when(i32.geU(get(act), get(parameter("actsEnd"))), set(act, get(parameter("acts")))),
    advance(weather, get(parameter("weatherBytes"))),
    set(steps, i32.sub(get(steps), i32.const(1))),
  );
  return moduleOf(r.locals, loopWhile(get(steps), step));
}
