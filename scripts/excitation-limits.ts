/** What each limit of a machine costs the signal, and a model that learns from it, on BuilDa's reference house. */
import { makeFrame, stream } from "#domain";
import { createResponseTally, LEADS, LOOK_BACK, lastRow, type Operation, RESPONSE_LEARNERS } from "#forecasting";
import { branch, createPolicy, drawSetback, type HeatedZone, household, houseInWeather, operate, type Policy } from "#sim";
import { comfortGuard, type EnvelopeLimits } from "../sim/excitation/envelope.ts";
import { excitationQuality } from "../sim/excitation/quality.ts";
import { createWalker } from "../sim/excitation/walkers.ts";

const HOUSE = "builda-sfh-08";
const SEEDS = [1, 2, 3];
const [TRAIN_DAYS, TEST_DAYS, WARM_UP_DAYS] = [30, 21, 21];
/** 5 January, and 17 November. */
const [TRAIN_FROM_DAY, TEST_FROM_DAY] = [5, 320];
/** Standard deviation of the thermometer. */
const NOISE_K = 0.1;
const RANGE = { min: 0, max: 1 };
/** Not so narrow that it binds before the equipment does. */
const ANYTHING = { minC: -100, maxC: 200 };

/** Of levels spread evenly over 0..1. */
const EVEN_VARIANCE = 1 / 12;

type Limits = Partial<EnvelopeLimits>;

/** One at a time, then all. Levels are shares of the installed power. */
const ONE_AT_A_TIME: readonly (readonly [string, (maxW: number, usualW: number) => Limits])[] = [
  ["rate: full range in 2 h", () => ({ maxRatePerH: 0.5 })],
  ["rate: full range in 30 min", () => ({ maxRatePerH: 2 })],
  ["dwell 2 h", () => ({ minDwellS: 7_200 })],
  ["least on and off 1 h, lowest level 30 %", () => ({ minOnS: 3_600, minOffS: 3_600, lowestOn: 0.3 })],
  ["power 50 %", (maxW) => ({ powerLimitW: 0.5 * maxW })],
  ["energy a day: what P control uses", (_, usualW) => ({ budget: { energyWh: 24 * usualW, everyS: 86_400 } })],
];
const NO_LIMITS: (typeof ONE_AT_A_TIME)[number] = ["none", () => ({})];
const ALL: (typeof ONE_AT_A_TIME)[number] = [
  "all of them but the slower rate",
  (maxW, usualW) => Object.assign({}, ...ONE_AT_A_TIME.slice(1).map(([, of]) => of(maxW, usualW))) as Limits,
];

interface Figures {
  readonly obeyed: number;
  readonly variance: number;
  readonly bands: number;
  readonly evenness: number;
  readonly cells: number;
  readonly comfort: number;
  readonly mae4hK: number;
  readonly response4hK: number;
  /** What the response truly is on average, and at how many moments. */
  readonly true4hK: number;
  readonly origins: number;
}

/** Means over the seeds. The variance is a share of the walker's own. */
export function limitsTable(): string {
  const rows = [NO_LIMITS, ...ONE_AT_A_TIME, ALL].map(([name, of]) => {
    const cells = [false, true].map((bounded) => cellsOf(SEEDS.map((seed) => figuresOf(seed, of, bounded))));
    return `| ${name} | ${cells.join(" | ")} |`;
  });
  const all = SEEDS.map(closedLoop);
  const plain = cellsOf(all);
  const trueK = all.reduce((sum, f) => sum + f.true4hK, 0) / all.length;
  rows.push(`| P control instead | ${plain} | ${plain.replaceAll(/[^|]+/g, "-").replaceAll("|", " | ")} |`);
  const columns = ["as asked", "variance", "bands", "even", "cells", "18-26 °C", "MAE 4 h", "response"];
  const head = ["free", "in envelope"].flatMap((how) => columns.map((c, i) => (i === 0 ? `${how}: ${c}` : c)));
  const caption = `Moments that are judged: ${all.map((f) => f.origins).join(", ")}. The heating that is moved makes ${trueK.toFixed(1)} K after 4 h on average.`;
  return [caption, "", `| limit | ${head.join(" | ")} |`, `|---|${"---:|".repeat(2 * columns.length)}`, ...rows].join("\n");
}

function cellsOf(all: readonly Figures[]): string {
  const mean = (of: (f: Figures) => number) => all.reduce((sum, f) => sum + of(f), 0) / all.length;
  const percent = (of: (f: Figures) => number) => (Number.isNaN(mean(of)) ? "-" : `${(100 * mean(of)).toFixed(0)} %`);
  return [
    percent((f) => f.obeyed),
    percent((f) => f.variance),
    percent((f) => f.bands),
    mean((f) => f.evenness).toFixed(2),
    percent((f) => f.cells),
    percent((f) => f.comfort),
    `${mean((f) => f.mae4hK).toFixed(2)} K`,
    `${mean((f) => f.response4hK).toFixed(3)} K`,
  ].join(" | ");
}

function figuresOf(seed: number, limitsOf: (maxW: number, usualW: number) => Limits, bounded: boolean): Figures {
  const { zone, home, start, usualW } = winterOf(seed);
  zone.restore(start);
  const asked: number[] = [];
  const limits = limitsOf(zone.maxHeatingW, usualW);
  const guarded = bounded || Object.keys(limits).length > 0;
  const guard = comfortGuard({ range: RANGE, powerOfW: (share) => share * zone.maxHeatingW, ...limits }, zone.stepS);
  const walker = createWalker({ spec: { kind: "poisson" }, range: RANGE, stepS: zone.stepS, seed, name: `limits/${HOUSE}` });
  const policy: Policy = ({ band, predictC }) => {
    const wish = walker.next();
    asked.push(wish);
    return guarded ? guard.decide(wish, { band: bounded ? band : ANYTHING, predictC }).level : wish;
  };
  const life = operate(zone, home, policy, (TRAIN_DAYS * 86_400) / zone.stepS);
  return measured(seed, life, asked);
}

/** The controller that the limits are compared with; nobody asks, so shares of what was asked are none. */
function closedLoop(seed: number): Figures {
  const { zone, home, start } = winterOf(seed);
  zone.restore(start);
  return { ...measured(seed, live(zone, home, "p", seed, TRAIN_DAYS), []), obeyed: Number.NaN };
}

/** `asked` by row; the variance is that of the heating itself, in shares of a walker that takes all levels alike, where it is empty. */
function measured(seed: number, life: ReturnType<typeof operate>, asked: readonly number[]): Figures {
  const { home, weather, zone } = winterOf(seed);
  const record = recordOf(life, weather, home);
  const rows = life.heatingShare.length;
  const { controls, comfort } = excitationQuality({
    frame: makeFrame(0, zone.stepS, [
      ["air", life.airTempC.slice(0, rows)],
      ["heating", life.heatingShare],
      ["occupied", home.occupied.slice(life.fromRow, life.fromRow + rows)],
    ]),
    state: "air",
    controls: [{ name: "heating", range: RANGE }],
    occupancy: "occupied",
  });
  const [heating] = controls;
  if (!heating) throw new Error("one control goes in");
  return {
    obeyed: life.heatingShare.filter((u, i) => Math.abs(u - asked[i]!) < 1e-6).length / rows,
    variance: varianceOf(life.heatingShare) / (asked.length > 0 ? varianceOf(asked) : EVEN_VARIANCE),
    bands: heating.spectrum.covered,
    evenness: heating.spectrum.evenness,
    cells: heating.coverage.occupied,
    comfort: comfort.share,
    ...judged(seed, record),
  };
}

/** The zone after its warm-up under P control. */
function warm(seed: number, fromDay: number, days: number) {
  const { zone, weather, utcOffsetH } = houseInWeather(HOUSE, seed, fromDay - WARM_UP_DAYS, WARM_UP_DAYS + days);
  const home = household(weather, drawSetback(stream(seed, `setback/${HOUSE}`)), utcOffsetH);
  live(zone, home, "p", seed, WARM_UP_DAYS);
  return { zone, home, weather };
}

const live = (zone: HeatedZone, home: ReturnType<typeof household>, policy: "p" | "poisson", seed: number, days: number) =>
  operate(zone, home, createPolicy(policy, { stepS: zone.stepS, seed, name: "limits/test" }), (days * 86_400) / zone.stepS, {
    keepEvery: 8,
  });

/** The days that are learned from, and the mean heating of P control on them. */
const winterOf = kept((seed: number) => {
  const house = warm(seed, TRAIN_FROM_DAY, TRAIN_DAYS);
  const start = house.zone.snapshot();
  const { heatingShare } = live(house.zone, house.home, "p", seed, TRAIN_DAYS);
  return { ...house, start, usualW: (house.zone.maxHeatingW * heatingShare.reduce((a, b) => a + b, 0)) / heatingShare.length };
});

function recordOf(
  life: ReturnType<typeof operate>,
  weather: ReturnType<typeof houseInWeather>["weather"],
  home: ReturnType<typeof household>,
): Operation {
  const cut = (name: string) => weather.columns.get(name)!.slice(life.fromRow, life.fromRow + life.airTempC.length);
  return {
    stepS: weather.stepS,
    startHour: home.hours[life.fromRow]!,
    airTempC: life.airTempC,
    heatingShare: life.heatingShare,
    outdoorTempC: cut("outdoorTempC"),
    directWPerM2: cut("directNormalWPerM2"),
    diffuseWPerM2: cut("diffuseHorizontalWPerM2"),
  };
}

/** A free Poisson run in autumn, the same for all limits. */
const autumnOf = kept((seed: number) => {
  const { zone, home, weather } = warm(seed, TEST_FROM_DAY, TEST_DAYS);
  const life = live(zone, home, "poisson", seed, TEST_DAYS);
  return { zone, life, record: recordOf(life, weather, home) };
});

/** Worked out once a seed. */
function kept<T>(make: (seed: number) => T): (seed: number) => T {
  const all = new Map<number, T>();
  return (seed) => {
    const value = all.get(seed) ?? make(seed);
    all.set(seed, value);
    return value;
  };
}

/** As a thermometer sees it. */
function seen(record: Operation, seed: number, part: string): Operation {
  const random = stream(seed, `limits/noise/${part}`);
  return { ...record, airTempC: record.airTempC.map((t) => t + NOISE_K * random.normal()) };
}

/**
 * Ridge regression learns from `record` as a thermometer sees it, and says on the test run what comes in 4 h, and what a fifth more or
 * less heating does.
 */
function judged(seed: number, record: Operation): { mae4hK: number; response4hK: number; true4hK: number; origins: number } {
  const learner = RESPONSE_LEARNERS.find((l) => l.id === "ridge");
  if (!learner) throw new Error("ridge is one of the learners");
  const model = learner.learn([seen(record, seed, "train")], stream(seed, "limits/ridge"), { epochs: 1, stride: 1 });
  const { zone, life, record: test } = autumnOf(seed);
  const read = seen(test, seed, "test");
  const [first, second] = [new Float64Array(LEADS), new Float64Array(LEADS)];
  const tally = createResponseTally();
  let [error, trueSum, origins] = [0, 0, 0];
  for (const [row, state] of life.states) {
    if (row < LOOK_BACK || row > lastRow(test)) continue;
    const plan = test.heatingShare.subarray(row, row + LEADS);
    model.predict(read, row, plan, first);
    error += Math.abs(first[LEADS - 1]! - test.airTempC[row + LEADS]!);
    origins++;
    const [more, less] = [plan.map((u) => Math.min(1, u + 0.2)), plan.map((u) => Math.max(0, u - 0.2))];
    model.predict(read, row, more, first);
    model.predict(read, row, less, second);
    const [warmer, colder] = [branch(zone, state, more), branch(zone, state, less)];
    trueSum += warmer[LEADS - 1]! - colder[LEADS - 1]!;
    tally.add(
      first.map((v, h) => v - second[h]!),
      warmer.map((v, h) => v - colder[h]!),
    );
  }
  return { mae4hK: error / origins, response4hK: tally.score().rmse4hK, true4hK: trueSum / origins, origins };
}

function varianceOf(x: ArrayLike<number>): number {
  const all = Array.from(x);
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  return all.reduce((a, b) => a + (b - mean) ** 2, 0) / all.length;
}
