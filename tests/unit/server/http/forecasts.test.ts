import { Hono } from "hono";
import { expect, test } from "vitest";
import {
  type Explanation,
  explanationAnswerSchema,
  type Forecast,
  forecastAnswerSchema,
  type Point,
  ZonecastError,
} from "#domain";
import { addForecastRoutes } from "../../../../server/http/forecasts.ts";
import { problemOf } from "../../../../server/http/problems.ts";

const point: Point = { building: "mill", zone: "hall", signal: "airTempC", source: "z2m:1" };
const forecast: Forecast = {
  ...point,
  ...{ issuedAt: 900_000, model: "tft-probe on ridge-arx", origin: "live", leadS: [900], candidates: [] },
  quantiles: [[1, 2, 3, 4, 5, 6, 7]],
};
const explanation: Explanation = {
  ...{ model: "tft-probe", issuedAt: 900_000, hoursBack: 1, attention: [0.5, 0.5], statics: [] },
  ...{ past: [{ input: "y", share: 1 }], ahead: [{ input: "hourSin", share: 1 }] },
};

function setUp(stored: readonly Forecast[], explain: () => Promise<Explanation>) {
  const api = new Hono();
  api.onError((e, c) => {
    const { body, status } = problemOf(e);
    return c.json(body, status);
  });
  const asked: Forecast[] = [];
  addForecastRoutes(api, {
    store: { forecasts: async () => [...stored] },
    hub: { now: () => 1_000_000 },
    explain(of) {
      asked.push(of);
      return explain();
    },
    pointOf: () => point,
  });
  return { api, asked };
}

test("the newest forecast, and what the network looked at when it was made", async () => {
  const { api, asked } = setUp([forecast], async () => explanation);
  expect(forecastAnswerSchema.parse(await (await api.request("/api/forecast")).json())).toEqual({ forecast });
  const answer = explanationAnswerSchema.parse(await (await api.request("/api/forecast/explanation")).json());
  expect(answer).toEqual({ by: "tft-probe on ridge-arx", explanation });
  expect(asked).toEqual([forecast]);
});

test("no forecast, no network, too little history: each with its reason", async () => {
  const none = setUp([], async () => explanation);
  for (const path of ["/api/forecast", "/api/forecast/explanation"]) expect((await none.api.request(path)).status).toBe(404);
  expect(none.asked).toEqual([]);
  const failing = (error: ZonecastError) =>
    setUp([forecast], () => Promise.reject(error)).api.request("/api/forecast/explanation");
  expect((await failing(new ZonecastError("not-found", "there is no network"))).status).toBe(404);
  const early = await failing(new ZonecastError("too-little-history", "three quarters of the last week"));
  expect(early.status).toBe(409);
  expect(await early.json()).toMatchObject({ error: { message: "three quarters of the last week" } });
});
