import { describe, expect, it } from "vitest";
import { type Forecast, type PointState, QUANTILE_LEVELS, type SignalId } from "#domain";
import { FORECAST_VOID_S, zoneForecast, zoneState } from "../../../../devices/publish/payloads.ts";
import { publishedForecastSchema, publishedStateSchema } from "../../../support/published.ts";

const NOW = Date.UTC(2026, 10, 24, 12);

const point = (signal: SignalId, value: number, more: Partial<PointState> = {}): PointState => ({
  building: "mill",
  zone: "hall",
  signal,
  source: "plain:mill.hall.probe",
  ts: NOW - 10_000,
  receivedAt: NOW,
  value,
  quality: "good",
  staleAfterMs: 90_000,
  rank: 0,
  ...more,
});

const forecast = (more: Partial<Forecast> = {}): Forecast => ({
  issuedAt: NOW - 60_000,
  model: "ridge-arx",
  building: "mill",
  zone: "hall",
  signal: "airTempC",
  source: "plain:mill.hall.probe",
  origin: "live",
  leadS: [900, 3_600],
  quantiles: [20, 21].map((t) => QUANTILE_LEVELS.map((_, i) => t + i / 3)),
  candidates: [],
  ...more,
});

describe("the state of a zone", () => {
  it("tells what is known, rounded, with the band in one hour", () => {
    const points = [point("airTempC", 21.3449), point("relativeHumidityPct", 45), point("heatingSetpointC", 20.5)];
    const state = zoneState(points, forecast(), NOW);
    expect(publishedStateSchema.parse(state)).toEqual({
      ts: "2026-11-24T11:59:50.000Z",
      t_air: 21.34,
      rh: 45,
      setpoint: 20.5,
      t_air_p10: 21.33,
      t_air_p50: 22,
      t_air_p90: 22.67,
      quality: "good",
    });
  });

  it("takes the source that stands for the zone", () =>
    expect(
      zoneState([point("airTempC", 25, { rank: 1, source: "a:1" }), point("airTempC", 21, { source: "b:1" })], undefined, NOW),
    ).toMatchObject({ t_air: 21 }));

  it("is stale with its temperature, or when a broker kept that", () => {
    const old = point("airTempC", 21, { ts: NOW - 90_001 });
    expect(zoneState([old, point("co2Ppm", 600)], undefined, NOW)).toMatchObject({ t_air: 21, quality: "stale" });
    expect(zoneState([point("airTempC", 21, { quality: "retained" })], undefined, NOW)?.quality).toBe("stale");
  });

  it("does not pass an old value off as fresh beside a fresh temperature", () => {
    const state = zoneState([point("airTempC", 21), point("co2Ppm", 600, { ts: NOW - 3_600_000 })], undefined, NOW);
    expect([state?.quality, state && "co2" in state]).toEqual(["good", false]);
  });

  it("has no band from a forecast that is void, or that does not reach an hour", () => {
    for (const f of [forecast({ issuedAt: NOW - FORECAST_VOID_S * 1000 - 1 }), forecast({ leadS: [900, 1_800] })])
      expect(zoneState([point("airTempC", 21)], f, NOW)).not.toHaveProperty("t_air_p50");
  });

  it("holds no NaN, and is none without a value", () => {
    const nan = { ...forecast(), quantiles: [20, 21].map(() => QUANTILE_LEVELS.map(() => Number.NaN)) };
    expect(JSON.stringify(zoneState([point("airTempC", 21), point("co2Ppm", Number.NaN)], nan, NOW))).not.toMatch(/null|NaN/);
    expect(zoneState([point("airTempC", Number.NaN)], undefined, NOW)).toBeUndefined();
    expect(zoneState([point("electricPowerW", 100)], undefined, NOW)).toBeUndefined();
  });
});

describe("the forecast of a zone", () => {
  it("is told with its times, unit and model", () =>
    expect(publishedForecastSchema.parse(zoneForecast(forecast(), NOW))).toEqual({
      schema_version: 1,
      generated_at: "2026-11-24T12:00:00.000Z",
      issued_for: "2026-11-24T11:59:00.000Z",
      model: "ridge-arx",
      unit: "°C",
      lead_s: [900, 3_600],
      p10: [20.33, 21.33],
      p50: [21, 22],
      p90: [21.67, 22.67],
    }));

  it("leaves out a lead without numbers", () => {
    const holed = forecast({ quantiles: [QUANTILE_LEVELS.map(() => Number.NaN), QUANTILE_LEVELS.map(() => 21)] });
    expect(zoneForecast(holed, NOW)).toMatchObject({ lead_s: [3_600], p10: [21], p50: [21], p90: [21] });
  });
});
