/** A certificate in a file that is renewed while we run. */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { stampOf } from "./file-stamp.ts";

/** Certificates in PEM, or how to get them as they are now. */
export type Pem = string | (() => string);

export const pemText = (pem: Pem): string => (typeof pem === "string" ? pem : pem());

/** The certificates in `path` as they are when they are asked for; `text`, or the last that could be read, while they cannot. */
export function pemFile(path: string, text: string): () => string {
  let last = text;
  let readAt = "";
  return () => {
    const stamp = stampOf(path);
    if (stamp === readAt) return last;
    readAt = stamp;
    try {
      const now = readFileSync(path, "utf8");
      new X509Certificate(now);
      last = now;
    } catch {
      // Half written, or gone: those of before still count.
    }
    return last;
  };
}
