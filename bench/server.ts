/** The whole server with its demo campus: first and second start, idle memory, and the event loop while forecasts are made. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stdout } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { type Server, startServer } from "../tests/support/server.ts";
import { metric, residentMB } from "./measure/process.ts";

const WATCH_S = 120;
/** No forecast for so long: all are made. */
const QUIET_S = 45;
const QUIET_AT_MOST_S = 270;

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-bench-"));
  try {
    const first = await timed(folder);
    const loop = await watch(first.server);
    const loadedMB = await idleLoaded(first.server);
    await first.server.stop();
    const second = await timed(folder);
    await sleep(20_000);
    const idleMB = residentMB(second.server.pid());
    await second.server.stop();
    stdout.write(
      [
        `first start, six weeks of two buildings simulated and stored: ${first.seconds.toFixed(1)} s`,
        `second start: ${second.seconds.toFixed(1)} s (bar: 5 s)`,
        `idle memory of the whole server with everything loaded, pages served, all series forecast by candidates with the network: ${loadedMB.toFixed(0)} MB (bar: 450 MB)`,
        `idle memory 20 s after the second start, before the network is asked: ${idleMB.toFixed(0)} MB`,
        `while ${loop.issued} forecasts were made in ${WATCH_S} s: event loop p99 delay ${loop.p99Ms.toFixed(1)} ms in the worst of ${loop.windows} windows of 5 s, median ${loop.medianMs.toFixed(1)} ms (bar: 50 ms), memory up to ${loop.peakMB.toFixed(0)} MB`,
        "",
      ].join("\n"),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resident memory when pages were served and no forecast has been issued for a while. */
async function idleLoaded(server: Server): Promise<number> {
  for (const page of ["/", "/devices", "/jobs"]) await (await fetch(`${server.url}${page}`)).text();
  let issued = Number.NaN;
  for (let waited = 0; waited < QUIET_AT_MOST_S; waited += QUIET_S) {
    await sleep(QUIET_S * 1000);
    const now = await metric(server.url, "zonecast_forecasts_issued");
    if (now === issued) break;
    issued = now;
  }
  return residentMB(server.pid());
}

async function timed(dataFolder: string): Promise<{ server: Server; seconds: number }> {
  const since = performance.now();
  const server = await startServer({ demo: true, dataFolder, env: { ZONECAST_LOG_LEVEL: "warn" } });
  return { server, seconds: (performance.now() - since) / 1000 };
}

async function watch(
  server: Server,
): Promise<{ issued: number; p99Ms: number; medianMs: number; windows: number; peakMB: number }> {
  const delays: number[] = [];
  let peakMB = 0;
  await metric(server.url, "zonecast_event_loop_p99_seconds");
  for (let s = 0; s < WATCH_S; s += 5) {
    await sleep(5_000);
    delays.push((await metric(server.url, "zonecast_event_loop_p99_seconds")) * 1000);
    peakMB = Math.max(peakMB, residentMB(server.pid()));
  }
  const sorted = [...delays].sort((a, b) => a - b);
  return {
    issued: await metric(server.url, "zonecast_forecasts_issued"),
    p99Ms: sorted.at(-1) ?? Number.NaN,
    medianMs: sorted[sorted.length >> 1] ?? Number.NaN,
    windows: delays.length,
    peakMB,
  };
}
