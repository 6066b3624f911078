/** The system's Chromium for browser tests, kept from asking the network for anything. */
import { existsSync } from "node:fs";

const PROGRAM = "/usr/bin/chromium";

/** Why browser tests cannot run, undefined when they can. */
export const chromiumMissing = existsSync(PROGRAM) ? undefined : `${PROGRAM} is not installed`;

/** Playwright's `launchOptions`. */
export const chromiumLaunch = {
  executablePath: PROGRAM,
  args: [
    "--no-sandbox",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    // Whatever asks for a name gets none: a page that needs the network fails here, not at a user's.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
  ],
};
