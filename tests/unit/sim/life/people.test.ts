import { expect, test } from "vitest";
import { demoBuildings } from "#sim";
import { localTimeIn } from "../../../../sim/building/local-time.ts";
import { profileShare } from "../../../../sim/building/schedule.ts";
import { zoneLife } from "../../../../sim/life/people.ts";

const localTime = localTimeIn("Europe/Berlin");
const DAYS = 120;
const MINUTES = 10;

test.each(demoBuildings().flatMap((m) => m.zones.map((z) => [`${m.building.id}/${z.id}`, z] as const)))(
  "%s: a season of people and devices has the mean of its profile",
  (_, zone) => {
    const life = zoneLife(zone, 11);
    let persons = 0;
    let expectedPersons = 0;
    let devicesW = 0;
    let expectedW = 0;
    let [rows, parts, most] = [0, 0, 0];
    for (let ts = Date.UTC(2025, 0, 1); ts < Date.UTC(2025, 0, 1 + DAYS); ts += MINUTES * 60_000) {
      const time = localTime(ts);
      const now = life(time);
      if (!Number.isInteger(now.persons)) parts++;
      most = Math.max(most, now.persons);
      persons += now.persons;
      devicesW += now.appliancesW;
      expectedPersons += zone.gains.persons * profileShare(zone.gains.presence, time);
      expectedW += zone.gains.applianceBaseW + zone.gains.appliancePeakW * profileShare(zone.gains.appliances, time);
      rows++;
    }
    expect(parts).toBe(0);
    expect(most).toBeLessThanOrEqual(zone.gains.persons);
    expect(Math.abs(persons - expectedPersons) / rows).toBeLessThan(0.06 * Math.max(1, zone.gains.persons));
    expect(devicesW / expectedW).toBeGreaterThan(0.92);
    expect(devicesW / expectedW).toBeLessThan(1.08);
  },
);
