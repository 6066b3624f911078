import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { pemFile, pemText } from "../../../devices/pem-file.ts";
import { makeCertificates } from "../../support/certificates.ts";

const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());

test("a renewed file counts from the next look on; one that is half written or gone changes nothing", () => {
  const [old, fresh] = [certificates.text(certificates.cert), certificates.text(certificates.strangeCert)];
  const path = join(certificates.folder, "renewed.pem");
  writeFileSync(path, old);
  const pem = pemFile(path, old);
  expect(pem()).toBe(old);
  writeFileSync(path, fresh.slice(0, 200));
  expect(pem()).toBe(old);
  writeFileSync(path, fresh);
  expect(pem()).toBe(fresh);
  rmSync(path);
  expect(pem()).toBe(fresh);
});

test("a text is itself", () => {
  expect(pemText("-----BEGIN")).toBe("-----BEGIN");
  expect(pemText(() => "now")).toBe("now");
});
