import { expect, test } from "vitest";
import { targetOf } from "../../../devices/target.ts";

test.each([
  ["mqtt://127.0.0.1:1884", { host: "127.0.0.1", port: 1884, tls: false, name: "127.0.0.1:1884", overheard: false }],
  ["mqtt://localhost", { host: "localhost", port: 1883, tls: false, overheard: false }],
  ["mqtt://[::1]:1885", { host: "::1", port: 1885, overheard: false }],
  ["mqtts://broker.example", { host: "broker.example", port: 8883, tls: true, overheard: false }],
  ["mqtts://ada:s%40crt@broker.example", { username: "ada", password: "s@crt", name: "broker.example" }],
  ["mqtts://ada:100%@broker.example", { username: "ada", password: "100%" }],
])("%s", (url, target) => expect(targetOf({ url })).toMatchObject(target));

test("what is named beside the URL counts more than what stands in it", () => {
  expect(targetOf({ url: "mqtts://a:b@c", username: "ada", password: "x" })).toMatchObject({ username: "ada", password: "x" });
});

test("without TLS another host is spoken to only when somebody says so, and it is known to be overheard", () => {
  expect(() => targetOf({ url: "mqtt://ada:topsecret@10.0.0.1" })).toThrow(/in the clear/);
  expect(targetOf({ url: "mqtt://10.0.0.1", allowPlain: true }).overheard).toBe(true);
});

test.each(["", "broker", "http://broker", "mqtt://", "ws://broker:9001", "mqtt:broker"])("'%s' is refused", (url) => {
  expect(() => targetOf({ url })).toThrow(expect.objectContaining({ code: "bad-config" }));
});

test("no message holds the password", () => {
  for (const url of ["mqtt://ada:topsecret@10.0.0.1", "http://ada:topsecret@10.0.0.1", "mqtt://ada:topsecret@"])
    try {
      targetOf({ url });
      throw new Error("nothing was thrown");
    } catch (e) {
      expect(String(e)).not.toContain("topsecret");
    }
});
