import { describe, expect, it } from "vitest";
import { createJournal } from "../../../../server/live/journal.ts";

const body = { serverNow: 1 };

describe("journal", () => {
  it("hands out exactly the frames after a cursor", () => {
    const journal = createJournal("run-1");
    const frames = [1, 2, 3].map((n) => journal.append({ serverNow: n }));
    expect(journal.since({ epoch: "run-1", seq: 1 })).toEqual({ reset: false, deltas: frames.slice(1) });
    expect(journal.since(journal.cursor())).toEqual({ reset: false, deltas: [] });
  });

  it("asks for a new start after another run, from the future, or past what it keeps", () => {
    const journal = createJournal("run-2", 2);
    for (let i = 0; i < 5; i++) journal.append(body);
    expect(journal.since({ epoch: "run-1", seq: 5 })).toEqual({ reset: true });
    expect(journal.since({ epoch: "run-2", seq: 6 })).toEqual({ reset: true });
    expect(journal.since({ epoch: "run-2", seq: 2 })).toEqual({ reset: true });
    expect(journal.since({ epoch: "run-2", seq: 3 })).toMatchObject({ reset: false });
  });

  it("is bounded by the number of point states too", () => {
    const journal = createJournal("run", 1_000, 10);
    const point = {
      building: "b",
      zone: "z",
      signal: "airTempC",
      source: "s",
      ts: 1,
      receivedAt: 1,
      value: 20,
      quality: "good",
      staleAfterMs: 1,
      rank: 0,
    } as const;
    for (let i = 0; i < 20; i++) journal.append({ serverNow: i, points: [point, point, point] });
    expect(journal.since({ epoch: "run", seq: 17 })).toMatchObject({ reset: false });
    expect(journal.since({ epoch: "run", seq: 10 })).toEqual({ reset: true });
  });
});
