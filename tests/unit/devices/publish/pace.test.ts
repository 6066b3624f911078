import { describe, expect, it } from "vitest";
import type { Publication } from "../../../../devices/publish/messages.ts";
import { createPace } from "../../../../devices/publish/pace.ts";

const publication = (meaning: string, restMs: number): Publication => ({
  topic: "zonecast/mill/hall/state",
  qos: 0,
  meaning,
  payload: () => meaning,
  restMs,
});

describe("the pace", () => {
  it("lets a message through once, and its successor when the rest is over", () => {
    const pace = createPace();
    const count = (meaning: string, at: number) => pace.due([publication(meaning, 30_000)], at).length;
    expect([count("a", 0), count("a", 60_000), count("b", 60_001), count("c", 90_000), count("c", 90_001)]).toEqual([
      1, 0, 1, 0, 1,
    ]);
  });

  it("sends again what the broker does not have", () => {
    const pace = createPace();
    const once = [publication("a", 30_000)];
    pace.due(once, 0);
    pace.forget("zonecast/mill/hall/state");
    expect(pace.due(once, 1)).toHaveLength(1);
    pace.forget();
    expect(pace.due(once, 2)).toHaveLength(1);
  });
});
