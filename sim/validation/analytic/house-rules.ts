/** Laws that every run must keep whatever the building: energy is conserved, and the step of the output is a matter of taste. */
import { column, type Frame, stream } from "#domain";
import { demoBuildings } from "../../building/demo.ts";
import { thermostat } from "../../reduced/ideal-load.ts";
import { reducedModel, type ZoneInput } from "../../reduced/model.ts";
import type { ReducedBuilding, ReducedZone } from "../../reduced/zone.ts";
import { simulate } from "../../simulate.ts";
import { INNER_STEP_S } from "../../simulation.ts";
import { syntheticWeather } from "../../weather/index.ts";

const HOURS = 60 * 24;

const office: ReducedZone = {
  airCapacityJPerK: 1.6e5,
  radiationWPerM2K: 5,
  elements: {
    exterior: {
      areaM2: 40,
      filmWPerM2K: 2.7,
      chain: [
        { resistanceKPerW: 0.002, capacityJPerK: 4e6 },
        { resistanceKPerW: 0.004, capacityJPerK: 3e6 },
      ],
      outwardKPerW: 0.05,
    },
    interior: { areaM2: 90, filmWPerM2K: 2.3, chain: [{ resistanceKPerW: 0.001, capacityJPerK: 9e6 }] },
    floor: { areaM2: 25, filmWPerM2K: 1.7, chain: [{ resistanceKPerW: 0.005, capacityJPerK: 8e6 }], outwardKPerW: 0.1 },
    roof: { areaM2: 25, filmWPerM2K: 1.7, chain: [{ resistanceKPerW: 0.006, capacityJPerK: 1e6 }], outwardKPerW: 0.12 },
  },
  window: { areaM2: 6, filmWPerM2K: 2.7, outwardKPerW: 0.1 },
  facades: [{ wallAreaM2: 14, windowAreaM2: 6, solarApertureM2: 3.6 }],
  solarToAirShare: 0.09,
};

/** Two offices of four elements behind a heavy wall. */
const offices: ReducedBuilding = {
  zones: [office, office],
  partitions: [
    {
      zones: [0, 1],
      areaM2: 14,
      filmsWPerM2K: [2.7, 2.7],
      chain: [{ resistanceKPerW: 0.01, capacityJPerK: 3e6 }],
      lastKPerW: 0.01,
    },
  ],
};

/** Weather, sun, gains and ventilation that change by chance every hour. */
function chanceHours(): readonly (readonly [ZoneInput, ZoneInput])[] {
  const chance = stream(1, "validation/house-rules");
  const between = (low: number, high: number) => low + (high - low) * chance.uniform();
  return Array.from({ length: HOURS }, () => {
    const outdoorTempC = between(-10, 30);
    const zone = (): ZoneInput => ({
      outdoorTempC,
      outsideTempsC: { exterior: outdoorTempC + between(-3, 15), floor: 10, roof: outdoorTempC + between(-8, 30) },
      ventilationWPerK: chance.below(2) === 0 ? 10 : 40,
      convectiveW: between(0, 800),
      radiativeW: between(0, 400),
      sunWPerM2: [between(0, 600)],
    });
    return [zone(), zone()];
  });
}

/** Largest residual of a step's heat balance over the heat that moved in it; one zone heated and cooled, one free. */
export function reducedBalance(): number {
  const model = reducedModel(offices, 20, 3600);
  return Math.max(
    ...chanceHours().map(([heated, free]) => {
      const { residualW, throughputW } = model.step([{ ...heated, control: thermostat(20, 24) }, free]);
      return Math.abs(residualW) / throughputW;
    }),
  );
}

/** Largest difference of an hour's mean temperature between steps of an hour and of `fineS`, K; no plant. */
export function reducedStepK(fineS: number): number {
  const coarse = reducedModel(offices, 20, 3600);
  const fine = reducedModel(offices, 20, fineS);
  const parts = 3600 / fineS;
  return Math.max(
    ...chanceHours().map((hour) => {
      const whole = coarse.step(hour).zones;
      const sums = whole.map(() => 0);
      for (let i = 0; i < parts; i++)
        fine.step(hour).zones.forEach(({ airTempC }, z) => {
          sums[z] = (sums[z] ?? 0) + airTempC / parts;
        });
      return Math.max(...whole.map(({ airTempC }, z) => Math.abs(airTempC - (sums[z] ?? Number.NaN))));
    }),
  );
}

/** Four winter weeks of the simulator's own buildings. */
function winter(stepS: number): Frame[] {
  const weather = syntheticWeather({
    climate: "central-europe",
    seed: 1,
    startTs: Date.UTC(2025, 0, 6),
    stepS: INNER_STEP_S,
    length: (28 * 86_400) / INNER_STEP_S + 1,
  });
  return demoBuildings().map((model) => simulate({ model, weather, stepS }).frame);
}

/** Largest residual of the simulator's heat balance over the heat that moved. */
export function engineBalance(): number {
  return Math.max(
    ...winter(INNER_STEP_S).map((frame) => {
      const [gain, loss, stored, residual] = ["gainW", "lossW", "storedW", "balanceResidualW"].map((name) =>
        column(frame, `whole/${name}`),
      );
      let worst = 0;
      residual?.forEach((value, i) => {
        const moved = Math.abs(gain?.[i] ?? 0) + Math.abs(loss?.[i] ?? 0) + Math.abs(stored?.[i] ?? 0);
        worst = Math.max(worst, Math.abs(value) / Math.max(1, moved));
      });
      return worst;
    }),
  );
}

/** Largest difference of a zone's temperature between output steps of 15 min and of an hour, at full hours, K. */
export function engineStepK(): number {
  const fine = winter(900);
  return Math.max(
    ...winter(3600).flatMap((coarse, b) =>
      [...coarse.columns].flatMap(([name, hours]) => {
        const quarters = fine[b]?.columns.get(name);
        if (!name.endsWith("/airTempC")) return [];
        return [...hours].map((value, i) => Math.abs(value - (quarters?.[4 * i + 3] ?? Number.NaN)));
      }),
    ),
  );
}
