import { expect, test } from "vitest";
import { column } from "../../../../domain/index.ts";
import { controlRange } from "../../../../sim/excitation/controls.ts";
import { type Channel, excite } from "../../../../sim/excitation/excite.ts";

const channels: readonly Channel[] = [
  { name: "living/heatingPowerW", range: controlRange("heatingPowerW", 4000), walker: { kind: "poisson" } },
  { name: "living/windowOpen", range: controlRange("windowOpen"), walker: { kind: "aprbs" } },
  { name: "bath/heatingPowerW", range: controlRange("heatingPowerW", 800), walker: { kind: "poisson" } },
  { name: "bath/heatingSetpointC", range: controlRange("heatingSetpointC"), walker: { kind: "setpoint-policy" } },
];
const base = { seed: 7, building: "house-1", startTs: Date.UTC(2023, 0, 1), stepS: 900 };

test("a day of quarter hours has 96 rows, the first at the start", () => {
  const frame = excite({ ...base, channels, length: 96 });
  expect([frame.length, frame.startTs, frame.stepS]).toEqual([96, base.startTs, 900]);
  expect([...frame.columns.keys()]).toEqual(channels.map((c) => c.name));
});

test("a longer frame begins with the shorter one, and no channel minds the others", () => {
  const short = excite({ ...base, channels, length: 96 });
  const long = excite({ ...base, channels: [...channels].reverse().slice(0, 2), length: 1_000 });
  for (const [name, levels] of long.columns) expect(levels.slice(0, 96)).toEqual(column(short, name));
});

test("another building, zone or seed has other levels", () => {
  const levels = (frame: ReturnType<typeof excite>, name: string, scale: number) => column(frame, name).map((v) => v / scale);
  const one = levels(excite({ ...base, channels, length: 500 }), "living/heatingPowerW", 4000);
  expect(levels(excite({ ...base, channels, length: 500 }), "bath/heatingPowerW", 800)).not.toEqual(one);
  expect(levels(excite({ ...base, building: "house-2", channels, length: 500 }), "living/heatingPowerW", 4000)).not.toEqual(one);
  expect(levels(excite({ ...base, seed: 8, channels, length: 500 }), "living/heatingPowerW", 4000)).not.toEqual(one);
});

test("one name for two channels is refused", () => {
  const twice = channels.slice(0, 1).concat(channels.slice(0, 1));
  expect(() => excite({ ...base, channels: twice, length: 3 })).toThrow(expect.objectContaining({ code: "bad-input" }));
});
