/** The API of forecasts: the newest of a point, and what the network looked at when it was made. */
import type { Context, Hono } from "hono";
import { type Explanation, type Forecast, type Point, pointKey, type Store, ZonecastError } from "#domain";

export interface ForecastParts {
  readonly store: Pick<Store, "forecasts">;
  readonly hub: { readonly now: (building: string) => number };
  readonly explain: (forecast: Forecast) => Promise<Explanation>;
  readonly pointOf: (c: Context) => Point;
}

const DAY_MS = 86_400_000;

export function addForecastRoutes(api: Hono, { store, hub, explain, pointOf }: ForecastParts): void {
  async function newestOf(point: Point): Promise<Forecast> {
    const now = hub.now(point.building);
    const [newest] = await store.forecasts(point, { fromTs: now - 7 * DAY_MS, toTs: now + DAY_MS }, 1);
    if (!newest)
      throw new ZonecastError("not-found", `no forecast of ${pointKey(point)} yet`, {
        hint: "it needs a day of history",
        retry: true,
      });
    return newest;
  }
  api.get("/api/forecast", async (c) => c.json({ forecast: await newestOf(pointOf(c)) }));
  api.get("/api/forecast/explanation", async (c) => {
    const forecast = await newestOf(pointOf(c));
    return c.json({ by: forecast.model, explanation: await explain(forecast) });
  });
}
