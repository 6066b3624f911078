import { expect, test } from "vitest";
import { availabilityOf } from "../../../../devices/dialects/ha-availability.ts";

const open = (config: object) => {
  const availability = availabilityOf(JSON.parse(JSON.stringify(config)));
  if (!availability) throw new Error("none");
  return {
    topics: availability.topics,
    after: (...messages: readonly (readonly [topic: string, payload: string])[]) => {
      for (const [topic, text] of messages) {
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {}
        availability.hear(topic, { text, json });
      }
      return availability.online();
    },
  };
};
const two = [{ topic: "bridge" }, { topic: "device" }];

test("one topic, online and offline by default", () => {
  const { topics, after } = open({ availability_topic: "a" });
  expect(topics).toEqual(["a"]);
  expect(after()).toBeUndefined();
  expect(after(["a", "nonsense"])).toBeUndefined();
  expect(after(["a", "online"])).toBe(true);
  expect(after(["a", "offline"])).toBe(false);
});

test("own payloads and a template", () => {
  const { after } = open({
    availability: [{ topic: "a", payload_available: true, payload_not_available: false, value_template: "{{ value_json.up }}" }],
  });
  expect(after(["a", '{"up":true}'])).toBe(true);
  expect(after(["a", '{"up":false}'])).toBe(false);
});

test("mode all: every topic must be online, one offline decides", () => {
  const { after } = open({ availability: two, availability_mode: "all" });
  expect(after(["bridge", "online"])).toBeUndefined();
  expect(after(["device", "online"])).toBe(true);
  expect(after(["bridge", "offline"])).toBe(false);
});

test("mode any: one online decides, and all must be known to be offline", () => {
  const { after } = open({ availability: two, availability_mode: "any" });
  expect(after(["bridge", "offline"])).toBeUndefined();
  expect(after(["device", "online"])).toBe(true);
  expect(after(["device", "offline"])).toBe(false);
});

test("mode latest: the last message decides", () => {
  const { after } = open({ availability: two });
  expect(after(["bridge", "offline"], ["device", "online"])).toBe(true);
  expect(after(["bridge", "offline"])).toBe(false);
});

test.each([
  {},
  { availability: [] },
  { availability: [{ topic: "a/#" }] },
  { availability: [{ topic: "a" }, 5] },
  { availability_topic: "a", availability_template: "{{ now() }}" },
])("%j names none that can be heard", (config) => {
  expect(availabilityOf(JSON.parse(JSON.stringify(config)))).toBeUndefined();
});
