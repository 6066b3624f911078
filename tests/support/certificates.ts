/** Certificates made by openssl for one test: an authority, a server for this machine, and one that nobody signed. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificates {
  /** Paths of PEM files. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** For another name, and signed by itself. */
  readonly strangeCert: string;
  readonly strangeKey: string;
  readonly folder: string;
  readonly text: (path: string) => string;
  readonly [Symbol.dispose]: () => void;
}

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-certificates-"));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => void execFileSync("openssl", args, { stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  openssl("req", "-x509", ...key, "-keyout", at("ca.key"), "-out", at("ca.pem"), "-subj", "/CN=Test authority");
  openssl("req", ...key.slice(0, 5), "-keyout", at("server.key"), "-out", at("server.csr"), "-subj", "/CN=localhost");
  writeFileSync(at("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  const signed = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-days", "2", "-extfile", at("names")];
  openssl("x509", "-req", "-in", at("server.csr"), ...signed, "-out", at("server.pem"));
  openssl("req", "-x509", ...key, "-keyout", at("strange.key"), "-out", at("strange.pem"), "-subj", "/CN=elsewhere.example");
  return {
    ca: at("ca.pem"),
    cert: at("server.pem"),
    key: at("server.key"),
    strangeCert: at("strange.pem"),
    strangeKey: at("strange.key"),
    folder,
    text: (path) => readFileSync(path, "utf8"),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
