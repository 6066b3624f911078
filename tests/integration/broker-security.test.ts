/** The embedded broker and brokers of others under attack and under TLS, with Mosquitto's own tools as clients. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { promisify } from "node:util";
import mqtt, { type IClientOptions } from "mqtt";
import { afterAll, describe, expect, test } from "vitest";
import type { startGateway } from "#devices";
import { type Log, systemClock } from "#domain";
import { hashPassword, writeUsers } from "../../devices/broker-users.ts";
import { makeCertificates } from "../support/certificates.ts";
import { start } from "../support/child.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { mosquittoMissing, startMosquitto } from "../support/mosquitto.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

type Embedded = Extract<Parameters<typeof startGateway>[0]["broker"], { kind: "embedded" }>;

const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());
const tls = { cert: certificates.text(certificates.cert), key: certificates.text(certificates.key) };
const TOPIC = "zonecast/in/mill/hall/probe";
const run = promisify(execFile);

/** Keeps what is logged, so that a test can look for what must not be there. */
function keptLog() {
  const lines: string[] = [];
  const keep = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  return { log, lines };
}

async function broker(more: Partial<Embedded> = {}) {
  const port = await freePort();
  const { log, lines } = keptLog();
  const ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port, ...more }, { log, clock: hasty });
  return { ...ours, port, lines };
}

/** What is done every two seconds is done at once, so that the tests need not wait for it. */
const hasty = { ...systemClock, every: (ms: number, fn: () => void) => systemClock.every(Math.min(ms, 50), fn) };

const client = (port: number, options: IClientOptions = {}) =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...options }, false);

async function usersFile() {
  const path = join(certificates.folder, `users-${await freePort()}.json`);
  const password = await hashPassword("hall's secret");
  const hall = { name: "hall", password, publish: ["zonecast/in/mill/hall/#"], subscribe: ["zonecast/out/mill/hall/#"] };
  writeUsers(path, [hall, { ...hall, name: "attic", publish: ["zonecast/in/mill/attic/#"], subscribe: [] }]);
  return { path, hall };
}
const HALL: IClientOptions = { username: "hall", password: "hall's secret" };

describe("users and their topics", () => {
  test("a user publishes where it may; elsewhere its message is acknowledged, dropped and told, and it stays connected", async () => {
    const { path } = await usersFile();
    await using ours = await broker({ usersFile: path });
    const hall = await client(ours.port, HALL);
    await hall.publishAsync("zonecast/in/mill/attic/probe", '{"airTempC":99}', { qos: 1, retain: true });
    await hall.publishAsync("homeassistant/sensor/x/config", "{}", { qos: 1, retain: true });
    await hall.publishAsync(TOPIC, '{"airTempC":21}', { qos: 1 });
    await until("the allowed value", () => ours.heard.readings.some((r) => r.value === 21));
    expect(ours.heard.readings.map((r) => r.value)).toEqual([21]);
    expect(ours.gateway.status().received).toBe(1);
    expect(ours.lines.filter((line) => line.includes("may not publish there"))).toHaveLength(2);
    await hall.endAsync();
  });

  test("a subscription beyond one's topics is refused in the SUBACK, and brings nothing", async () => {
    const { path } = await usersFile();
    await using ours = await broker({ usersFile: path });
    const hall = await client(ours.port, HALL);
    const heard: string[] = [];
    hall.on("message", (topic) => void heard.push(topic));
    for (const filter of ["#", "zonecast/in/#", "$SYS/#", "+/+/+/+/+"])
      await expect(hall.subscribeAsync(filter, { qos: 1 })).rejects.toThrow();
    await hall.subscribeAsync("zonecast/out/mill/hall/#", { qos: 1 });
    await hall.publishAsync(TOPIC, '{"airTempC":21}', { qos: 1 });
    expect(heard).toEqual([]);
    await hall.endAsync();
  });

  test("a will beyond one's topics is not spoken, and nobody takes over another one's session", async () => {
    const { path } = await usersFile();
    await using ours = await broker({ usersFile: path });
    const will = { topic: "zonecast/in/mill/attic/probe/availability", payload: Buffer.from("offline"), qos: 1 as const };
    const hall = await client(ours.port, { ...HALL, clientId: "the-hall", will });
    await expect(client(ours.port, { ...HALL, username: "attic", clientId: "the-hall" })).rejects.toThrow(/[Ii]dentifier/);
    await hall.publishAsync(TOPIC, '{"airTempC":21}', { qos: 1 });
    hall.stream.destroy();
    await until("its will is dropped", () => ours.lines.some((line) => line.includes("may not publish there")));
    expect(ours.gateway.devices().map((d) => d.name)).toEqual(["probe"]);
  });

  test("wrong names and passwords are refused with the answer for it, and none of them is logged", async () => {
    const { path } = await usersFile();
    await using ours = await broker({ usersFile: path });
    for (const wrong of [
      {},
      { ...HALL, password: "wr0ng-w0rd" },
      { ...HALL, username: "nobody", password: "wr0ng-w0rd" },
      { username: "hall" },
    ])
      await expect(client(ours.port, wrong)).rejects.toThrow(/Bad username or password/);
    const good = await client(ours.port, HALL);
    await good.endAsync();
    expect(ours.lines.join("\n")).not.toMatch(/wr0ng-w0rd|hall's secret|scrypt/);
  });

  test("a user that is removed is sent away within seconds; the command line does it", async () => {
    const { path } = await usersFile();
    await using ours = await broker({ usersFile: path });
    const user = async (...args: string[]) =>
      (await run(NODE, ["bin/zonecast.ts", "devices", "user", ...args, "--file", path], { cwd: ROOT })).stdout;
    const added = JSON.parse(await user("add", "yard", "--publish", "zonecast/in/mill/yard/#", "--json"));
    expect(added).toMatchObject({ user: "yard", changed: false });
    expect(await user("list")).toContain("yard  publishes zonecast/in/mill/yard/#  subscribes nothing");
    expect(await user("list", "--json")).not.toMatch(/scrypt/);
    const yard = await until("the new user enters", () =>
      client(ours.port, { username: "yard", password: added.password }).catch(() => undefined),
    );
    const closed = new Promise<void>((resolve) => void yard.once("close", () => resolve()));
    expect(await user("remove", "yard")).toContain("yard is removed");
    await closed;
    await expect(client(ours.port, { username: "yard", password: added.password })).rejects.toThrow(/Bad username or password/);
  });

  test("the command line asks what a user may do, and names who is meant", async () => {
    const { path } = await usersFile();
    const fails = async (...args: string[]) => {
      const child = start(NODE, ["bin/zonecast.ts", "devices", "user", ...args, "--file", path], { cwd: ROOT });
      await until("it ends", () => !child.running(), 20_000);
      return [child.process.exitCode, child.output()];
    };
    expect(await fails("add", "yard")).toEqual([1, expect.stringContaining("what may yard do?")]);
    expect(await fails("add", "a b", "--all")).toEqual([1, expect.stringContaining("letters, digits")]);
    expect(await fails("add", "yard", "--publish", "a/#/b")).toEqual([1, expect.stringContaining("topic filter")]);
    expect(await fails("remove", "hal")).toEqual([1, expect.stringContaining("did you mean 'hall'?")]);
  });
});

describe("who may listen", () => {
  test("beyond loopback nothing is opened without users or credentials", async () => {
    const port = await freePort();
    const open = (more: Partial<Embedded>) => startHeardGateway({ kind: "embedded", host: "0.0.0.0", port, ...more });
    await expect(open({})).rejects.toMatchObject({ code: "bad-config" });
    await expect(open({ tls })).rejects.toMatchObject({ code: "bad-config" });
    const { path } = await usersFile();
    const ours = await open({ usersFile: path });
    await ours.gateway.stop();
  });
});

describe("TLS at the embedded broker", () => {
  test.skipIf(mosquittoMissing !== undefined)(
    "mosquitto_pub enters with the authority's certificate and no other way",
    async () => {
      await using ours = await broker({ tls, credentials: { username: "building", password: "correct horse" } });
      expect(ours.gateway.status().address).toContain("TLS");
      const publish = (...more: string[]) =>
        run(
          "mosquitto_pub",
          ["-h", "localhost", "-p", String(ours.port), "-q", "1", "-t", TOPIC, "-m", '{"airTempC":21.5}', ...more],
          { timeout: 8_000 },
        );
      const who = ["-u", "building", "-P", "correct horse"];
      await publish("--cafile", certificates.ca, ...who);
      await until("the value", () => ours.heard.readings.some((r) => r.value === 21.5));
      await expect(publish("--cafile", certificates.strangeCert, ...who)).rejects.toThrow();
      await expect(publish("--cafile", certificates.ca, "-u", "building", "-P", "wrong")).rejects.toThrow(
        /not authorised|bad user name/i,
      );
      await expect(publish(...who)).rejects.toThrow();
      expect(ours.heard.readings).toHaveLength(1);
    },
  );

  test("old protocols, plain MQTT and half a handshake are refused, and others are served meanwhile", async () => {
    await using ours = await broker({ tls });
    const old = connectTls({
      port: ours.port,
      host: "127.0.0.1",
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
      rejectUnauthorized: false,
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    await expect(new Promise((resolve, reject) => old.once("secureConnect", resolve).once("error", reject))).rejects.toThrow();
    await expect(client(ours.port)).rejects.toThrow();
    const half = connectTcp(ours.port, "127.0.0.1");
    half.on("error", () => {});
    half.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    const good = await mqtt.connectAsync(`mqtts://localhost:${ours.port}`, {
      ca: certificates.text(certificates.ca),
      reconnectPeriod: 0,
    });
    await good.publishAsync(TOPIC, '{"airTempC":20}', { qos: 1 });
    await good.endAsync();
    half.destroy();
    expect(ours.heard.readings).toHaveLength(1);
  });

  test.each([
    ["a key of another certificate", { cert: tls.cert, key: "strangeKey" }],
    ["something else", { cert: "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n", key: tls.key }],
  ])("%s is told at the start, without a word of the key", async (_, pair) => {
    const key = pair.key === "strangeKey" ? certificates.text(certificates.strangeKey) : pair.key;
    const failed = await broker({ tls: { cert: pair.cert, key } }).catch((e: unknown) => e);
    expect(failed).toMatchObject({ code: "bad-config" });
    expect(String(failed)).not.toContain(key.split("\n")[1]);
  });

  test("our own clients know its certificate, whatever name stands in it; a stranger's is not believed", async () => {
    const strange = { cert: certificates.text(certificates.strangeCert), key: certificates.text(certificates.strangeKey) };
    await using ours = await broker({ tls: strange });
    const own = (pinned: string) =>
      import("#devices").then(({ connectPublisher }) => connectPublisher({ url: `mqtts://127.0.0.1:${ours.port}`, pinned }));
    const publisher = await own(strange.cert);
    await publisher.publish(TOPIC, '{"airTempC":19}');
    await publisher.stop();
    expect(ours.heard.readings).toHaveLength(1);
    await expect(own(tls.cert)).rejects.toMatchObject({ code: "broker-failed" });
  });
});

describe("limits of the embedded broker", () => {
  test("connections beyond the limit are closed, and those within go on", async () => {
    await using ours = await broker({ limits: { clients: 3 } });
    const inside = await Promise.all([1, 2, 3].map(() => client(ours.port)));
    await expect(client(ours.port, { connectTimeout: 2_000 })).rejects.toThrow();
    await inside[0]?.publishAsync(TOPIC, '{"airTempC":20}', { qos: 1 });
    expect(ours.heard.readings).toHaveLength(1);
    await Promise.all(inside.map((c) => c.endAsync()));
  });

  test("a packet beyond the limit ends its connection; one within is read", async () => {
    await using ours = await broker({ limits: { packetBytes: 10_000 } });
    const sender = await client(ours.port);
    await sender.publishAsync(TOPIC, `{"airTempC":20,"x":"${"x".repeat(9_000)}"}`, { qos: 1 });
    const closed = new Promise<void>((resolve) => void sender.once("close", () => resolve()));
    sender.publish(TOPIC, `{"airTempC":21,"x":"${"x".repeat(20_000)}"}`, { qos: 1 }, () => {});
    await closed;
    expect(ours.heard.readings.map((r) => r.value)).toEqual([20]);
    await sender.endAsync(true);
  });

  test("who sends faster than the rate waits, and loses nothing; its neighbour does not wait", async () => {
    await using ours = await broker({ limits: { messagesPerSecond: 50 } });
    const [fast, slow] = [await client(ours.port), await client(ours.port)];
    let acknowledged = 0;
    const all = Promise.all(
      Array.from({ length: 120 }, async (_, i) => {
        await fast.publishAsync(TOPIC, `{"airTempC":${i / 10}}`, { qos: 1 });
        acknowledged++;
      }),
    );
    await slow.publishAsync("zonecast/in/mill/yard/probe", '{"airTempC":5}', { qos: 1 });
    // A second's worth, and a few more while the other one was served.
    expect(acknowledged).toBeLessThan(120);
    await all;
    expect(ours.heard.readings.filter((r) => r.zone === "hall").map((r) => r.value)).toEqual(
      Array.from({ length: 120 }, (_, i) => i / 10),
    );
    await Promise.all([fast.endAsync(), slow.endAsync()]);
  });

  test("who connects and says nothing is let go", async () => {
    await using ours = await broker();
    const silent = connectTcp(ours.port, "127.0.0.1");
    await new Promise<void>((resolve) => void silent.once("close", () => resolve()));
  }, 20_000);
});

describe.skipIf(mosquittoMissing !== undefined)("a broker of one's own with TLS", () => {
  const mosquitto = () =>
    startMosquitto({
      tls: { cert: certificates.cert, key: certificates.key },
      credentials: { username: "zonecast", password: "secret-word" },
    });
  const gateway = (url: string, ca?: string, password = "secret-word") => {
    const { log, lines } = keptLog();
    return startHeardGateway({ kind: "external", url, connections: 2, username: "zonecast", password, ca }, { log }).then(
      (ours) => ({ ...ours, lines }),
    );
  };

  test("its certificate is verified against the authority that was named", async () => {
    await using own = await mosquitto();
    await using ours = await gateway(`mqtts://localhost:${own.port}`, certificates.text(certificates.ca));
    await until("it is connected", () => ours.gateway.status().connected);
    await run("mosquitto_pub", [
      "-h",
      "localhost",
      "-p",
      String(own.port),
      "--cafile",
      certificates.ca,
      "-u",
      "zonecast",
      "-P",
      "secret-word",
      "-q",
      "1",
      "-t",
      TOPIC,
      "-m",
      '{"airTempC":22}',
    ]);
    await until("the value", () => ours.heard.readings.some((r) => r.value === 22));
  });

  test.each([
    ["an authority that the system does not know", undefined, "localhost", "secret-word", /certificate/i],
    ["another authority", "strange", "localhost", "secret-word", /certificate|signature/i],
    ["a wrong password", "right", "localhost", "wr0ng-w0rd", /not authorized|bad user/i],
  ] as const)("%s: not connected, and it says why without the secret", async (_, which, host, password, problem) => {
    await using own = await mosquitto();
    const ca =
      which === undefined ? undefined : certificates.text(which === "right" ? certificates.ca : certificates.strangeCert);
    await using ours = await gateway(`mqtts://${host}:${own.port}`, ca, password);
    await until("it says why", () => problem.test(ours.gateway.status().problem ?? ""));
    expect(ours.gateway.status().connected).toBe(false);
    expect(ours.lines.join("\n") + JSON.stringify(ours.gateway.status())).not.toMatch(/secret-word|wr0ng-w0rd/);
  });

  test("a name that the certificate does not hold is not believed", async () => {
    await using own = await mosquitto();
    // The certificate is for localhost and 127.0.0.1.
    await using ours = await gateway(`mqtts://[::1]:${own.port}`, certificates.text(certificates.ca));
    await until("it says why", () => /ECONNREFUSED|IP|certificate|altname/i.test(ours.gateway.status().problem ?? ""));
    expect(ours.gateway.status().connected).toBe(false);
  });

  test("virtual devices enter with --ca, and not without", async () => {
    await using own = await mosquitto();
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: "test" as const,
      ZONECAST_MQTT_USERNAME: "zonecast",
      ZONECAST_MQTT_PASSWORD: "secret-word",
    };
    const simulate = (...more: string[]) =>
      start(
        NODE,
        [
          "bin/zonecast.ts",
          "devices",
          "simulate",
          "--dialect",
          "plain",
          "--rooms",
          "1",
          "--broker",
          `mqtts://localhost:${own.port}`,
          ...more,
        ],
        { cwd: ROOT, env },
      );
    const good = simulate("--ca", certificates.ca, "--every", "0.5");
    await until("it speaks", () => good.says(/"type":"said"/), 20_000);
    await good.end("SIGINT");
    expect(good.process.exitCode).toBe(0);
    const bad = simulate();
    await until("it ends", () => !bad.running(), 20_000);
    expect([bad.process.exitCode, bad.output()]).toEqual([
      1,
      expect.stringMatching(/cannot connect to localhost:\d+: .*certificate/),
    ]);
  });
});

test("mqtt:// to a host beyond this machine: refused unless allowed, and then it is told that others can listen", async () => {
  const { log, lines } = keptLog();
  const setting = { kind: "external", url: "mqtt://192.0.2.1:1883", connections: 1 } as const;
  await expect(startHeardGateway(setting, { log })).rejects.toMatchObject({ code: "bad-config" });
  await using ours = await startHeardGateway({ ...setting, allowPlain: true }, { log });
  expect(lines.filter((line) => line.includes("can be overheard"))).toHaveLength(1);
  expect(ours.gateway.status().connected).toBe(false);
});

test("a file of users that is broken at the start stops it with its name", async () => {
  const path = join(certificates.folder, "broken.json");
  writeFileSync(path, "{");
  await expect(broker({ usersFile: path })).rejects.toThrow(/broken\.json is not JSON/);
});
