/** The real zigbee2mqtt with a clock that is two hours off: its values are placed right, or marked, never in the future. */
import { expect, test } from "vitest";
import { type Clock, systemClock } from "#domain";
import { faketimeMissing } from "../support/faketime.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";
import { installZigbee2Mqtt } from "../support/zigbee2mqtt/install.ts";
import { startZigbee2Mqtt } from "../support/zigbee2mqtt/start.ts";

/** Both sides live this many times as fast, so that a minute of reports takes seconds. */
const SPEED = 15;
const installation = installZigbee2Mqtt();
const missing = ("missing" in installation ? installation.missing : undefined) ?? faketimeMissing;

function fastClock(): Clock {
  const startedAt = Date.now();
  return {
    now: () => startedAt + SPEED * (Date.now() - startedAt),
    after: (ms, fn) => systemClock.after(ms / SPEED, fn),
    every: (ms, fn) => systemClock.every(ms / SPEED, fn),
  };
}

describeUnless(missing, "zigbee2mqtt with another clock", () => {
  test.each(["+2h", "-2h"])(
    `T16: %s, both ${SPEED} times as fast`,
    async (off) => {
      const port = await freePort();
      const clock = fastClock();
      await using ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port }, { clock });
      await using peer = await startZigbee2Mqtt({ mqttUrl: `mqtt://127.0.0.1:${port}`, clock: `${off} x${SPEED}` });
      let raw = 2000;
      const saying = setInterval(() => peer.emit("office-103/trv", "hvacThermostat", { localTemp: ++raw }), 400);
      const device = () => ours.gateway.devices().find((d) => d.name === "office-103/trv");
      try {
        await until("its clock is known", () => device()?.clockOffsetMs !== undefined, 30_000);
        const from = raw;
        await until("twenty more values", () => raw > from + 20, 20_000);
      } finally {
        clearInterval(saying);
      }
      // It started a moment after us, and from there on its time ran as fast as ours: the offset is two hours and that moment.
      const expected = off === "+2h" ? -7_200_000 : 7_200_000;
      expect(Math.abs((device()?.clockOffsetMs ?? 0) - expected)).toBeLessThan(10 * 60_000);
      const readings = ours.heard.readings.filter((r) => r.source === device()?.id && r.signal === "airTempC");
      expect(readings.length).toBeGreaterThan(20);
      for (const r of readings) expect(r.ts - r.receivedAt).toBeLessThanOrEqual(5 * 60_000);
      const settled = readings.slice(-15);
      for (const r of settled) expect(Math.abs(r.ts - r.receivedAt)).toBeLessThan(60_000);
      expect(new Set(settled.map((r) => r.quality))).toEqual(new Set(["good"]));
      // Of a clock behind, what came before two reports agreed cannot be told from what is late.
      const wrong = readings.filter((r) => r.quality === "good" && Math.abs(r.ts - r.receivedAt) > 10 * 60_000);
      expect(wrong.length).toBeLessThanOrEqual(off === "+2h" ? 0 : 12);
    },
    90_000,
  );
});
