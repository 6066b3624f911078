/** Virtual devices with faults at the embedded broker: what becomes of each fault, from the wire to what a meter is said to have counted. */
import { connectAsync } from "mqtt";
import { describe, expect, test } from "vitest";
import { CONVENTIONS } from "#devices";
import { systemClock } from "#domain";
import { fastClock } from "../../bin/devices/fast-clock.ts";
import { GapTracker, staleAfter } from "../../server/live/staleness.ts";
import { counterGrowth } from "../../store/counters.ts";
import { simulated } from "../support/simulated.ts";
import { until } from "../support/until.ts";

/** Conventions whose messages carry the time of measurement, and no dialect takes from a whole message. */
const TIMED = ["z2m", "plain", "sparkplug"] as const;
const MAX_AHEAD_MS = 5 * 60_000;

// Most of it is waiting.
describe.concurrent("faults", () => {
  test.each(["z2m", "tasmota", "shelly", "homie", "sparkplug", "plain", "ha"] as const)(
    "glitch, %s: zeros of a counter are heard, and not booked",
    async (convention) => {
      // Building time runs a quarter of an hour between two messages, so that there is something to count.
      const now = systemClock.now();
      const clock = fastClock(systemClock, now - 30 * 86_400_000, 4_500);
      await using run = await simulated(convention, { faults: ["glitch"], only: "electricity", clock });
      const truth = () => run.said().filter((e) => e.device.kind === "electricity");
      const zeros = () => truth().filter((e) => e.sample.values.get("electricEnergyWh") === 0).length;
      await until(
        "a glitch in the midst of sound values",
        () => zeros() > 0 && truth().at(-1)?.sample.values.get("electricEnergyWh") !== 0 && truth().length >= 8,
        20_000,
      );
      // Nothing more is said while what was said is compared with what was heard.
      await run.fleet.stop();
      const [device] = run.fleet.devices.filter((d) => d.kind === "electricity");
      const sound = truth().flatMap((e) => e.sample.values.get("electricEnergyWh") || []);
      const last = sound.at(-1) ?? Number.NaN;
      const samples = () =>
        run
          .readings(device?.id ?? "")
          .filter((r) => r.signal === "electricEnergyWh")
          .map(({ ts, value }) => ({ ts, value }))
          .sort((a, b) => a.ts - b.ts);
      await until(
        "all of it is heard",
        () => samples().some(({ value }) => Math.abs(value - last) < 0.6) && samples().some(({ value }) => value === 0),
      );
      const grown = Math.max(...sound) - Math.min(...sound);
      // Where messages carry no time, what building time counts in a quarter of an hour arrives within a tenth of a second.
      const booked = counterGrowth(samples(), 1e9).reduce((sum, g) => sum + g.amount, 0);
      expect(booked).toBeLessThanOrEqual(grown + 1);
      expect(booked).toBeGreaterThanOrEqual(0);
      if (TIMED.some((c) => c === convention)) expect(booked).toBeGreaterThan(0.5 * grown);
    },
  );

  test.each(CONVENTIONS)("nan, %s: it is refused in sight, and the other values of the message are kept", async (convention) => {
    await using run = await simulated(convention, { faults: ["nan"], only: "electricity" });
    const broken = await until("a report with nan", () =>
      run.said().find((e) => [...e.sample.values.values()].some(Number.isNaN)),
    );
    await until("it is refused", () => run.heard.rejections.some((r) => r.reason === "not-a-number"));
    // The voltage came along in that report, and the next one.
    await until("the voltage", () =>
      run.readings(broken.device.id).some((r) => r.signal === "voltageV" && r.receivedAt >= broken.sample.ts),
    );
    expect(run.heard.readings.every((r) => Number.isFinite(r.value))).toBe(true);
  });

  test.each(CONVENTIONS)("null, %s: unknown is no value, and no fault of the message", async (convention) => {
    await using run = await simulated(convention, { faults: ["null"] });
    await until("it struck", () => run.events.filter((e) => e.type === "fault").length > 3);
    expect(run.heard.rejections).toEqual([]);
    expect(run.heard.readings.some((r) => r.signal === "airTempC" && r.value === 0)).toBe(false);
  });

  test.each(TIMED)("skew, %s: values of a fast clock are put right or marked, and none lies ahead", async (convention) => {
    await using run = await simulated(convention, { faults: ["skew"] });
    await until("it struck", () => run.events.filter((e) => e.type === "fault").length > 5);
    await until("values", () => run.heard.readings.length > 20);
    for (const { ts, receivedAt, quality } of run.heard.readings) {
      expect(ts).toBeLessThanOrEqual(receivedAt + MAX_AHEAD_MS);
      expect(quality === "suspect" || Math.abs(ts - receivedAt) < MAX_AHEAD_MS).toBe(true);
    }
  });

  test("freeze: nothing comes any more, the connection stands, and by its own gaps the value is soon old", async () => {
    await using run = await simulated("plain", { faults: ["freeze"], only: "trv" });
    const [frozen] = run.fleet.devices.filter((d) => d.kind === "trv");
    await until("it hangs", () => run.events.filter((e) => e.type === "fault" && e.device === frozen).length >= 3);
    const temperatures = run.readings(frozen?.id ?? "").filter((r) => r.signal === "airTempC");
    expect(temperatures).toHaveLength(3);
    const [first, ...others] = temperatures;
    const gaps = new GapTracker(first?.ts ?? 0, null);
    for (const { ts } of others) gaps.observe(ts);
    // Three readings are too few to know its rhythm: then a quarter of an hour counts.
    expect(staleAfter(gaps.usualGapMs)).toBeLessThanOrEqual(15 * 60_000);
    expect(run.gateway.devices().find((d) => d.id === frozen?.id)?.availability).toBe("online");
  });

  test.each(["z2m", "plain"] as const)("flood, %s: the oldest are shed, and the sum is exact", async (convention) => {
    const stored: number[] = [];
    const gateway = {
      queueLimit: 50,
      // A store that takes 500 readings a second.
      onReadings: async (readings: readonly unknown[]) => {
        await new Promise((resolve) => setTimeout(resolve, readings.length * 2));
        stored.push(readings.length);
      },
    };
    await using run = await simulated(convention, { faults: ["flood"], gateway });
    await until("a flood", () => run.gateway.status().shed > 500, 20_000);
    await run.fleet.stop();
    const {
      received,
      stored: kept,
      shed,
      rejected,
      ignored,
    } = await until(
      "everything is settled",
      () => {
        const status = run.gateway.status();
        return status.received === status.stored + status.shed + status.rejected + status.ignored && status;
      },
      30_000,
    );
    expect(received).toBe(kept + shed + rejected + ignored);
    expect(kept).toBeGreaterThan(0);
    expect(stored.length).toBeGreaterThan(0);
  });

  test("repeat and late: twice or out of order, the newest value by its time is the one that counts", async () => {
    await using run = await simulated("plain", { faults: ["repeat", "late"] });
    await until("both struck", () =>
      ["repeat", "late"].every((f) => run.events.some((e) => e.type === "fault" && e.fault === f)),
    );
    for (const device of run.fleet.devices) {
      const said = run.said().filter((e) => e.device === device);
      const known = new Set(said.map((e) => e.sample.ts));
      const byTime = new Map<string, number>();
      for (const r of run.readings(device.id)) {
        expect(known.has(r.ts)).toBe(true);
        const before = byTime.get(`${r.ts} ${r.signal}`);
        if (before !== undefined) expect(r.value).toBe(before);
        byTime.set(`${r.ts} ${r.signal}`, r.value);
      }
    }
    expect(run.heard.rejections).toEqual([]);
  });

  test.each(CONVENTIONS)("garbage, %s: refused in sight, and the next message is read", async (convention) => {
    // A Shelly sensor tells what changed, and of a change that was lost nothing more.
    const kind = convention === "shelly" ? "electricity" : "room";
    await using run = await simulated(convention, { faults: ["garbage"], only: kind });
    await until("it struck", () => run.events.some((e) => e.type === "fault"), 20_000);
    const struck = run.events.findIndex((e) => e.type === "fault");
    const next = await until("a report after it", () => {
      const after = run.events.slice(struck + 1).flatMap((e) => (e.type === "said" && e.device.kind === kind ? [e] : []));
      return after.at(-1);
    });
    await until("it is read", () => run.readings(next.device.id).some((r) => r.receivedAt >= next.sample.ts));
    // Half of a number is a number: Homie has a topic for each value, and half of 21.5 is 2.
    if (convention !== "homie") await until("it is refused", () => run.heard.rejections.length > 0);
  });

  test("vanish: offline by the last will, and back by itself", async () => {
    await using run = await simulated("homie", { faults: ["vanish"], only: "room" });
    const watcher = await connectAsync(`mqtt://127.0.0.1:${run.port}`);
    const states: string[] = [];
    watcher.on("message", (_topic, payload, { retain }) => void (retain || states.push(payload.toString())));
    await watcher.subscribeAsync("homie/5/+/$state");
    await until("lost and back", () => states.includes("lost") && states.indexOf("ready", states.indexOf("lost")) > 0, 20_000);
    await until("online", () => run.gateway.devices().every((d) => d.availability === "online"));
    await watcher.endAsync(true);
  });
});
