/** What every store does with everything but readings: forecasts, scores, devices, commands, rejections, the audit trail. */

import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Building,
  type Command,
  type Device,
  type Forecast,
  type Job,
  type Mapping,
  type Point,
  QUANTILE_LEVELS,
  type Rejection,
  type Score,
  type Store,
  systemClock,
} from "#domain";
import { openStore } from "#store";
import { silentLog } from "../support/fake-plant.ts";
import { STORE_ENGINES, type StoreEngine } from "../support/store-engines.ts";
import { describeUnless } from "../support/visible-skip.ts";

const HOUR_MS = 3_600_000;
const T0 = Date.UTC(2026, 0, 5);
const POINT: Point = { building: "house", zone: "room", signal: "airTempC", source: "test:1" };

const forecast = (over: Partial<Forecast> = {}): Forecast => ({
  ...POINT,
  issuedAt: T0,
  model: "ridge-arx",
  origin: "live",
  leadS: [900, 1800, 3600],
  quantiles: [0, 1, 2].map((i) => QUANTILE_LEVELS.map((level) => 20 + i / 3 + level)),
  candidates: [
    { model: "ridge-arx", mae: 0.31, pinball: 0.1 },
    { model: "tft", mae: null, pinball: null, problem: "too little history" },
  ],
  ...over,
});

const score = (over: Partial<Score> = {}): Score => ({
  ...POINT,
  model: "ridge-arx",
  origin: "live",
  issuedAt: T0,
  leadS: 3600,
  predicted: 20.5,
  p10: 20,
  p90: 21,
  actual: 20.7,
  persistence: 20.1,
  ...over,
});

const command = (over: Partial<Command> = {}): Command => ({
  id: "c1",
  at: T0,
  updatedAt: T0,
  building: "house",
  zone: "room",
  signal: "heatingSetpointC",
  source: "test:1",
  requested: 21.24,
  value: 21,
  before: null,
  after: null,
  who: "ann",
  why: "cold",
  state: "queued",
  attempts: 0,
  ...over,
});

const rejection = (over: Partial<Rejection> = {}): Rejection => ({
  reason: "not-json",
  detail: "no JSON at character 3",
  topic: "a/b",
  raw: '{"x',
  at: T0,
  count: 1,
  ...over,
});

const device: Device = {
  id: "z2m:0x01",
  dialect: "zigbee2mqtt",
  name: "Büro 'Süd'; drop table device",
  vendor: "v",
  model: "m",
  kind: "thermostat",
  bound: true,
  availability: "online",
  lastSeen: null,
  batteryPowered: true,
  points: [{ ...POINT, writable: { min: 5, max: 30, step: 0.5 } }],
  unread: [],
};

const mapping: Mapping = {
  id: "first",
  topicPattern: "plant/{zone}/temp",
  valuePath: 'values[0]["t.air"]',
  building: "mill",
  zone: "{zone}",
  signal: "airTempC",
  unit: "°F",
  scale: 1,
  offset: 0,
};

const building: Building = {
  id: "house",
  name: "House",
  timeZone: "Europe/Berlin",
  latitudeDeg: 50.1,
  longitudeDeg: 8.7,
  zones: [{ id: "room", name: "Room", floorAreaM2: 20 }],
  origin: "real",
  actuation: false,
};

for (const { name, missing, start } of STORE_ENGINES)
  describeUnless(missing, `store of records on ${name}`, () => {
    let engine: StoreEngine;
    let store: Store;

    beforeAll(async () => {
      engine = await start();
      store = await openStore((await engine.newDatabase()).options, { clock: systemClock, log: silentLog });
    });
    afterAll(async () => {
      await store?.close();
      await engine?.[Symbol.asyncDispose]();
    });

    test("forecasts come back exactly as issued, newest first", async () => {
      const issued = [0, 2, 1].map((hour) => forecast({ issuedAt: T0 + hour * HOUR_MS }));
      await store.saveForecasts(issued);
      const span = { fromTs: T0, toTs: T0 + 3 * HOUR_MS };
      expect(await store.forecasts(POINT, span, 10)).toEqual([issued[1], issued[2], issued[0]]);
      expect(await store.forecasts(POINT, span, 1)).toEqual([issued[1]]);
      expect(await store.forecasts(POINT, { fromTs: T0, toTs: T0 + 2 * HOUR_MS }, 10)).toEqual([issued[2], issued[0]]);
      expect(await store.forecasts({ ...POINT, source: "test:none" }, span, 10)).toEqual([]);
    });

    test("a hindcast never replaces what was issued live, and the same issue again replaces itself", async () => {
      const at = { issuedAt: T0 - HOUR_MS };
      await store.saveForecasts([forecast(at), forecast({ ...at, origin: "hindcast" })]);
      await store.saveForecasts([forecast({ ...at, leadS: [900], quantiles: [[1, 2, 3, 4, 5, 6, 7]] })]);
      const kept = await store.forecasts(POINT, { fromTs: T0 - HOUR_MS, toTs: T0 }, 10);
      expect(kept.map(({ origin, leadS }) => [origin, leadS.length]).sort()).toEqual([
        ["hindcast", 3],
        ["live", 1],
      ]);
    });

    test("scores are found by the time that they speak of, ascending", async () => {
      const late = score({ leadS: 7200 });
      await store.saveScores([late, score(), score({ actual: 25 }), score({ issuedAt: T0 + 1, origin: "hindcast" })]);
      await store.saveScores([score({ actual: 26 })]);
      expect(await store.scores(POINT, { fromTs: T0 + HOUR_MS, toTs: T0 + 2 * HOUR_MS })).toEqual([
        score({ actual: 26 }),
        score({ issuedAt: T0 + 1, origin: "hindcast" }),
      ]);
      expect(await store.scores(POINT, { fromTs: T0 + 2 * HOUR_MS, toTs: T0 + 3 * HOUR_MS })).toEqual([late]);
      await store.saveScores(Array.from({ length: 3_000 }, (_, i) => score({ issuedAt: T0 + (10 + i) * HOUR_MS })));
      expect(await store.scores(POINT, { fromTs: T0 + 11 * HOUR_MS, toTs: T0 * 2 })).toHaveLength(3_000);
    });

    test("buildings and devices are kept whole, and saved again they are replaced", async () => {
      await store.saveBuilding(building);
      await store.saveBuilding({ ...building, actuation: true });
      expect(await store.buildings()).toEqual([{ ...building, actuation: true }]);
      await store.saveDevices([device, { ...device, id: "z2m:0x02" }]);
      await store.saveDevices([{ ...device, lastSeen: T0 }]);
      expect(await store.devices()).toEqual([
        { ...device, lastSeen: T0 },
        { ...device, id: "z2m:0x02" },
      ]);
    });

    test("devices that are gone are forgotten, however many, and others stay", async () => {
      const crowd = Array.from({ length: 600 }, (_, i) => ({ ...device, id: `crowd:${i}` }));
      await store.saveDevices(crowd);
      await store.removeDevices(["z2m:none", ...crowd.slice(1).map(({ id }) => id)]);
      expect((await store.devices()).map(({ id }) => id).filter((id) => id.startsWith("crowd:"))).toEqual(["crowd:0"]);
      expect((await store.devices()).map(({ id }) => id)).toContain("z2m:0x02");
      await store.removeDevices(["crowd:0"]);
      await store.removeDevices([]);
    });

    test("mappings are kept whole, replaced by their id, and removed once", async () => {
      await store.saveMapping({ ...mapping, id: "second" });
      await store.saveMapping(mapping);
      await store.saveMapping({ ...mapping, scale: 0.1 });
      expect(await store.mappings()).toEqual([
        { ...mapping, scale: 0.1 },
        { ...mapping, id: "second" },
      ]);
      expect([await store.removeMapping("first"), await store.removeMapping("first")]).toEqual([true, false]);
      expect(await store.mappings()).toEqual([{ ...mapping, id: "second" }]);
    });

    test("alarms, holds and schedules are kept whole, replaced by their like, and removed", async () => {
      const point = { building: "house", zone: "hall", signal: "heatingSetpointC" } as const;
      const alarm = {
        id: "device-silent z2m:0x01",
        kind: "device-silent",
        building: "house",
        zone: "hall",
        source: "z2m:0x01",
        text: "silent",
        since: T0,
        endedAt: null,
        acknowledgedBy: null,
      } as const;
      const hold = {
        ...point,
        source: "z2m:0x01",
        priority: "operator",
        value: 21,
        who: "ada",
        why: "",
        since: T0,
        until: null,
      } as const;
      const schedule = { ...point, blocks: [{ days: [1, 2], at: "06:00", value: 21 }] };
      await store.saveControl({ kind: "alarm", alarm });
      await store.saveControl({ kind: "alarm", alarm: { ...alarm, endedAt: T0 + 1 } });
      await store.saveControl({ kind: "hold", hold });
      await store.saveControl({ kind: "schedule", schedule });
      expect(await store.controls()).toEqual([
        { kind: "alarm", alarm: { ...alarm, endedAt: T0 + 1 } },
        { kind: "hold", hold },
        { kind: "schedule", schedule },
      ]);
      await store.removeControl("alarm", alarm.id);
      await store.removeControl("hold", "z2m:0x01/heatingSetpointC");
      await store.removeControl("hold", "none");
      expect(await store.controls()).toEqual([{ kind: "schedule", schedule }]);
    });

    test("jobs, newest first, each in its last state", async () => {
      const job: Job = {
        ...{ id: "j1", kind: "probe", building: "house", state: "queued", progress: 0, who: "ada", message: "" },
        ...{ createdAt: T0, startedAt: null, endedAt: null },
      };
      const done: Job = { ...job, state: "done", progress: 1, startedAt: T0 + 1, endedAt: T0 + 2 };
      const newer = { ...job, id: "j2", createdAt: T0 + 1 };
      for (const one of [job, newer, done]) await store.saveJob(one);
      expect(await store.jobs(10)).toEqual([newer, done]);
      expect(await store.jobs(1)).toEqual([newer]);
    });

    test("commands by building, newest first, each in its last state", async () => {
      await store.saveCommand(command());
      await store.saveCommand(command({ id: "c2", at: T0 + 1 }));
      await store.saveCommand(command({ id: "c3", building: "other" }));
      await store.saveCommand(command({ state: "failed", attempts: 3, problem: "no echo" }));
      expect(await store.commands("house", 10)).toEqual([
        command({ id: "c2", at: T0 + 1 }),
        command({ state: "failed", attempts: 3, problem: "no echo" }),
      ]);
      expect(await store.commands("house", 1)).toHaveLength(1);
    });

    test("the audit trail only grows, newest first", async () => {
      const entry = { at: T0, who: "ann", action: "actuation", subject: "house", detail: "on" };
      await store.audit(entry);
      await store.audit({ ...entry, detail: "off" });
      await store.audit(entry);
      expect(await store.auditLog(2)).toEqual([entry, { ...entry, detail: "off" }]);
    });

    test("rejections of one topic and reason are folded into the newest, and all are counted", async () => {
      const again = rejection({ at: T0 + 5, raw: "newer", count: 2 });
      await store.writeRejections([rejection({ topic: "zero", raw: "a\0b", at: 1 })]);
      expect(await store.rejections(1)).toMatchObject([{ topic: "zero", raw: "a\\x00b" }]);
      await store.writeRejections([rejection(), again, rejection({ topic: "c", at: T0 + 9 })]);
      await store.writeRejections([rejection({ at: T0 + 1, raw: "older" })]);
      expect(await store.rejections(2)).toEqual([rejection({ topic: "c", at: T0 + 9 }), { ...again, count: 4 }]);

      await store.removeRejections([rejection({ topic: "c", at: T0 + 8 }), rejection({ at: T0 + 5 })]);
      expect(await store.rejections(2)).toMatchObject([{ topic: "c" }, { topic: "zero" }]);
      expect((await store.stats()).rejections).toBe(6);

      const flood = Array.from({ length: 2_500 }, (_, i) => rejection({ topic: `flood/${i}`, at: T0 + 100 + i }));
      await store.writeRejections(flood);
      const kept = await store.rejections(5_000);
      expect(kept).toHaveLength(2_000);
      expect(kept[0]).toEqual(flood.at(-1));
      expect((await store.stats()).rejections).toBe(6 + 2_500);
    });
  });
