/** What a run says: a bar with rate and time left on a terminal, JSON lines elsewhere. */
import type { Writable } from "node:stream";
import { SingleBar } from "cli-progress";
import type { Clock } from "#domain";
import type { Progress } from "./run.ts";

export interface Teller {
  progress(progress: Progress): void;
  stop(): void;
}

const time = (s: number): string => {
  if (!Number.isFinite(s)) return "?";
  const [h, m] = [Math.floor(s / 3_600), Math.floor((s % 3_600) / 60)];
  return h > 0 ? `${h} h ${m} min` : m > 0 ? `${m} min ${Math.floor(s % 60)} s` : `${Math.ceil(s)} s`;
};
const rate = (perS: number): string => (Number.isFinite(perS) && perS > 0 ? perS.toPrecision(3) : "-");

/** Rewrites one line. */
function barTeller(stream: NodeJS.WriteStream): Teller {
  const bar = new SingleBar({
    format: "{bar} {percentage}%  {value}/{total} buildings, {rate}/s, {left} left, {size} MB",
    stream,
    hideCursor: true,
  });
  let started = false;
  return {
    progress({ buildingsDone, buildings, buildingsPerS, leftS, bytes }) {
      const payload = { rate: rate(buildingsPerS), left: time(leftS), size: (bytes / 1e6).toFixed(1) };
      if (!started) bar.start(buildings, 0, payload);
      started = true;
      bar.update(buildingsDone, payload);
    },
    stop: () => bar.stop(),
  };
}

/** At most one line a second between shards. */
const EVERY_MS = 1_000;

function jsonTeller(stream: Writable, clock: Clock): Teller {
  let saidAt = Number.NEGATIVE_INFINITY;
  const finite = (v: number) => (Number.isFinite(v) ? Math.round(v * 100) / 100 : null);
  return {
    progress(progress) {
      const now = clock.now();
      if (progress.shard === undefined && now - saidAt < EVERY_MS) return;
      saidAt = now;
      const { buildingsPerS, leftS, ...rest } = progress;
      stream.write(
        `${JSON.stringify({ event: "progress", ...rest, buildingsPerS: finite(buildingsPerS), leftS: finite(leftS) })}\n`,
      );
    },
    stop() {},
  };
}

/** A bar on terminals, unless JSON is asked for. */
export const tellerFor = (stream: NodeJS.WriteStream, json: boolean, clock: Clock): Teller =>
  stream.isTTY && !json ? barTeller(stream) : jsonTeller(stream, clock);
