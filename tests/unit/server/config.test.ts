import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isZonecastError } from "#domain";
import { isLoopback, readConfig } from "../../../server/config.ts";

const problem = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (e) {
    if (isZonecastError(e, "bad-config")) return `${e.message} ${e.hint ?? ""}`;
    throw e;
  }
  return "accepted";
};

describe("settings", () => {
  it("start without any variable: loopback, embedded broker, embedded store, demo on", () => {
    const c = readConfig({});
    expect([c.host, c.port, c.demo, c.mqtt.kind, c.databaseUrl, c.trustDevices]).toEqual([
      "127.0.0.1",
      3000,
      true,
      "embedded",
      undefined,
      [{ dialect: "plain" }],
    ]);
  });

  it("keep a raw log only when told to, within a bound", () => {
    expect(readConfig({}).rawLog).toBeUndefined();
    expect(readConfig({ ZONECAST_RAW_LOG: "on", ZONECAST_DATA_DIR: "/srv/z" }).rawLog).toEqual({
      folder: "/srv/z/raw-log",
      maxBytes: 200e6,
    });
    expect(problem({ ZONECAST_RAW_LOG_MB: "1" })).toMatch(/between 10 and/);
  });

  it("publish by themselves only to a trusted broker on this machine", () => {
    const published = (env: Record<string, string>) => readConfig(env).publish;
    expect(published({})).toBe(true);
    expect(published({ ZONECAST_MQTT_URL: "mqtt://127.0.0.1:1884" })).toBe(true);
    expect(published({ ZONECAST_TRUST_DEVICES: "off" })).toBe(false);
    expect(published({ ZONECAST_MQTT_URL: "mqtts://broker.example" })).toBe(false);
    expect(published({ ZONECAST_MQTT_URL: "mqtts://broker.example", ZONECAST_TRUST_DEVICES: "on" })).toBe(false);
    expect(published({ ZONECAST_MQTT_URL: "mqtts://broker.example", ZONECAST_PUBLISH: "on" })).toBe(true);
    expect(published({ ZONECAST_PUBLISH: "off" })).toBe(false);
  });

  it("treat an empty variable as one that is not set", () => {
    expect(readConfig({ PORT: "", ZONECAST_DEMO: "" })).toMatchObject({ port: 3000, demo: true });
  });

  it.each([
    [{ PORT: "eighty" }, /^PORT='eighty': must be a port number/],
    [{ PORT: "70000" }, /^PORT='70000': must be at most 65535/],
    [{ ZONECAST_MQTT_PORT: "0" }, /^ZONECAST_MQTT_PORT=.0.: must be at least 1/],
    [{ ZONECAST_DEMO: "yes" }, /^ZONECAST_DEMO='yes'/],
    [{ ZONECAST_TIME_ZONE: "Mars/Olympus" }, /IANA time zone/],
    [{ ZONECAST_DEOM: "off" }, /ZONECAST_DEOM is not a setting.*ZONECAST_DEMO/],
    [{ ZONECAST_HOST: "0.0.0.0" }, /ZONECAST_TOKEN must be set/],
    [{ ZONECAST_MQTT_HOST: "0.0.0.0" }, /ZONECAST_MQTT_USERNAME and ZONECAST_MQTT_PASSWORD must be set/],
    [{ ZONECAST_MQTT_USERNAME: "me" }, /go together/],
    [{ ZONECAST_MQTT_URL: "http://broker" }, /must begin with mqtt/],
    [{ ZONECAST_LATITUDE: "91" }, /between -90 and 90/],
  ])("%j stops the start with a line that names the variable", (env, line) => {
    expect(problem(env as Record<string, string>)).toMatch(line);
  });

  it("never print a secret", () => {
    expect(problem({ ZONECAST_TOKEN: "short-secret" })).not.toContain("short-secret");
    expect(problem({ ZONECAST_MQTT_URL: "x://user:hunter2@host" })).not.toContain("hunter2");
  });

  it("trust nobody but Zonecast's own JSON at a broker that only this machine reaches, unless told otherwise", () => {
    const trusted = (env: Record<string, string>) => readConfig(env).trustDevices;
    expect(trusted({ ZONECAST_MQTT_URL: "mqtt://127.0.0.1:1884" })).toBe(false);
    expect(trusted({ ZONECAST_MQTT_URL: "mqtts://broker.example" })).toBe(false);
    expect(
      trusted({ ZONECAST_MQTT_HOST: "0.0.0.0", ZONECAST_MQTT_USERNAME: "me", ZONECAST_MQTT_PASSWORD: "a secret word" }),
    ).toBe(false);
    expect(trusted({ ZONECAST_MQTT_URL: "mqtts://broker.example", ZONECAST_TRUST_DEVICES: "on" })).toBe(true);
    expect(trusted({ ZONECAST_TRUST_DEVICES: "off" })).toBe(false);
    expect(trusted({ ZONECAST_TRUST_DEVICES: "z2m,homie/5/attic/#" })).toEqual([
      { dialect: "z2m" },
      { topicFilter: "homie/5/attic/#" },
    ]);
    expect(problem({ ZONECAST_TRUST_DEVICES: "z2m, tasmota" })).toMatch(/names and topic filters with commas/);
  });

  it("tell loopback from the rest", () => {
    expect(["localhost", "127.0.0.1", "127.4.5.6", "::1"].map(isLoopback)).toEqual([true, true, true, true]);
    expect(["0.0.0.0", "10.0.0.1", "::", "127.0.0.1.example.org"].map(isLoopback)).toEqual([false, false, false, false]);
  });
});

describe("settings of the embedded broker", () => {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-config-"));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const cert = file("cert.pem", "-----BEGIN CERTIFICATE-----\nabc\n");
  const key = file("key.pem", "-----BEGIN PRIVATE KEY-----\nTOPSECRET\n");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("a file of users lets other machines in, and our own clients have a name and a password of this start", () => {
    const { mqtt } = readConfig({ ZONECAST_MQTT_HOST: "0.0.0.0", ZONECAST_MQTT_USERS: "users.json" });
    const again = readConfig({ ZONECAST_MQTT_HOST: "0.0.0.0", ZONECAST_MQTT_USERS: "users.json" }).mqtt;
    if (mqtt.kind !== "embedded" || again.kind !== "embedded") throw new Error("not embedded");
    expect(mqtt.usersFile).toMatch(/\/users\.json$/);
    expect(mqtt.credentials?.password).toHaveLength(36);
    expect(mqtt.credentials?.password).not.toBe(again.credentials?.password);
  });

  it("certificate, key and limits reach it", () => {
    const env = { ZONECAST_MQTT_CERT: cert, ZONECAST_MQTT_KEY: key, ZONECAST_MQTT_CLIENTS: "5", ZONECAST_MQTT_PACKET_KB: "64" };
    expect(readConfig(env).mqtt).toMatchObject({
      tls: { cert: expect.stringContaining("CERTIFICATE"), key: expect.stringContaining("TOPSECRET") },
      limits: { clients: 5, packetBytes: 65_536, messagesPerSecond: 10_000 },
    });
  });

  it.each([
    [{ ZONECAST_MQTT_CERT: cert }, /go together/],
    [{ ZONECAST_MQTT_CERT: join(folder, "none.pem"), ZONECAST_MQTT_KEY: key }, /ZONECAST_MQTT_CERT: cannot read/],
    [
      { ZONECAST_MQTT_CERT: cert, ZONECAST_MQTT_KEY: file("not.pem", "TOPSECRET") },
      /ZONECAST_MQTT_KEY: .*not\.pem is not a PEM file/,
    ],
    [{ ZONECAST_MQTT_URL: "mqtts://broker", ZONECAST_MQTT_CERT: cert, ZONECAST_MQTT_KEY: key }, /is for the embedded broker/],
    [{ ZONECAST_MQTT_URL: "mqtts://broker", ZONECAST_MQTT_CA: join(folder, "none.pem") }, /ZONECAST_MQTT_CA: cannot read/],
    [{ ZONECAST_MQTT_RATE: "0" }, /between 1 and/],
  ])("%j is refused with the variable, without a secret", (env, line) => {
    expect(problem(env as Record<string, string>)).toMatch(line);
    expect(problem(env as Record<string, string>)).not.toContain("TOPSECRET");
  });
});
