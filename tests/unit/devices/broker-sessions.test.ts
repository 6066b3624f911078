import { Readable } from "node:stream";
import type { Client } from "aedes";
import { expect, test } from "vitest";
import { manualClock } from "#domain";
import { boundSessions, type Persistence } from "../../../devices/broker-sessions.ts";
import { silentLog } from "../../support/fake-plant.ts";

const LIMITS = { messages: 10, bytes: 1e6, totalBytes: 1e6, sessions: 2, ageMs: 100_000 };
const client = (id: string, clean = false) => ({ id, clean }) as Client;

function bounded(mayKeep: (client: Client, filter: string) => boolean = () => true) {
  const calls: (readonly unknown[])[] = [];
  const call =
    (name: string) =>
    async (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const persistence: Persistence = {
    storeRetained: call("storeRetained"),
    createRetainedStreamCombi: () => Readable.from([]),
    addSubscriptions: call("addSubscriptions"),
    cleanSubscriptions: call("cleanSubscriptions"),
    outgoingEnqueue: call("outgoingEnqueue"),
    outgoingEnqueueCombi: call("outgoingEnqueueCombi"),
    outgoingUpdate: call("outgoingUpdate"),
    async outgoingClearMessageId() {
      return undefined;
    },
    outgoingStream: () => Readable.from([]),
    async incomingGetPacket(_client, { messageId }) {
      if (messageId !== 7) throw new Error("no such packet");
    },
    incomingStorePacket: call("incomingStorePacket"),
    cleanIncoming: call("cleanIncoming"),
  };
  const clock = manualClock();
  const forgotten: string[] = [];
  const onForgotten = (id: string): void => void forgotten.push(id);
  const sessions = boundSessions(persistence, { clock, log: silentLog, limits: LIMITS, mayKeep, onForgotten });
  return { persistence, sessions, clock, forgotten, calls };
}

test("the one that left first goes first, whoever is old goes, and who is back does not", () => {
  const { sessions, clock, forgotten } = bounded();
  for (const id of ["a", "b"]) sessions.left(client(id));
  sessions.entered(client("a"));
  sessions.left(client("a"));
  sessions.left(client("clean", true));
  sessions.left(client("c"));
  expect(forgotten).toEqual(["b"]);
  sessions.entered(client("c"));
  clock.advance(200_000);
  expect(forgotten).toEqual(["b", "a"]);
  expect(sessions.counts().absent).toBe(0);
  sessions.stop();
});

test("only what may be kept is kept, and all subscriptions of a packet are stored once", async () => {
  const { persistence, calls } = bounded((_client, filter) => filter !== "private/#");
  const packet = [{ topic: "own/#" }, { topic: "private/#" }];
  for (const _ of packet) await persistence.addSubscriptions(client("a"), packet);
  expect(calls).toEqual([["addSubscriptions", { id: "a", clean: false }, [{ topic: "own/#" }]]]);
});

test("a small payload does not hold on to the piece of memory in which it came", async () => {
  const { persistence, calls } = bounded();
  const chunk = Buffer.alloc(65_536, "x");
  await persistence.storeRetained({ cmd: "publish", topic: "t", payload: chunk.subarray(0, 10) });
  const [kept] = (await persistence.createRetainedStreamCombi(["t"]).toArray()) as [{ payload: Buffer }];
  expect(kept.payload.toString()).toBe("x".repeat(10));
  expect(kept.payload.buffer.byteLength).toBe(10);
  await persistence.incomingStorePacket(client("a"), { cmd: "publish", topic: "t", payload: chunk, messageId: 3 });
  expect(calls[0]).toMatchObject(["incomingStorePacket", { id: "a" }, { messageId: 3, payload: Buffer.alloc(0) }]);
});

test("messages to absent clients are not retained any more, and leave with the session", async () => {
  const { persistence, sessions } = bounded();
  const packet = { cmd: "publish", topic: "t", payload: Buffer.from("x"), retain: true, brokerCounter: 1 };
  await persistence.outgoingEnqueueCombi([{ clientId: "a" }, { clientId: "b" }], packet);
  const queued = await persistence.outgoingStream(client("a")).toArray();
  expect(queued).toMatchObject([{ topic: "t", retain: false, messageId: undefined }]);
  sessions.forget("a");
  expect(await persistence.outgoingStream(client("a")).toArray()).toEqual([]);
  expect(await persistence.outgoingStream(client("b")).toArray()).toHaveLength(1);
});

test("a QoS 2 message that comes again is known by its id", async () => {
  const { sessions } = bounded();
  expect(await sessions.hasBegun(client("a"), { messageId: 7 })).toBe(true);
  expect(await sessions.hasBegun(client("a"), { messageId: 8 })).toBe(false);
});
