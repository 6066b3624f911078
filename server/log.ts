/** The log: pino, one JSON object a line; secrets never reach it. */

import pino from "pino";
import type { Log } from "#domain";

export const createLog = (level: "debug" | "info" | "warn" | "error"): Log =>
  pino(
    { level, base: null, redact: { paths: ["password", "token", "*.password", "*.token", "url"], censor: "[kept out]" } },
    pino.destination(2),
  );
