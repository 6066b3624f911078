import { describe, expect, it } from "vitest";
import type { Building } from "#domain";
import { discoveryOf } from "../../../../devices/publish/discovery.ts";
import { publishedDiscoverySchema } from "../../../support/published.ts";

const mill: Building = {
  id: "mill",
  name: "Old mill",
  timeZone: "Europe/Berlin",
  latitudeDeg: 52,
  longitudeDeg: 13,
  zones: [
    { id: "hall", name: "Hall" },
    { id: "hall-1", name: "Hall 1" },
  ],
  origin: "real",
  actuation: false,
};
const publisher = { site: "site", version: "0.1.0", url: "http://127.0.0.1:3000" };

describe("the description for Home Assistant", () => {
  it("holds three forecasts of each zone, each with an id of its own", () => {
    const { cmps, dev, avty, o } = publishedDiscoverySchema.parse(discoveryOf(mill, mill.zones, publisher));
    expect(Object.keys(cmps)).toEqual(["hall_1h", "hall_6h", "hall_24h", "hall-1_1h", "hall-1_6h", "hall-1_24h"]);
    expect(new Set(Object.values(cmps).map((c) => c.unique_id)).size).toBe(6);
    expect([dev.ids, dev.mdl, avty, o.url]).toEqual([
      ["zonecast_mill"],
      "Building",
      [{ topic: "zonecast/site/status" }],
      publisher.url,
    ]);
  });

  it("reads the lead from the forecast's own list, and lets it expire after three missed issues", () => {
    const { cmps } = publishedDiscoverySchema.parse(discoveryOf(mill, mill.zones, publisher));
    expect(cmps.hall_6h).toMatchObject({
      name: "Hall in 6 h",
      state_topic: "zonecast/mill/hall/forecast",
      value_template: "{{ value_json.p50[value_json.lead_s.index(21600)] }}",
      expire_after: 2_700,
    });
  });

  it("says when no such building stands anywhere, and names no address that it does not have", () => {
    const { dev, o } = publishedDiscoverySchema.parse(
      discoveryOf({ ...mill, origin: "simulated" }, mill.zones, { ...publisher, url: undefined }),
    );
    expect([dev.mdl, "url" in o]).toEqual(["Building (simulated)", false]);
  });
});
