import { expect, test } from "vitest";
import { column } from "#domain";
import { type Equipment, equip } from "../../../../../sim/building/archetypes/equipment.ts";
import { archetype } from "../../../../../sim/building/archetypes/registry.ts";
import { simulate } from "../../../../../sim/simulate.ts";
import { type ClimateId, syntheticWeather } from "../../../../../sim/weather/index.ts";

const DAY_MS = 86_400_000;
const STEP_S = 900;
const DAYS = 7;
/** Lived before the week that counts. */
const BEFORE = 7;

/** A week from `startTs` on: kWh of the whole building's columns and temperatures of its first zone. */
function week(startTs: number, equipment: Equipment, climate: ClimateId) {
  const model = equip(archetype("de-sfh-10"), equipment);
  const weather = syntheticWeather({
    climate,
    seed: 1,
    startTs: startTs - BEFORE * DAY_MS,
    stepS: 3600,
    length: (BEFORE + DAYS) * 24 + 1,
  });
  const { frame } = simulate({ model, weather, stepS: STEP_S });
  const skip = (BEFORE * DAY_MS) / (STEP_S * 1000);
  const tail = (key: string) => column(frame, key).subarray(skip);
  const kWh = (key: string) => tail(`whole/${key}`).reduce((sum, w) => sum + w, 0) * (STEP_S / 3.6e6);
  const temps = tail(`${model.zones[0]?.id}/airTempC`);
  return { model, kWh, leastC: Math.min(...temps), mostC: Math.max(...temps) };
}

const winter = (equipment: Equipment) => week(Date.UTC(2026, 0, 12), equipment, "central-europe");
const summer = (equipment: Equipment) => week(Date.UTC(2026, 6, 13), equipment, "hot-arid");

test("nothing chosen, nothing changed", () => {
  const house = archetype("de-sfh-10");
  expect(equip(house, {})).toBe(house);
});

test("the source says what was put in", () => {
  expect(equip(archetype("de-sfh-10"), { emitter: "floor", heat: "heat-pump" }).source).toMatch(
    /; equipped with emitter floor, heat heat-pump\.$/,
  );
});

test("every choice by itself makes a building, drawn ones too", () => {
  const choices: Equipment[] = [
    ...(["floor", "radiator", "convector", "ideal"] as const).map((emitter) => ({ emitter })),
    ...(["boiler", "heat-pump", "district"] as const).map((heat) => ({ heat })),
    ...(["P", "PI", "two-point", "ideal"] as const).map((controller) => ({ controller })),
    ...(["split", "none"] as const).map((cooling) => ({ cooling })),
    ...(["mechanical", "natural"] as const).map((ventilation) => ({ ventilation })),
    { photovoltaicsW: 5_000 },
  ];
  for (const name of ["de-sfh-01", "small-office-2020", "de-sfh-1958"])
    for (const choice of choices) expect(equip(archetype(name), choice).zones.length).toBeGreaterThan(0);
});

test("a floor gives no more than people can stand on, and water suits what it flows through", () => {
  const old = equip(archetype("de-sfh-01"), { emitter: "floor", heat: "heat-pump" });
  for (const z of old.zones) expect(z.heating?.maxPowerW).toBeLessThanOrEqual(100 * z.floorAreaM2);
  const flows = (["floor", "radiator"] as const).flatMap((emitter) =>
    (["heat-pump", "boiler"] as const).map((heat) => {
      const { supply } = equip(archetype("de-sfh-08"), { emitter, heat });
      return "heatingCurve" in supply ? supply.heatingCurve?.designFlowC : undefined;
    }),
  );
  expect(flows).toEqual([35, 35, 55, 70]);
});

test("modules come and go", () => {
  const sunny = equip(archetype("de-sfh-08"), { photovoltaicsW: 5_000 });
  expect(sunny.photovoltaics?.peakPowerW).toBe(5_000);
  expect(equip(sunny, { photovoltaicsW: 0 }).photovoltaics).toBeUndefined();
});

test("winter: a heat pump makes two to four and a half times its electricity, better through floors than through radiators", () => {
  const spf = (emitter: "floor" | "radiator") => {
    const run = winter({ emitter, heat: "heat-pump", controller: "PI" });
    const household = winter({ emitter, heat: "district", controller: "PI" }).kWh("electricPowerW");
    expect(run.leastC).toBeGreaterThan(15);
    expect(run.kWh("heatingPowerW")).toBeGreaterThan(100);
    return run.kWh("heatPowerW") / (run.kWh("electricPowerW") - household);
  };
  const [floor, radiator] = [spf("floor"), spf("radiator")];
  expect(radiator).toBeGreaterThan(2);
  expect(floor).toBeGreaterThan(radiator);
  expect(floor).toBeLessThan(4.5);
});

test("winter: a condensing boiler makes 0.9 to 1.08 of its gas into heat, and recovery spares some of it", () => {
  const run = winter({ heat: "boiler", emitter: "floor" });
  const made = run.kWh("heatingPowerW") + run.kWh("hotWaterPowerW");
  expect(made / run.kWh("gasPowerW")).toBeGreaterThan(0.9);
  expect(made / run.kWh("gasPowerW")).toBeLessThan(1.08);
  const spared = winter({ heat: "boiler", emitter: "floor", ventilation: "mechanical" });
  expect(spared.kWh("heatingPowerW")).toBeLessThan(0.95 * run.kWh("heatingPowerW"));
});

test("winter: every thermostat holds the rooms near their set-points of 17 and 20 °C", () => {
  for (const controller of ["P", "PI", "two-point", "ideal"] as const) {
    const { leastC, mostC } = winter({ controller, emitter: "radiator", heat: "boiler" });
    expect(leastC, controller).toBeGreaterThan(15.5);
    expect(mostC, controller).toBeLessThan(23);
  }
});

test("summer: a split unit keeps 26 °C at two and a half to eight times its electricity; open windows help as well", () => {
  const free = summer({ ventilation: "mechanical" });
  const cooled = summer({ ventilation: "mechanical", cooling: "split" });
  const aired = summer({ ventilation: "natural" });
  expect(free.mostC).toBeGreaterThan(26.5);
  expect(cooled.mostC).toBeLessThan(26.3);
  const eer = cooled.kWh("coolingPowerW") / (cooled.kWh("electricPowerW") - free.kWh("electricPowerW"));
  expect(eer).toBeGreaterThan(2.5);
  expect(eer).toBeLessThan(8);
  expect(aired.leastC).toBeLessThan(free.leastC);
  expect(aired.kWh("electricPowerW")).toBeLessThan(free.kWh("electricPowerW"));
});
