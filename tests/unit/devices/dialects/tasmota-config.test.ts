import { expect, test } from "vitest";
import { parseConfig } from "../../../../devices/dialects/tasmota-config.ts";
import { bytesOf } from "../../../support/dialect.ts";

const MAC = "A4CF12AABBCC";
const config = (extra: object = {}) => ({
  dn: "hall/office/meter",
  md: "Plug",
  t: "plug_1",
  ft: "%prefix%/%topic%/",
  tp: ["cmnd", "stat", "tele"],
  ...extra,
});
const parse = (payload: unknown) => parseConfig(MAC, bytesOf(payload));

test("topics are made from FullTopic, topic and prefixes", () => {
  expect(parse(config())).toEqual({
    ok: true,
    value: {
      name: "hall/office/meter",
      model: "Plug",
      area: "hall/office",
      sensor: "tele/plug_1/SENSOR",
      state: "tele/plug_1/STATE",
      lwt: "tele/plug_1/LWT",
      status: ["stat/plug_1/STATUS8", "stat/plug_1/STATUS10"],
      online: "Online",
      offline: "Offline",
    },
  });
});

test.each([
  ["%topic%/%prefix%/", "plug_1/tele/SENSOR"],
  ["%topic%/%prefix%", "plug_1/tele/SENSOR"],
  ["home/%prefix%/%topic%/x/", "home/tele/plug_1/x/SENSOR"],
  ["%prefix%/%hostname%/%id%/", "tele/host-1/AABBCC/SENSOR"],
])("FullTopic %s", (ft, sensor) => {
  expect(parse(config({ ft, hn: "host-1" }))).toMatchObject({ ok: true, value: { sensor } });
});

test("own prefixes and own words for availability", () => {
  const own = config({ tp: ["c", "s", "t"], onln: "here", ofln: "away" });
  expect(parse(own)).toMatchObject({ value: { lwt: "t/plug_1/LWT", online: "here", offline: "away" } });
});

test("a name without a slash says no area; no name at all is made up", () => {
  expect(parse(config({ dn: "Fridge" }))).toMatchObject({ value: { name: "Fridge", area: undefined } });
  expect(parse(config({ dn: null }))).toMatchObject({ value: { name: `Tasmota ${MAC}` } });
});

test.each([
  ["not json", "not-json"],
  [[1], "wrong-type"],
  [config({ t: "" }), "wrong-type"],
  [config({ t: 5 }), "wrong-type"],
  [config({ ft: "%topic%/" }), "wrong-type"],
  [config({ tp: ["cmnd"] }), "wrong-type"],
  [config({ t: "a/#" }), "bad-topic"],
  [config({ t: "a\n" }), "bad-topic"],
  [config({ ft: "$SYS/%prefix%/%topic%/" }), "bad-topic"],
])("%j is refused as %s", (payload, reason) => {
  expect(parse(payload)).toMatchObject({ ok: false, reason });
});

test("text in a topic that looks like a replacement pattern stays text", () => {
  expect(parse(config({ t: "a$&b" }))).toMatchObject({ value: { sensor: "tele/a$&b/SENSOR" } });
});
