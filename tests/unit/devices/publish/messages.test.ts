import { describe, expect, it } from "vitest";
import { type Building, type Forecast, type PointState, QUANTILE_LEVELS } from "#domain";
import { DIALECTS } from "../../../../devices/dialects/index.ts";
import { createIngest } from "../../../../devices/ingest.ts";
import { type Picture, publicationsOf } from "../../../../devices/publish/messages.ts";
import { createRegistry } from "../../../../devices/registry.ts";

const NOW = Date.UTC(2026, 10, 24, 12);
const publisher = { site: "site", version: "0.1.0" };

const building = (id: string): Building => ({
  id,
  name: id,
  timeZone: "UTC",
  latitudeDeg: 52,
  longitudeDeg: 13,
  zones: [{ id: "hall", name: "Hall" }],
  origin: "real",
  actuation: false,
});
const airTemp = (id: string, source = "plain:1"): PointState => ({
  building: id,
  zone: "hall",
  signal: "airTempC",
  source,
  ts: NOW,
  receivedAt: NOW,
  value: 21,
  quality: "good",
  staleAfterMs: 90_000,
  rank: 0,
});
const forecast = (more: Partial<Forecast> = {}): Forecast => ({
  issuedAt: NOW,
  model: "ridge-arx",
  building: "mill",
  zone: "hall",
  signal: "airTempC",
  source: "plain:1",
  origin: "live",
  leadS: [3_600],
  quantiles: [QUANTILE_LEVELS.map((_, i) => 20 + i)],
  candidates: [],
  ...more,
});
const picture = (more: Partial<Picture> = {}): Picture => ({
  buildings: [building("mill")],
  points: [airTemp("mill")],
  forecasts: [forecast()],
  now: () => NOW,
  ...more,
});
const topicsOf = (p: Picture): string[] => publicationsOf(p, publisher, NOW).map(({ topic }) => topic);

describe("what is published", () => {
  it("is a description of the building, and state and forecast of each zone", () =>
    expect(topicsOf(picture())).toEqual([
      "homeassistant/device/zonecast_mill/config",
      "zonecast/mill/hall/state",
      "zonecast/mill/hall/forecast",
    ]));

  it("has no forecast of another source, of a meter, or computed afterwards", () => {
    for (const f of [forecast({ source: "plain:2" }), forecast({ signal: "electricEnergyWh" }), forecast({ origin: "hindcast" })])
      expect(topicsOf(picture({ forecasts: [f] }))).not.toContain("zonecast/mill/hall/forecast");
  });

  it("says nothing of the inbox, of a building whose topics mean something else, or of a zone without a value", () => {
    for (const id of ["inbox", "in", "out"])
      expect(topicsOf(picture({ buildings: [building(id)], points: [airTemp(id)], forecasts: [] }))).toEqual([]);
    expect(topicsOf(picture({ points: [], forecasts: [] }))).toEqual([]);
  });

  it("means the same whenever it is made, and says when it was", () => {
    const [early, late] = [NOW, NOW + 1_000].map((at) => publicationsOf(picture(), publisher, at));
    expect(early?.map((m) => m.meaning)).toEqual(late?.map((m) => m.meaning));
    expect(early?.at(-1)?.payload()).not.toBe(late?.at(-1)?.payload());
  });

  it("comes back to us as nothing: no device, no reading, no rejection, even where a device names our topics", () => {
    const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
    const ingest = createIngest(DIALECTS, registry);
    const read = (topic: string, text: string) =>
      ingest.read({ topic, payload: Buffer.from(text), retain: false, receivedAt: NOW });
    read(
      "homeassistant/sensor/spy/config",
      JSON.stringify({
        unique_id: "spy",
        state_topic: "zonecast/mill/hall/state",
        value_template: "{{ value_json.t_air }}",
        device_class: "temperature",
        unit_of_measurement: "°C",
      }),
    );
    const before = registry.all().length;
    const messages = [
      ...publicationsOf(picture(), publisher, NOW).map((m) => [m.topic, m.payload()] as const),
      ["zonecast/site/status", "online"] as const,
    ];
    for (const [topic, text] of messages) {
      const { readings, rejections, listen, send } = read(topic, text);
      expect([topic, readings, rejections, listen, send]).toEqual([topic, [], [], [], []]);
    }
    expect(registry.all().length).toBe(before);
  });
});
