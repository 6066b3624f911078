/** The kernel beside the same stepper in C, compiled here, on the same zone, weather and acts. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { ACT_WIDTH, FACE, FACE_STATE, WINDOW, WINDOW_STATE, ZONE, ZONE_STATE } from "../../sim/star/arrays.ts";
import { createKernel } from "../../sim/star/kernel/kernel.ts";
import { FILM_EVERY, WINDOW as STEPS, systemsYear } from "./systems-year.ts";

const SOURCE = new URL("native/star.c", import.meta.url).pathname;
/** Sums may be reordered, as vectors need it; NaN stays what it is. */
const LOOSE = ["-fno-math-errno", "-fno-trapping-math", "-fno-signed-zeros", "-fassociative-math", "-freciprocal-math"];
/** As wide as WebAssembly's vectors, and as wide as this machine has them. */
export const WIDTHS = { "128 bits": "-march=x86-64-v2", "this machine's": "-march=native" } as const;

/** The C port knows no heated floors and one zone without links. */
const ZONE_ORDER = ZONE.filter((name) => name !== "inFloor" && name !== "links");
const FILM = ["colder", "warmer", "least", "radiantFactor", "radiantFixed", "beam", "diffuse", "share"] as const;

export interface NativeResult {
  readonly width: keyof typeof WIDTHS;
  readonly nsPerStep: number;
  /** Largest difference to the kernel's air temperature in the last window, K, and of its power, W. */
  readonly differK: number;
  readonly differW: number;
}

/** Results for each width that the compiler at hand can make; none without a C compiler. */
export function nativeSteps(windows: number): NativeResult[] {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-native-"));
  try {
    const { plan, weather, acts } = systemsYear(1);
    const rows = weather.length / plan.columns.width();
    const kernel = createKernel(plan, FILM_EVERY);
    const start = [
      ...ZONE_STATE.flatMap((name) => [...kernel.work.zone[name]]),
      ...FACE_STATE.flatMap((name) => [...kernel.work.face[name]]),
      ...WINDOW_STATE.flatMap((name) => [...kernel.work.window[name]]),
    ];
    const head = [plan.faces.length, plan.windowColumn.length, plan.columns.width(), FILM_EVERY];
    const input = Float64Array.from([
      ...head,
      ...[rows, acts.length / ACT_WIDTH, STEPS, windows, plan.airWPerK],
      ...ZONE_ORDER.flatMap((name) => [...plan.zone[name]]),
      ...[...FILM, ...FACE.slice(FILM.length)].flatMap((name) => [...plan.face[name]]),
      ...plan.faceColumn,
      ...plan.outer,
      ...[...FILM, ...WINDOW.slice(FILM.length)].flatMap((name) => [...plan.window[name]]),
      ...plan.windowColumn,
      ...start,
      ...weather,
      ...acts,
    ]);
    const [inPath, outPath, program] = [join(folder, "in"), join(folder, "out"), join(folder, "star")];
    writeFileSync(inPath, new Uint8Array(input.buffer));
    const [airTempC, powerW] = [new Float64Array(STEPS), new Float64Array(STEPS)];
    for (let k = 0; k < windows; k++) {
      const firstRow = (k * STEPS) % (rows - STEPS);
      kernel.run({ steps: STEPS, weather, firstRow, acts, firstAct: firstRow, airTempC, powerW });
    }
    return (Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]).flatMap((width) => {
      try {
        execFileSync(env.CC ?? "cc", ["-O3", WIDTHS[width], ...LOOSE, "-o", program, SOURCE, "-lm"], { stdio: "ignore" });
      } catch {
        return [];
      }
      execFileSync(program, [inPath, outPath]);
      const bytes = readFileSync(outPath);
      const found = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      const differ = (own: Float64Array, from: number) =>
        own.reduce((most, v, i) => Math.max(most, Math.abs(v - found[from + i]!)), 0);
      return [{ width, nsPerStep: found[0]!, differK: differ(airTempC, 1), differW: differ(powerW, 1 + STEPS) }];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
