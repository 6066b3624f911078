import { describe, expect, it } from "vitest";
import {
  discoveryTopic,
  forecastTopic,
  isPublishable,
  isPublished,
  stateTopic,
  statusTopic,
} from "../../../../devices/publish/topics.ts";

describe("topics of our own", () => {
  it.each([statusTopic("mill"), stateTopic("mill", "hall"), forecastTopic("mill", "hall-2"), discoveryTopic("north-wing")])(
    "%s is known as ours",
    (topic) => expect(isPublished(topic)).toBe(true),
  );

  it.each([
    "zonecast/in/mill/hall/probe",
    "zonecast/in/status",
    "zonecast/in/hall/state",
    "zonecast/out/hall/state",
    "zonecast/mill/hall/set",
    "zonecast/mill/hall/state/more",
    "zonecast/Mill/hall/state",
    "zonecast/status",
    "zonecast//hall/state",
    "homeassistant/device/zonecast_/config",
    "homeassistant/device/zonecast_mill/more/config",
    "homeassistant/device/other/config",
    "homeassistant/status",
    "",
  ])("'%s' is not", (topic) => expect(isPublished(topic)).toBe(false));

  it("leave no room for a building whose name means something else", () =>
    expect([isPublishable("in"), isPublishable("out"), isPublishable("inn")]).toEqual([false, false, true]));
});
