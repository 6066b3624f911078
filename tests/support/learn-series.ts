/** Small made-up buildings to learn from: a room that follows weather, sun and a schedule, and the heat it takes. */
import { stream } from "#domain";
import { type LearnSeries, learnSeries } from "#forecasting";

const START = Date.UTC(2026, 0, 5);

/** Air temperature and heat of one made-up building over `days`, hourly. */
export function learnBuilding(seed: number, days: number): readonly [air: LearnSeries, heat: LearnSeries] {
  const random = stream(seed, "learn-building");
  const rows = days * 24;
  const [air, heat, outdoor, sun, setpoint] = Array.from({ length: 5 }, () => new Float64Array(rows)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const loss = 0.03 + 0.03 * random.uniform();
  let [airC, weather] = [19, 0];
  for (let i = 0; i < rows; i++) {
    const hour = i % 24;
    weather = 0.97 * weather + 0.4 * random.normal();
    outdoor[i] = 4 + 4 * Math.sin((2 * Math.PI * (hour - 9)) / 24) + weather;
    sun[i] = Math.max(0, 350 * Math.sin((Math.PI * (hour - 7)) / 10)) * random.uniform();
    setpoint[i] = hour >= 6 && hour < 22 ? 21 : 18;
    const power = Math.min(1, Math.max(0, 0.5 * ((setpoint[i] ?? 0) - airC)));
    heat[i] = 4_000 * power;
    airC += loss * ((outdoor[i] ?? 0) - airC) + 0.002 * (sun[i] ?? 0) + 1.5 * power + 0.05 * random.normal();
    air[i] = airC;
  }
  const covariates = { outdoorTempC: outdoor, globalIrradianceWPerM2: sun, setpointC: setpoint };
  const common = { building: `b${seed}`, startTs: START, stepS: 3_600, timeZone: "Europe/Berlin", covariates };
  return [
    learnSeries({ ...common, id: `b${seed}/air`, kind: "temperature", y: air, other: heat }),
    learnSeries({ ...common, id: `b${seed}/heat`, kind: "heat", y: heat, other: air }),
  ];
}
