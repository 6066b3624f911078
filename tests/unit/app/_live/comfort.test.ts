import { describe, expect, it } from "vitest";
import { bandOf, compareStatus, statusOf, type ZonePoints } from "../../../../app/_live/comfort.ts";
import { device, point } from "../../../support/wire-messages.ts";

const zone = (airTempC: number | undefined, heatingC?: number, coolingC?: number): ZonePoints => ({
  airTemp: airTempC === undefined ? undefined : point({ value: airTempC }),
  heatingSetpoint: heatingC === undefined ? undefined : point({ signal: "heatingSetpointC", value: heatingC }),
  coolingSetpoint: coolingC === undefined ? undefined : point({ signal: "coolingSetpointC", value: coolingC }),
});
const NOW = 2_000;
const status = (points: ZonePoints, nowTs = NOW) => statusOf(points, undefined, nowTs);

describe("bandOf", () => {
  it("is the comfort band of 20 to 26 °C where nothing is set", () => expect(bandOf(zone(20))).toEqual({ lowC: 20, highC: 26 }));
  it("follows the set-points", () => expect(bandOf(zone(20, 17, 24))).toEqual({ lowC: 17, highC: 24 }));
  it("is never upside down", () => expect(bandOf(zone(20, 28))).toEqual({ lowC: 28, highC: 28 }));
});

describe("statusOf", () => {
  it("a night set-back is no fault", () => expect(status(zone(17.2, 17)).level).toBe("in-band"));
  it("counts the distance with its sign", () => {
    expect(status(zone(18, 21))).toMatchObject({ level: "out", deviationK: -3 });
    expect(status(zone(26.8))).toMatchObject({ level: "drifting" });
    expect(status(zone(26.8)).deviationK).toBeCloseTo(0.8);
  });
  it("decides the limits themselves as the worse side", () => {
    expect(status(zone(19.5, 20)).level).toBe("drifting");
    expect(status(zone(18.5, 20)).level).toBe("out");
    expect(status(zone(19.75, 20)).level).toBe("in-band");
  });
  it("does not judge what it cannot know", () => {
    expect(status(zone(undefined)).level).toBe("no-data");
    expect(status(zone(5), 1_000 + 60_001).level).toBe("stale");
    expect(statusOf(zone(5), device("s1", { availability: "offline" }), NOW).level).toBe("offline");
  });
});

it("sorts worst first and does not shuffle for a tenth of a kelvin", () => {
  const out = status(zone(15, 21));
  const warm = status(zone(27.2));
  const silent = status(zone(21), 1_000_000);
  const fine = status(zone(21));
  expect([fine, silent, warm, out].sort(compareStatus)).toEqual([out, silent, warm, fine]);
  expect(compareStatus(status(zone(18, 21)), status(zone(18.1, 21)))).toBe(0);
});
