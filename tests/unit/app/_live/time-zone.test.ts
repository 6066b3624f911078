import { expect, test } from "vitest";
import { buildingOf, timeZoneOf } from "../../../../app/_live/time-zone.ts";
import { building } from "../../../support/wire-messages.ts";

const at = (id: string, timeZone: string) => ({ ...building(id), timeZone });
const BERLIN = [at("mill", "Europe/Berlin"), at("barn", "Europe/Berlin")];
const BOTH = [...BERLIN, at("shed", "America/New_York")];

test.each([
  ["a page of one of them", BOTH, "shed", "America/New_York"],
  ["a page of all, which share it", BERLIN, undefined, "Europe/Berlin"],
  ["a building that is unknown", BERLIN, "gone", "Europe/Berlin"],
  ["a page of all, which differ", BOTH, undefined, undefined],
  ["no building", [], undefined, undefined],
])("%s", (_, buildings, id, zone) => expect(timeZoneOf(buildings, id)).toBe(zone));

test.each([
  ["/", undefined],
  ["/devices", undefined],
  ["/buildings/mill", "mill"],
  ["/buildings/mill/hall/schedule", "mill"],
])("the building of %s", (path, id) => expect(buildingOf(path)).toBe(id));
