import { once } from "node:events";
import { copyFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { afterAll, expect, test } from "vitest";
import { type Log, manualClock } from "#domain";
import { createListener } from "../../../devices/broker-listener.ts";
import { makeCertificates } from "../../support/certificates.ts";
import { until } from "../../support/until.ts";

const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());

/** A port that echoes, with its certificate in files that may be written anew. */
async function echoing() {
  const files = { cert: join(certificates.folder, "live.pem"), key: join(certificates.folder, "live.key") };
  copyFileSync(certificates.cert, files.cert);
  copyFileSync(certificates.key, files.key);
  const clock = manualClock();
  const lines: string[] = [];
  const keep = (_fields: object, message: string): void => void lines.push(message);
  const log: Log = { debug: () => {}, info: keep, warn: keep, error: keep };
  const tls = { cert: certificates.text(files.cert), key: certificates.text(files.key), files };
  const setting = { kind: "embedded", host: "127.0.0.1", port: 0, tls } as const;
  const { server, stopWatching } = createListener(setting, { clock, log, handshakeMs: 5_000 }, (socket) => {
    socket.on("error", () => {});
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const dial = async (): Promise<TLSSocket> => {
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
    socket.on("error", () => {});
    await once(socket, "secureConnect");
    return socket;
  };
  const nameAt = (socket: TLSSocket) => String(socket.getPeerCertificate().subject.CN);
  return {
    ...{ files, clock, lines, dial, nameAt, stopWatching },
    async [Symbol.asyncDispose]() {
      stopWatching();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test("new connections get the renewed certificate, those that stand live on", async () => {
  await using ours = await echoing();
  const before = await ours.dial();
  expect(ours.nameAt(before)).toBe("localhost");
  copyFileSync(certificates.strangeCert, ours.files.cert);
  copyFileSync(certificates.strangeKey, ours.files.key);
  ours.clock.advance(3_000);
  const after = await ours.dial();
  expect(ours.nameAt(after)).toBe("elsewhere.example");
  const echo = once(before, "data");
  before.write("still here");
  expect(String((await echo)[0])).toBe("still here");
  expect(ours.lines).toEqual(["The broker serves its renewed certificate"]);
  before.destroy();
  after.destroy();
});

test("what cannot be used changes nothing and is told once; when its key comes later it is served then", async () => {
  await using ours = await echoing();
  copyFileSync(certificates.strangeCert, ours.files.cert);
  ours.clock.advance(10_000);
  writeFileSync(ours.files.key, "-----BEGIN PRIVATE KEY-----\n");
  ours.clock.advance(10_000);
  const meanwhile = await ours.dial();
  expect(ours.nameAt(meanwhile)).toBe("localhost");
  expect(ours.lines).toEqual(["The renewed certificate cannot be used; that of before still counts"]);
  copyFileSync(certificates.strangeKey, ours.files.key);
  ours.clock.advance(3_000);
  const after = await ours.dial();
  await until("it is served", () => ours.lines.length === 2);
  expect(ours.nameAt(after)).toBe("elsewhere.example");
  meanwhile.destroy();
  after.destroy();
});
