import { describe, expect, it } from "vitest";
import { manualClock, type PointState } from "#domain";
import { createLiveStore } from "../../../../app/_live/store.ts";
import { command, delta, point, snapshot } from "../../../support/wire-messages.ts";

function started() {
  const clock = manualClock(1_000_000);
  const store = createLiveStore(clock);
  store.snapshot(snapshot());
  let changes = 0;
  store.subscribe(() => changes++);
  return { clock, store, changes: () => changes };
}
const values = (store: ReturnType<typeof started>["store"]) =>
  store
    .get()
    .zones.get("mill/hall")
    ?.map((p) => p.value);

describe("batching", () => {
  it("shows sixty frames a second at most four times a second, and loses none", () => {
    const { clock, store, changes } = started();
    const seen: PointState[] = [];
    store.onPoints((points) => seen.push(...points));
    for (let i = 1; i <= 120; i++) {
      expect(store.delta(delta(i, { points: [point({ ts: 1_000 + i, value: i })] }))).toBe(true);
      clock.advance(1000 / 60);
    }
    clock.advance(1_000);
    expect(changes()).toBeLessThanOrEqual(10);
    expect(values(store)).toEqual([120]);
    expect(seen.map((p) => p.value)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  });
  it("knows its position before it shows it", () => {
    const { store } = started();
    store.delta(delta(1, { points: [point()] }));
    expect(store.cursor()?.seq).toBe(1);
    expect(store.get().cursor?.seq).toBe(0);
  });
});

describe("order", () => {
  it("refuses a frame after a gap, and passes over one that it has seen", () => {
    const { clock, store } = started();
    expect(store.delta(delta(2, { points: [point({ value: 99 })] }))).toBe(false);
    expect(store.delta(delta(1, { points: [point({ value: 1 })] }))).toBe(true);
    expect(store.delta(delta(1, { points: [point({ ts: 5_000, value: 77 })] }))).toBe(true);
    clock.advance(300);
    expect(values(store)).toEqual([1]);
  });
  it("a new snapshot drops what waited from before", () => {
    const { clock, store } = started();
    store.delta(delta(1, { points: [point({ value: 1 })] }));
    store.snapshot(snapshot({ cursor: { epoch: "e2", seq: 7 }, points: [point({ value: 2 })] }));
    clock.advance(1_000);
    expect(values(store)).toEqual([2]);
    expect(store.cursor()).toEqual({ epoch: "e2", seq: 7 });
  });
});

it("takes commands from an HTTP answer at once", () => {
  const { store } = started();
  store.commands([command()]);
  expect(store.get().commands.get("c1")?.state).toBe("queued");
});
