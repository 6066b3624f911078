/** Weather at finer steps: states on straight lines, light along the sun's course with the energy of every interval kept. */
import { type Frame, makeFrame, ZonecastError } from "#domain";
import { averageBy, beamShape, edgesOf, skyShape, spreadMeans } from "./spread.ts";
import { type Place, refine, type SunCourse, sunCourse } from "./sun-course.ts";

/** The sun is followed at steps no longer than this, s. */
const LONGEST_SUN_STEP_S = 300;
const YEAR_S = 365 * 86_400;

const LIGHT = ["directNormalWPerM2", "diffuseHorizontalWPerM2", "globalIrradianceWPerM2"] as const;

/**
 * The same weather at a step that goes into the frame's a whole number of times. Row i of the result stands at the end of
 * its own interval; the last row of every old interval stands where the old row stood, with the same states.
 *
 * States are straight lines between rows, so temperature is continuous. Before the first row lies the last one when the
 * frame is a year of 365 days (typical years go round), else the first row's own value. Irradiances are means: within
 * each old interval they follow a clear sun times a clearness that moves straight from interval to interval, are nought
 * with the sun down, and have the old mean. Gaps stay gaps.
 *
 * Throws `bad-input` when the steps do not fit.
 */
export function interpolateWeather(frame: Frame, stepS: number, place: Place): Frame {
  const parts = frame.stepS / stepS;
  if (!Number.isInteger(parts) || parts < 1)
    throw new ZonecastError("bad-input", `a step of ${stepS} s does not go into one of ${frame.stepS} s`, {
      hint: "take one that divides it, such as 300 or 900 s into an hour",
    });
  const grid = refine(frame, parts);
  const goesRound = frame.length * frame.stepS === YEAR_S;
  const light = LIGHT.some((name) => frame.columns.has(name))
    ? lightColumns(frame, parts, place)
    : new Map<string, Float64Array>();
  const columns = [...frame.columns].map(
    ([name, values]) => [name, light.get(name) ?? straight(values, parts, goesRound)] as const,
  );
  return makeFrame(grid.startTs, grid.stepS, columns);
}

function straight(values: Float64Array, parts: number, goesRound: boolean): Float64Array {
  const out = new Float64Array(values.length * parts);
  for (let i = 0; i < values.length; i++) {
    const to = values[i] ?? Number.NaN;
    const from = i > 0 ? values[i - 1] : goesRound ? values[values.length - 1] : to;
    for (let k = 1; k < parts; k++) out[i * parts + k - 1] = (from ?? Number.NaN) + ((to - (from ?? Number.NaN)) * k) / parts;
    out[i * parts + parts - 1] = to;
  }
  return out;
}

function lightColumns(frame: Frame, parts: number, place: Place): Map<string, Float64Array> {
  const finer = Math.ceil(frame.stepS / parts / LONGEST_SUN_STEP_S);
  const course = sunCourse(refine(frame, parts * finer), place);
  const edges = edgesOf(frame);
  const spread = (name: string, shape: Float64Array) => {
    const values = frame.columns.get(name);
    return values && spreadMeans(values, edges, course, shape);
  };
  const direct = spread("directNormalWPerM2", beamShape(course));
  const diffuse = spread("diffuseHorizontalWPerM2", skyShape(course));
  const global = spread("globalIrradianceWPerM2", globalShape(course, direct, diffuse));
  const fine: [string, Float64Array | undefined][] = [
    ["directNormalWPerM2", direct],
    ["diffuseHorizontalWPerM2", diffuse],
    ["globalIrradianceWPerM2", global],
  ];
  return new Map(fine.flatMap(([name, values]) => (values ? [[name, averageBy(finer, values)] as const] : [])));
}

/** Global light goes as its parts do, where they are known. */
function globalShape(course: SunCourse, direct: Float64Array | undefined, diffuse: Float64Array | undefined): Float64Array {
  const sky = skyShape(course);
  if (!direct || !diffuse) return sky;
  return sky.map((s, j) => {
    const sum = (diffuse[j] ?? Number.NaN) + (direct[j] ?? Number.NaN) * Math.max(0, course.sinElevation[j] ?? 0);
    return Number.isNaN(sum) ? s : sum;
  });
}
