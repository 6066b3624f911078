import type { Client } from "aedes";
import { expect, test } from "vitest";
import { manualClock } from "#domain";
import { createForwarding, type Emitter, waitForNobody } from "../../../devices/broker-forward.ts";
import { silentLog } from "../../support/fake-plant.ts";

type Packet = Parameters<ReturnType<typeof createForwarding>["authorizeForward"]>[1];
const LIVE = { cmd: "publish", qos: 1, topic: "t", payload: "" } as Packet;
const QUEUED = { ...LIVE, messageId: 5 } as Packet;

function subscriber(forwarding: ReturnType<typeof createForwarding>) {
  const conn = { writableLength: 0 };
  const client = { id: "slow", conn } as unknown as Client;
  forwarding.entered(client);
  return { conn, hears: (packet: Packet) => forwarding.authorizeForward(client, packet) === packet };
}

test("who is too far behind is left out until it has read everything; its queue is sent all the same", () => {
  const forwarding = createForwarding({ clock: manualClock(), log: silentLog });
  const { conn, hears } = subscriber(forwarding);
  expect(hears(LIVE)).toBe(true);
  conn.writableLength = 5_000_000;
  expect(hears(LIVE)).toBe(false);
  expect(hears(QUEUED)).toBe(true);
  conn.writableLength = 1_000;
  expect(hears(LIVE)).toBe(false);
  conn.writableLength = 0;
  expect(hears(LIVE)).toBe(true);
  expect(forwarding.dropped()).toBe(2);
  forwarding.stop();
});

test("where many are behind each may have only little", () => {
  const clock = manualClock();
  const forwarding = createForwarding({ clock, log: silentLog });
  const all = Array.from({ length: 60 }, () => subscriber(forwarding));
  for (const { conn } of all) conn.writableLength = 3_000_000;
  expect(all[0]?.hears(LIVE)).toBe(true);
  clock.advance(2_000);
  expect(all.map(({ hears }) => hears(LIVE))).toEqual(all.map(() => false));
  forwarding.stop();
});

test("an emitter goes on without its listeners, and a listener that leaves hears no more", () => {
  const listeners: ((packet: unknown, done: () => void) => void)[] = [];
  const emitter: Emitter = {
    on: (_topic, listener) => listeners.push(listener),
    removeListener: (_topic, listener) => void listeners.splice(listeners.indexOf(listener), 1),
  };
  waitForNobody(emitter);
  const heard: unknown[] = [];
  const patient = (packet: unknown): void => void heard.push(packet);
  emitter.on("t", patient);
  let wentOn = 0;
  for (const listener of listeners) listener("one", () => void wentOn++);
  expect([heard, wentOn]).toEqual([["one"], 1]);
  emitter.removeListener("t", patient);
  expect(listeners).toEqual([]);
});
