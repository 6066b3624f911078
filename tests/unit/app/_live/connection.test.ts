import { describe, expect, it } from "vitest";
import { type Changes, type Cursor, manualClock } from "#domain";
import { createConnection, type WireSocket } from "../../../../app/_live/connection.ts";
import { createLiveStore } from "../../../../app/_live/store.ts";
import { delta, point, snapshot } from "../../../support/wire-messages.ts";

type Event = Parameters<WireSocket["on"]>[0];

/** A browser whose server is this test. */
function browser() {
  const steady = manualClock(1_000_000);
  let sleptMs = 0;
  const clock = { ...steady, now: () => steady.now() + sleptMs };
  const store = createLiveStore(clock);
  const listeners = new Map<Event, (message: unknown) => void>();
  const hellos: (Cursor | undefined)[] = [];
  const asked: Cursor[] = [];
  let answer: (cursor: Cursor) => Promise<Changes> = async () => ({ reset: true });
  let caughtUp = 0;
  const connection = createConnection({
    clock,
    store,
    socket: {
      on: (event, listener) => void listeners.set(event, listener),
      hello: (cursor) => void hellos.push(cursor),
      open: () => {},
      close: () => {},
    },
    fetchChanges: (cursor) => {
      asked.push(cursor);
      return answer(cursor);
    },
  });
  connection.onCaughtUp(() => caughtUp++);
  connection.start();
  const emit = (event: Event, message?: unknown): void => listeners.get(event)?.(message);
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
    clock.advance(300);
  };
  return {
    clock,
    store,
    connection,
    hellos,
    asked,
    emit,
    settle,
    caughtUp: () => caughtUp,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
    live() {
      emit("connect");
      emit("snapshot", snapshot());
    },
    /** Time passes, and no timer runs. */
    sleep: (ms: number) => {
      sleptMs += ms;
    },
    phase: () => connection.status.get().phase,
    value: () => store.get().zones.get("mill/hall")?.[0]?.value,
  };
}
const frame = (seq: number) => delta(seq, { points: [point({ ts: 1_000 + seq, value: seq })] });

describe("starting", () => {
  it("greets without a cursor and is live with the first snapshot", () => {
    const b = browser();
    b.emit("connect");
    expect([b.hellos, b.phase()]).toEqual([[undefined], "connecting"]);
    b.emit("snapshot", snapshot());
    expect(b.phase()).toBe("live");
    expect(b.caughtUp()).toBe(0);
  });
  it("does not touch a snapshot of another version, or one that breaks the schema", () => {
    for (const message of [snapshot({ version: 99 }), { ...snapshot(), points: "none" }, null]) {
      const b = browser();
      b.emit("snapshot", message);
      expect(b.phase()).toBe("outdated");
      expect(b.store.cursor()).toBeUndefined();
    }
  });
});

describe("losing the line", () => {
  it("reconnects, then says since when it is offline, and comes back", () => {
    const b = browser();
    b.live();
    b.clock.advance(5_000);
    b.emit("disconnect");
    expect(b.phase()).toBe("reconnecting");
    b.clock.advance(20_000);
    expect(b.connection.status.get()).toEqual({ phase: "offline", sinceTs: 1_005_000 });
    b.emit("connect");
    expect(b.phase()).toBe("live");
  });
  it("greets with its cursor on return, takes what it missed and has windows read again", async () => {
    const b = browser();
    b.live();
    b.emit("disconnect");
    b.emit("connect");
    expect(b.hellos.at(-1)).toEqual({ epoch: "e1", seq: 0 });
    expect(b.caughtUp()).toBe(1);
    for (const seq of [1, 2, 3]) b.emit("delta", frame(seq));
    await b.settle();
    expect(b.value()).toBe(3);
  });
});

describe("closing a gap", () => {
  it("asks for what lies between, keeps what arrives meanwhile, and shows every frame once", async () => {
    const b = browser();
    b.live();
    let reply: (changes: Changes) => void = () => {};
    b.answerWith(() => new Promise((resolve) => (reply = resolve)));
    b.emit("delta", frame(3));
    b.emit("delta", frame(4));
    expect(b.asked).toEqual([{ epoch: "e1", seq: 0 }]);
    reply({ reset: false, deltas: [frame(1), frame(2), frame(3)] });
    await b.settle();
    expect(b.store.cursor()?.seq).toBe(4);
    expect(b.value()).toBe(4);
    expect(b.caughtUp()).toBe(1);
    expect(b.hellos).toEqual([undefined]);
  });
  it("starts anew when the server no longer has the frames, or is another run", async () => {
    const b = browser();
    b.live();
    b.emit("delta", delta(5, { cursor: { epoch: "e2", seq: 5 } }));
    await b.settle();
    expect(b.hellos).toEqual([undefined, undefined]);
    b.emit("snapshot", snapshot({ cursor: { epoch: "e2", seq: 5 } }));
    expect(b.caughtUp()).toBe(1);
  });
  it("starts anew by socket when HTTP does not answer", async () => {
    const b = browser();
    b.live();
    b.answerWith(() => Promise.reject(new Error("no route")));
    b.emit("delta", frame(9));
    await b.settle();
    expect(b.hellos).toEqual([undefined, undefined]);
  });
});

describe("sleeping", () => {
  it("catches up when the page is seen again", async () => {
    const b = browser();
    b.live();
    b.answerWith(async () => ({ reset: false, deltas: [frame(1)] }));
    b.connection.wake();
    await b.settle();
    expect([b.value(), b.caughtUp()]).toEqual([1, 1]);
  });
  it("notices by a timer that came far too late that the machine slept", () => {
    const b = browser();
    b.live();
    b.clock.advance(60_000);
    expect(b.asked).toEqual([]);
    b.sleep(70_000);
    b.clock.advance(15_000);
    expect(b.asked).toEqual([{ epoch: "e1", seq: 0 }]);
  });
});

it("asks HTTP why a handshake was refused, since the socket does not say", () => {
  const b = browser();
  b.emit("connect_error", new Error("xhr poll error"));
  expect(b.asked).toHaveLength(1);
});
