import { describe, expect, it } from "vitest";
import { manualClock } from "#domain";

describe("manual clock", () => {
  it("runs what is due in order of time, also what was added meanwhile", () => {
    const clock = manualClock(100);
    const seen: string[] = [];
    clock.after(20, () => seen.push(`b@${clock.now()}`));
    clock.after(10, () => {
      seen.push(`a@${clock.now()}`);
      clock.after(5, () => seen.push(`c@${clock.now()}`));
    });
    clock.advance(30);
    expect(seen).toEqual(["a@110", "c@115", "b@120"]);
    expect(clock.now()).toBe(130);
  });

  it("repeats until called off", () => {
    const clock = manualClock();
    let n = 0;
    const stop = clock.every(10, () => n++);
    clock.advance(35);
    stop();
    clock.advance(100);
    expect(n).toBe(3);
  });
});
