import { describe, expect, test } from "vitest";
import { ACT, ACT_WIDTH } from "../../../../sim/star/arrays.ts";
import type { StarBuilding } from "../../../../sim/star/description.ts";
import { planOf } from "../../../../sim/star/plan.ts";
import { restore, setTemperature, temperaturesOf } from "../../../../sim/star/state.ts";
import { createStepper } from "../../../../sim/star/stepper.ts";
import { threeRooms } from "../../../support/star-building.ts";
import { actsOf, PLACE, springWeather, wildActs } from "../../../support/star-run.ts";
import { stillWeather } from "../../../support/still-weather.ts";

/** Rooms in weather that stands still, until nothing moves. */
function settled(building: StarBuilding, outdoorC: number, acts: Parameters<typeof actsOf>[1], stepS = 3600) {
  const plan = planOf(building, stepS);
  const table = plan.columns.table(stillWeather(outdoorC, 1, stepS), PLACE);
  const stepper = createStepper(plan);
  for (let k = 0; k < 6_000; k++) stepper.run({ steps: 1, weather: table, acts: actsOf(plan, acts) });
  return { plan, work: stepper.work };
}

const [south] = threeRooms.zones;
if (!south) throw new Error("there is no zone");
const alone = (change: Partial<StarBuilding> = {}): StarBuilding => ({
  ...threeRooms,
  zones: [{ ...south, heater: undefined }],
  elements: threeRooms.elements.filter((e) => e.zone === "south" && e.boundary.to !== "zone"),
  windows: [],
  airLinks: [],
  ...change,
});

describe("at rest", () => {
  test("everything as warm as the outdoors stays so", () => {
    const elements = alone().elements.map((e) =>
      e.boundary.to === "ground" ? { ...e, boundary: { to: "ground", tempC: 5 } as const } : e,
    );
    const { work } = settled(alone({ elements }), 5, {});
    expect(work.zone.air[0]).toBeCloseTo(5, 7);
    expect(work.zone.radiant[0]).toBeCloseTo(5, 7);
  });

  test("a room that only exchanges air settles where its heat balance puts it", () => {
    const furniture = alone().elements.filter((e) => e.boundary.to === "adiabatic");
    const { plan, work } = settled(alone({ elements: furniture }), 0, { convectiveW: 300, radiantW: 100 });
    const conductance = plan.airWPerK * 20 + 1.5;
    expect(work.zone.air[0]).toBeCloseTo(400 / conductance, 6);
  });

  test("constant films make a wall's loss its U-value times the difference", () => {
    const film = { convectiveWPerM2K: 3, radiantWPerM2K: 5 };
    const elements = alone()
      .elements.filter((e) => e.boundary.to === "outdoors" && e.tiltDeg === 90)
      .map((e) => ({
        ...e,
        inside: { ...e.inside, film },
        boundary: {
          to: "outdoors",
          face: { exposure: "fixed", absorptance: 0, emissivity: 0.9, filmWPerM2K: 25, skyWPerM2K: 0 },
        } as const,
      }));
    const zones = [{ ...south, heater: undefined, outdoorAirM3PerH: 0, bridgesWPerK: 0 }];
    const { work } = settled(alone({ elements, zones }), -5, { convectiveW: 100 });
    // One surface: its radiant node has no other, so heat goes by convection alone.
    const resistance = 1 / 3 + 2 * (0.015 / 0.7) + 0.24 / 0.5 + 1 / 25;
    expect(work.zone.air[0]).toBeCloseTo(-5 + (100 / 12) * resistance, 4);
  });
});

describe("a heater", () => {
  test("without a band holds its set-point exactly, and no more than its power", () => {
    const zones = [
      { ...south, heater: { maxHeatingW: 5000, maxCoolingW: 500, bandAboveK: 0, bandBelowK: 0, convectiveShare: 0.4 } },
    ];
    const warm = settled(alone({ zones }), -10, { heatingSetpointC: 21, coolingSetpointC: 26 });
    expect(warm.work.zone.air[0]).toBeCloseTo(21, 9);
    expect(warm.work.powerW[0]).toBeGreaterThan(500);
    const cold = settled(alone({ zones }), -10, { heatingSetpointC: 200 });
    expect(cold.work.powerW[0]).toBe(5000);
    const hot = settled(alone({ zones }), 20, { heatingSetpointC: 21, coolingSetpointC: 26, convectiveW: 3000 });
    expect(hot.work.powerW[0]).toBe(-500);
  });

  test("with a band settles on its proportional line, through its emitter", () => {
    const { work } = settled(alone({ zones: [south] }), 0, { heatingSetpointC: 20 });
    const [T = 0, Q = 0, radiator = 0] = [work.zone.air[0], work.powerW[0], work.zone.emitter[0]];
    expect(Q).toBeCloseTo(1500 * (20.5 - T), 6);
    expect(35 * (radiator - 0.6 * T - 0.4 * (work.zone.radiant[0] ?? 0))).toBeCloseTo(Q, 6);
  });

  test("obeys a forced power within its limits", () => {
    expect(settled(alone({ zones: [south] }), 0, { heatingSetpointC: 20, forcedW: 700 }).work.powerW[0]).toBe(700);
    expect(settled(alone({ zones: [south] }), 0, { forcedW: 9_999 }).work.powerW[0]).toBe(1500);
    expect(settled(alone({ zones: [south] }), 0, { forcedW: -50 }).work.powerW[0]).toBeCloseTo(0, 12);
  });

  test("lets a forced power give way to the temperatures that it must keep", () => {
    const zones = [
      { ...south, heater: { maxHeatingW: 5000, maxCoolingW: 0, bandAboveK: 0, bandBelowK: 0, convectiveShare: 0.4 } },
    ];
    const kept = (forcedW: number) => settled(alone({ zones }), -5, { forcedW, leastC: 19, mostC: 24 }).work;
    expect(kept(5000).zone.air[0]).toBeCloseTo(24, 9);
    expect(kept(0).zone.air[0]).toBeCloseTo(19, 9);
    const free = settled(alone({ zones }), -5, { forcedW: 1000 }).work;
    const within = settled(alone({ zones }), -5, { forcedW: 1000, leastC: -40, mostC: 60 }).work;
    expect(within.powerW[0]).toBe(1000);
    expect(within.zone.air[0]).toBe(free.zone.air[0]);
    expect(settled(alone({ zones }), 40, { forcedW: 3000, leastC: 19, mostC: 24 }).work.powerW[0]).toBeCloseTo(0, 12);
  });
});

describe("through time", () => {
  const run = (stepS: number, filmEvery = 1) => {
    const plan = planOf(threeRooms, stepS);
    const steps = (10 * 86_400) / stepS;
    const table = plan.columns.table(springWeather(300, 10), PLACE);
    const rows = table.length / plan.columns.width() / steps;
    const width = plan.columns.width();
    // The weather of a long step is the mean of the short ones in it.
    const coarse = Float64Array.from({ length: steps * width }, (_, i) => {
      const [step, column] = [Math.floor(i / width), i % width];
      let sum = 0;
      for (let k = 0; k < rows; k++) sum += table[(step * rows + k) * width + column]!;
      return sum / rows;
    });
    const airTempC = new Float64Array(steps * 3);
    const acts = actsOf(plan, { heatingSetpointC: 20, coolingSetpointC: 26, radiantW: 60 });
    createStepper(plan, filmEvery).run({ steps, weather: coarse, acts, airTempC });
    return { steps, airTempC };
  };
  const meanOf = ({ steps, airTempC }: ReturnType<typeof run>, z: number) => {
    let sum = 0;
    for (let k = 0; k < steps; k++) sum += airTempC[3 * k + z]!;
    return sum / steps;
  };

  test("steps of 15 minutes and an hour tell the same story as steps of 5", () => {
    const [fine, quarter, hour] = [run(300), run(900), run(3600)];
    for (const z of [0, 1, 2]) {
      expect(Math.abs(meanOf(quarter, z) - meanOf(fine, z))).toBeLessThan(0.03);
      expect(Math.abs(meanOf(hour, z) - meanOf(fine, z))).toBeLessThan(0.15);
    }
  });

  test("films that are renewed every hour are as good as fresh ones", () => {
    const [fresh, held] = [run(900), run(900, 4)];
    for (const z of [0, 1, 2]) expect(Math.abs(meanOf(held, z) - meanOf(fresh, z))).toBeLessThan(0.05);
  });

  test("a run that is cut and restored goes on as if it had not been", () => {
    const plan = planOf(threeRooms, 900);
    const table = plan.columns.table(springWeather(900, 4), PLACE);
    const acts = wildActs(plan, 384);
    const [whole, first, second] = [createStepper(plan), createStepper(plan), createStepper(plan)];
    whole.run({ steps: 384, weather: table, acts });
    first.run({ steps: 101, weather: table, acts });
    restore(plan, second.work, temperaturesOf(plan, first.work));
    second.run({ steps: 283, weather: table, firstRow: 101, acts, firstAct: 101 });
    const [a, b] = [temperaturesOf(plan, whole.work), temperaturesOf(plan, second.work)];
    a.forEach((t, i) => void expect(b[i]).toBeCloseTo(t, 8));
  });

  test("twins behind an adiabatic wall are one room alone", () => {
    const twin = alone({
      zones: [south, { ...south, id: "twin" }],
      elements: [...alone().elements, ...alone().elements.map((e) => ({ ...e, id: `twin-${e.id}`, zone: "twin" }))],
    });
    const plans = [planOf(alone({ zones: [south] }), 900), planOf(twin, 900)];
    const ends = plans.map((plan) => {
      const stepper = createStepper(plan);
      const table = plan.columns.table(springWeather(900, 5), PLACE);
      stepper.run({ steps: 480, weather: table, acts: actsOf(plan, { heatingSetpointC: 20 }) });
      return stepper.work.zone.air;
    });
    expect(ends[1]?.[0]).toBeCloseTo(ends[0]?.[0] ?? 0, 10);
    expect(ends[1]?.[1]).toBeCloseTo(ends[0]?.[0] ?? 0, 10);
  });

  test("nothing grows, not even by steps of three hours with a door as wide as a barn's", () => {
    const building = { ...threeRooms, airLinks: [{ zones: ["south", "north"] as const, flowM3PerH: 20_000 }] };
    const plan = planOf(building, 10_800);
    const table = plan.columns.table(springWeather(10_800, 30), PLACE);
    const stepper = createStepper(plan);
    setTemperature(plan, stepper.work, 20);
    const airTempC = new Float64Array(240 * 3);
    stepper.run({ steps: 240, weather: table, acts: wildActs(plan, 240), airTempC });
    expect(Math.min(...airTempC)).toBeGreaterThan(-5);
    expect(Math.max(...airTempC)).toBeLessThan(50);
  });
});

test("more gain, more insulation or a higher set-point never cool a room", () => {
  const plan = planOf(threeRooms, 900);
  const table = plan.columns.table(springWeather(900, 5), PLACE);
  const meanC = (acts: Float64Array) => {
    const airTempC = new Float64Array(480 * 3);
    createStepper(plan).run({ steps: 480, weather: table, acts, airTempC });
    return airTempC.reduce((a, b) => a + b, 0) / airTempC.length;
  };
  const base = meanC(actsOf(plan, { heatingSetpointC: 18 }));
  expect(meanC(actsOf(plan, { heatingSetpointC: 20 }))).toBeGreaterThan(base);
  expect(meanC(actsOf(plan, { heatingSetpointC: 18, convectiveW: 200 }))).toBeGreaterThan(base);
  const cold = actsOf(plan, { heatingSetpointC: 18, outdoorAirM3PerH: 50 });
  expect(cold[ACT_WIDTH + ACT.outdoorAirM3PerH]).toBe(50);
  expect(meanC(cold)).toBeLessThan(base);
});
