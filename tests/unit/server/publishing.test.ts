import { describe, expect, it } from "vitest";
import { type Log, manualClock } from "#domain";
import { readConfig } from "../../../server/config.ts";
import { createHub } from "../../../server/live/hub.ts";
import { publishFromHub } from "../../../server/publishing.ts";

function publish(env: Record<string, string>): { readonly started: boolean; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const log: Log = { debug() {}, info() {}, warn: (_fields, message) => void warnings.push(message), error() {} };
  const clock = manualClock();
  const publishing = publishFromHub({
    config: readConfig(env),
    clock,
    log,
    hub: createHub({ clock, epoch: "run", latest: [], buildings: [], devices: [], onClockKind() {} }),
    broker: { url: "mqtt://127.0.0.1:1" },
    installation: "zonecast-test",
    version: "0.1.0",
    url: "http://127.0.0.1:3000",
  });
  void publishing?.stop();
  return { started: publishing !== undefined, warnings };
}

describe("publishing", () => {
  it("stays off when it is switched off", () =>
    expect(publish({ ZONECAST_PUBLISH: "off" })).toEqual({ started: false, warnings: [] }));

  it("starts without waiting for a broker", () => expect(publish({}).started).toBe(true));

  it("says why a building of a reserved name is not published, rather than mixing with device topics", () => {
    const { started, warnings } = publish({ ZONECAST_BUILDING: "in" });
    expect([started, warnings.length]).toEqual([false, 1]);
  });
});
