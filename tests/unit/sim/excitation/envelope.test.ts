import { describe, expect, test } from "vitest";
import { column, type Frame } from "../../../../domain/index.ts";
import { comfortGuard, type EnvelopeLimits, envelope, type LookAhead } from "../../../../sim/excitation/envelope.ts";
import { runTrial, trialWeather } from "../../../../sim/excitation/trial.ts";
import { TRIAL_COOLING_W, TRIAL_FLAT, TRIAL_HEATING_W } from "../../../../sim/excitation/trial-zone.ts";
import { walkerFrom } from "../../../../sim/excitation/walker.ts";
import { createWalker } from "../../../../sim/excitation/walkers.ts";

const heats = { min: 0, max: TRIAL_HEATING_W };
const cools = { min: 0, max: TRIAL_COOLING_W };
const YEAR = 35_040;
const year = { weather: trialWeather(0, YEAR) };

const poisson = (range: typeof heats, name: string) => {
  const walker = createWalker({ spec: { kind: "poisson" }, range, stepS: 900, seed: 3, name });
  return () => walker.next();
};
const guards = (more: Partial<EnvelopeLimits> = {}) => ({
  heating: comfortGuard({ range: heats, ...more }, 900),
  cooling: comfortGuard({ range: cools }, 900),
});
/** Shares of occupied time in 18..26 °C, and of all time in which the wish was done. */
function shares(frame: Frame) {
  const [air, occupied] = [column(frame, "airTempC"), column(frame, "occupancy")];
  const [done, asked] = [column(frame, "heatingPowerW"), column(frame, "heatingRequestW")];
  const there = [...air.keys()].filter((i) => occupied[i] === 1);
  const inBand = there.filter((i) => (air[i] ?? 0) >= 18 && (air[i] ?? 0) <= 26).length / there.length;
  return { inBand, kept: done.filter((w, i) => w === asked[i]).length / done.length };
}

describe("a year of Poisson heating from winter to winter", () => {
  const heating = () => poisson(heats, "heating");
  const nothing = () => 0;
  const unbounded = shares(runTrial({ ...year, heating: heating() }));

  test("inside the envelope, with cooling that helps: 98 % of occupied time in 18..26 °C", () => {
    const inside = shares(runTrial({ ...year, heating: heating(), cooling: nothing, guards: guards() }));
    process.stdout.write(
      `occupied time in 18..26 °C: ${percent(inside.inBand)} in the envelope, ${percent(unbounded.inBand)} unbounded; ` +
        `wishes done as asked: ${percent(inside.kept)}\n`,
    );
    expect(inside.inBand).toBeGreaterThanOrEqual(0.98);
    expect(unbounded.inBand).toBeLessThan(0.3);
    expect(inside.kept).toBeGreaterThan(0.35);
  });

  test("heating alone misses only what no heating can help: hours above 26 °C with the heater off", () => {
    const frame = runTrial({ ...year, heating: heating(), guards: { heating: guards().heating } });
    const [air, occupied, done] = [column(frame, "airTempC"), column(frame, "occupancy"), column(frame, "heatingPowerW")];
    const avoidable = [...air.keys()].filter((i) => {
      const t = air[i] ?? 0;
      return i > 0 && occupied[i] === 1 && (t < 18 || (t > 26 && (done[i - 1] ?? 0) > 0));
    });
    expect(avoidable.length / YEAR).toBeLessThan(0.005);
  });

  test("a look-ahead with a wrong model still keeps it", () => {
    const believed = {
      ...TRIAL_FLAT,
      airJPerK: 1.3 * TRIAL_FLAT.airJPerK,
      airToOutdoorWPerK: 0.7 * TRIAL_FLAT.airToOutdoorWPerK,
    };
    const frame = runTrial({ ...year, heating: heating(), cooling: nothing, guards: guards(), believed });
    expect(shares(frame).inBand).toBeGreaterThanOrEqual(0.98);
  });

  test("heating and cooling excited at once leave each other more room", () => {
    const frame = runTrial({ ...year, heating: heating(), cooling: poisson(cools, "cooling"), guards: guards() });
    expect(shares(frame).inBand).toBeGreaterThanOrEqual(0.98);
    expect(shares(frame).kept).toBeGreaterThan(0.5);
  });

  test("a boiler that rests and runs for half an hour keeps its times, and nearly the band", () => {
    const limits = { minOnS: 1_800, minOffS: 1_800, lowestOn: 1_000 };
    const frame = runTrial({ weather: trialWeather(0, 8_640), heating: heating(), cooling: nothing, guards: guards(limits) });
    const done = column(frame, "heatingPowerW");
    expect(done.every((w) => w === 0 || w >= 1_000)).toBe(true);
    const states = [...done].map((w) => (w > 0 ? "1" : "0")).join("");
    expect(states.slice(2, -2)).not.toMatch(/010|101/);
    expect(shares(frame).inBand).toBeGreaterThan(0.9);
  });
});

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

describe("one guard, step by step", () => {
  const easy: LookAhead = { band: { minC: 0, maxC: 50 }, predictC: (level) => 20 + level / 10 };
  const strict: LookAhead = { band: { minC: 18, maxC: 26 }, predictC: (level) => 20 + level / 10 };
  const range = { min: 0, max: 100 };
  const wishes = (list: readonly number[], limits: Partial<EnvelopeLimits>, ahead = easy) => {
    const guard = comfortGuard({ range, ...limits }, 900);
    return list.map((wish) => guard.decide(wish, ahead));
  };

  test("what hinders nobody is done", () => {
    expect(wishes([0, 100, 37.5], {}).map((d) => [d.level, d.reason])).toEqual([
      [0, "asked"],
      [100, "asked"],
      [37.5, "asked"],
    ]);
  });

  test("comfort keeps its margin", () => {
    const [decision] = wishes([100], {}, strict);
    expect(decision?.reason).toBe("comfort");
    expect(strict.predictC(decision?.level ?? Number.NaN)).toBeCloseTo(25.7, 4);
    expect(wishes([100], { marginK: 0 }, strict)[0]?.level).toBeCloseTo(60, 4);
  });

  test("a dwell keeps the first wish, and comfort breaks in", () => {
    const guard = comfortGuard({ range, minDwellS: 2_700 }, 900);
    const levels = [50, 10, 20, 30].map((wish) => guard.decide(wish, easy));
    expect(levels.map((d) => d.level)).toEqual([50, 50, 50, 30]);
    expect(levels.map((d) => d.reason)).toEqual(["asked", "dwell", "dwell", "asked"]);
    const hot = comfortGuard({ range, minDwellS: 2_700 }, 900);
    expect([100, 0].map((wish) => hot.decide(wish, strict).reason)).toEqual(["comfort", "comfort"]);
    expect(hot.decide(0, strict).level).toBeCloseTo(57, 4);
  });

  test("the equipment outranks comfort, comfort the budget", () => {
    const slow = wishes([0, 100], { maxRatePerH: 40 });
    expect(slow.map((d) => [d.level, d.reason])).toEqual([
      [0, "asked"],
      [10, "equipment"],
    ]);
    const cold: LookAhead = { band: { minC: 18, maxC: 26 }, predictC: (level) => 10 + level / 10 };
    const poor = { budget: { energyWh: 10, everyS: 3_600 } };
    expect(wishes([100], poor)[0]?.level).toBeCloseTo(20, 9);
    expect(wishes([100], poor)[0]?.reason).toBe("energy");
    expect(wishes([100], poor, cold)[0]?.level).toBeCloseTo(83, 4);
  });

  test("what no level can mend is said", () => {
    const hot: LookAhead = { band: { minC: 18, maxC: 26 }, predictC: (level) => 30 + level / 10 };
    expect(wishes([40], {}, hot)[0]).toMatchObject({ requested: 40, level: 0, reason: "out-of-reach" });
  });

  test("a walker inside: its levels are the wishes, one a step", () => {
    let k = 0;
    const { next } = envelope(
      walkerFrom(() => k++),
      { range },
      900,
    );
    expect([next(easy), next(easy)].map((d) => d.requested)).toEqual([0, 1]);
  });

  test("a negative margin is refused", () => {
    expect(() => comfortGuard({ range, marginK: -1 }, 900)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });
});
