import { describe, expect, test } from "vitest";
import { manualClock, type Reading } from "#domain";
import { type GroupOptions, groupWriter } from "../../../store/group-writer.ts";

const some = (n: number, firstTs = 0): Reading[] =>
  Array.from({ length: n }, (_, i) => ({
    ts: firstTs + i,
    receivedAt: firstTs + i,
    building: "b",
    zone: "z",
    signal: "airTempC",
    value: 20,
    quality: "good",
    source: "s:1",
  }));

/** A writer whose commits end when the test says so. */
function setup(options: Partial<GroupOptions> = {}) {
  const clock = manualClock(1_000_000);
  const groups: { ts: number[]; done: PromiseWithResolvers<void> }[] = [];
  const writer = groupWriter({
    clock,
    commit(readings) {
      const done = Promise.withResolvers<void>();
      groups.push({ ts: readings.map(({ ts }) => ts), done });
      return done.promise;
    },
    ...options,
  });
  const finish = async (index: number, error?: Error) => {
    if (error) groups[index]?.done.reject(error);
    else groups[index]?.done.resolve();
    await settle();
  };
  return { clock, writer, groups, finish };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let done = false;
  promise.then(
    () => {
      done = true;
    },
    () => {
      done = true;
    },
  );
  await settle();
  return done;
};

describe("grouping", () => {
  test("the first write goes at once; what comes during its commit goes together, 50 ms after it began", async () => {
    const { clock, writer, groups, finish } = setup();
    const first = writer.write(some(1));
    const second = writer.write(some(1, 10));
    const third = writer.write(some(1, 20));
    expect(groups.map(({ ts }) => ts)).toEqual([[0]]);
    await finish(0);
    await first;
    clock.advance(49);
    expect(groups).toHaveLength(1);
    clock.advance(1);
    expect(groups[1]?.ts).toEqual([10, 20]);
    expect(await settled(second)).toBe(false);
    await finish(1);
    await Promise.all([second, third]);
  });

  test("many waiting readings do not wait for the time", async () => {
    const { writer, groups, finish } = setup({ startRows: 5 });
    void writer.write(some(1));
    void writer.write(some(5));
    await finish(0);
    expect(groups[1]?.ts).toHaveLength(5);
  });

  test("a large write goes in several groups and resolves after the last", async () => {
    const { writer, groups, finish } = setup({ startRows: 1, groupRows: 4 });
    const large = writer.write(some(10));
    const small = writer.write(some(1, 100));
    await finish(0);
    await finish(1);
    expect(await settled(large)).toBe(false);
    await finish(2);
    await Promise.all([large, small]);
    expect(groups.flatMap(({ ts }) => ts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
  });

  test("nothing to write is done at once", async () => {
    const { writer, groups } = setup();
    await writer.write([]);
    expect(groups).toHaveLength(0);
  });
});

describe("failure", () => {
  test("rejects every write of its group, and the next group is tried afresh", async () => {
    const { clock, writer, finish } = setup({ groupRows: 2 });
    const a = writer.write(some(1));
    const b = writer.write(some(3, 10));
    const c = writer.write(some(1, 20));
    const refused = expect(b).rejects.toThrow("full");
    await finish(0);
    await a;
    clock.advance(50);
    await finish(1, new Error("full"));
    await refused;
    clock.advance(50);
    await finish(2);
    await c;
  });

  test("past the limit it refuses, to be tried again; a large write alone is taken", async () => {
    const { writer } = setup({ limitRows: 10 });
    void writer.write(some(50));
    await expect(writer.write(some(1))).rejects.toMatchObject({ code: "store-full", retry: true });
  });

  test("an impossible reading is refused before it can spoil a group", async () => {
    const { writer, groups } = setup();
    await expect(writer.write([...some(1), ...some(1).map((r) => ({ ...r, value: Number.NaN }))])).rejects.toMatchObject({
      code: "bad-input",
    });
    expect(groups).toHaveLength(0);
  });
});

describe("close", () => {
  test("commits what waits without waiting for the time, and refuses what comes", async () => {
    const { writer, groups, finish } = setup();
    void writer.write(some(1));
    const waiting = writer.write(some(1, 10));
    const closed = writer.close();
    await finish(0);
    expect(groups[1]?.ts).toEqual([10]);
    expect(await settled(closed)).toBe(false);
    await finish(1);
    await Promise.all([waiting, closed]);
    await expect(writer.write(some(1))).rejects.toMatchObject({ code: "store-failed" });
  });
});
