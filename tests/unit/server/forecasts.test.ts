import { describe, expect, it } from "vitest";
import type { PointState, SignalId } from "#domain";
import { seriesOf } from "../../../server/forecasts.ts";

const point = (zone: string, signal: SignalId, source: string, rank = 0): PointState => ({
  building: "b",
  zone,
  signal,
  source,
  ts: 1,
  receivedAt: 1,
  value: 20,
  quality: "good",
  staleAfterMs: 60_000,
  rank,
});

describe("series to forecast", () => {
  const points = [
    point("kitchen", "airTempC", "z2m:trv", 1),
    point("kitchen", "airTempC", "ha:room"),
    point("kitchen", "heatingSetpointC", "z2m:trv", 1),
    point("kitchen", "batteryPct", "z2m:trv", 1),
    point("whole", "outdoorTempC", "ha:weather"),
    point("whole", "electricPowerW", "tasmota:m"),
    point("whole", "electricEnergyWh", "tasmota:m"),
    { ...point("hall", "airTempC", "z2m:x"), building: "other" },
  ];

  it("are each zone's temperature from its best source, and each meter once", () => {
    expect(seriesOf("b", points).map(({ target }) => `${target.zone} ${target.signal} ${target.source}`)).toEqual([
      "kitchen airTempC ha:room",
      "whole electricEnergyWh tasmota:m",
    ]);
  });

  it("come with weather, and a temperature with its set-point", () => {
    expect(seriesOf("b", points).map(({ covariates }) => covariates.map((c) => c.signal))).toEqual([
      ["outdoorTempC", "heatingSetpointC"],
      ["outdoorTempC"],
    ]);
  });

  it("hear how the room is heated: its power where that is known, else its valve", () => {
    const covariatesOf = (...more: readonly PointState[]) =>
      seriesOf("b", [...points, ...more])
        .filter(({ target }) => target.signal === "airTempC")
        .map(({ covariates }) => covariates.map((c) => c.signal));
    const valve = point("kitchen", "valvePct", "z2m:trv", 1);
    expect(covariatesOf(valve)).toEqual([["outdoorTempC", "heatingSetpointC", "valvePct"]]);
    expect(covariatesOf(valve, point("kitchen", "heatingPowerW", "modbus:1"))).toEqual([
      ["outdoorTempC", "heatingSetpointC", "heatingPowerW"],
    ]);
  });
});
