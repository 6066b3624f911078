/**
 * Commands as a state machine: queued -> sent (the broker has it) -> echoed (the device reports it back) -> held (it still
 * does a while later); without an echo in time: timed-out -> sent again, twice at most -> failed. Nothing is ever sent that
 * the building does not allow at that very moment, and nothing is kept over a restart.
 */
import { type Clock, type Command, errorLine, type Priority, type SettableSignal } from "#domain";
import type { EchoTimeouts } from "./gateway.ts";
import { isEcho, onGrid, type Range } from "./setpoint.ts";

/** One point that a command goes to. */
export interface Target {
  readonly building: string;
  readonly zone: string;
  readonly signal: SettableSignal;
  readonly source: string;
  readonly range: Range;
  readonly batteryPowered: boolean;
}

export interface CommandsOptions {
  readonly clock: Clock;
  readonly timeouts: EchoTimeouts;
  readonly mayActuate: (building: string) => boolean;
  /** Resolves when the broker has the message. */
  readonly send: (target: Target, value: number) => Promise<void>;
  readonly onCommand: (command: Command) => void;
  /** A set-point moved that we did not move: somebody turned the knob. */
  readonly onManual?: ((point: Pick<Target, "source" | "signal">, value: number) => void) | undefined;
}

export interface Commands {
  /** Sends `requested`, set to what the device can do. A command under way to the same point ends. */
  issue(target: Target, requested: number, who: string, why: string, priority?: Priority): Command;
  /** A device reported its set-point, live, as it was at `ts` (UTC ms). Reports that come out of order are passed over. */
  observe(source: string, signal: SettableSignal, value: number, ts: number): void;
  /** The last reported set-point, null when none was heard. */
  last(source: string, signal: SettableSignal): number | null;
  stop(): void;
}

const MAX_ATTEMPTS = 3;
/** A command whose echo stands this long is held. */
const HELD_AFTER_MS = 60_000;
/** Battery valves pay for every message: two to the same one are at least this far apart, and only so many come in an hour. */
const BATTERY_GAP_MS = 5_000;
const BATTERY_PER_HOUR = 12;
const HOUR_MS = 3_600_000;
/** Set-points closer than this are the same, K. */
const SAME_C = 0.05;
/** Who moved a set-point that we did not move. */
export const AT_THE_DEVICE = "somebody at the device";

interface Running {
  readonly target: Target;
  command: Command;
  cancelTimer: () => void;
}

interface Report {
  value: number;
  ts: number;
}

const keyOf = (source: string, signal: string): string => `${source}/${signal}`;

export function createCommands({ clock, timeouts, mayActuate, send, onCommand, onManual }: CommandsOptions): Commands {
  const running = new Map<string, Running>();
  /** By source, then by signal: a flood of reports builds no keys. */
  const reported = new Map<string, Map<SettableSignal, Report>>();
  /** What each point was last told. */
  const told = new Map<string, { readonly value: number; readonly step: number }>();
  /** Of battery devices, when the last messages went out, the oldest first. */
  const sentAt = new Map<string, number[]>();
  let serial = 0;
  let stopped = false;

  /** Remembers a report; gives the value before it, `late` for one that is older than what is known. */
  function report(source: string, signal: SettableSignal, value: number, ts: number): number | "late" | undefined {
    let signals = reported.get(source);
    if (!signals) {
      signals = new Map();
      reported.set(source, signals);
    }
    const known = signals.get(signal);
    if (!known) {
      signals.set(signal, { value, ts });
      return undefined;
    }
    if (ts < known.ts) return "late";
    const before = known.value;
    known.value = value;
    known.ts = ts;
    return before;
  }

  function change(run: Running, to: Partial<Command>): void {
    run.command = { ...run.command, ...to, updatedAt: clock.now() };
    onCommand(run.command);
  }

  function finish(run: Running, to: Partial<Command>): void {
    run.cancelTimer();
    const key = keyOf(run.target.source, run.target.signal);
    if (running.get(key) === run) running.delete(key);
    change(run, to);
  }

  const isRunning = (run: Running): boolean => !stopped && running.get(keyOf(run.target.source, run.target.signal)) === run;

  async function attempt(run: Running): Promise<void> {
    const { target } = run;
    if (!mayActuate(target.building))
      return finish(run, { state: "failed", problem: "commands to this building are switched off" });
    const timeoutMs = target.batteryPowered ? timeouts.batteryMs : timeouts.mainsMs;
    run.command = { ...run.command, attempts: run.command.attempts + 1 };
    run.cancelTimer = clock.after(timeoutMs, () => unanswered(run, `not reported back within ${timeoutMs / 1000} s`));
    if (target.batteryPowered)
      sentAt.set(target.source, [...(sentAt.get(target.source) ?? []), clock.now()].slice(-BATTERY_PER_HOUR));
    try {
      await send(target, run.command.value);
    } catch (error) {
      // The timer stays: the next attempt comes at the usual time, when the broker may be back.
      if (isRunning(run)) change(run, { problem: errorLine(error).slice(0, 300) });
      return;
    }
    // The echo may have overtaken the broker's acknowledgement.
    if (isRunning(run) && (run.command.state === "queued" || run.command.state === "timed-out")) change(run, { state: "sent" });
  }

  function waitOf({ source }: Target, now: number): number {
    const sent = sentAt.get(source) ?? [];
    const [oldest] = sent;
    const soonest = (sent.at(-1) ?? Number.NEGATIVE_INFINITY) + BATTERY_GAP_MS;
    const hourly = sent.length >= BATTERY_PER_HOUR && oldest !== undefined ? oldest + HOUR_MS : 0;
    return Math.max(0, soonest - now, hourly - now);
  }

  function unanswered(run: Running, problem: string): void {
    if (!isRunning(run)) return;
    if (run.command.attempts >= MAX_ATTEMPTS) finish(run, { state: "failed", problem });
    else {
      change(run, { state: "timed-out", problem });
      void attempt(run);
    }
  }

  function echoed(run: Running, value: number): void {
    run.cancelTimer();
    const { problem: _, ...rest } = run.command;
    run.command = rest;
    change(run, { state: "echoed", after: value });
    run.cancelTimer = clock.after(HELD_AFTER_MS, () => finish(run, { state: "held" }));
  }

  return {
    issue(target, requested, who, why, priority = "operator") {
      const key = keyOf(target.source, target.signal);
      const older = running.get(key);
      if (older?.command.state === "echoed") finish(older, { state: "held" });
      else if (older)
        finish(older, {
          state: "failed",
          overruledBy: who,
          problem: `a newer command took its place: ${requested} by ${who}`.slice(0, 300),
        });
      const now = clock.now();
      const command: Command = {
        id: `${now.toString(36)}-${(serial++).toString(36)}`,
        at: now,
        updatedAt: now,
        building: target.building,
        zone: target.zone,
        signal: target.signal,
        source: target.source,
        requested,
        value: onGrid(requested, target.range),
        before: reported.get(target.source)?.get(target.signal)?.value ?? null,
        after: null,
        who,
        why,
        ...(priority !== "operator" && { priority }),
        state: "queued",
        attempts: 0,
      };
      const run: Running = { target, command, cancelTimer: () => {} };
      running.set(key, run);
      told.set(key, { value: command.value, step: target.range.step });
      onCommand(command);
      const waitMs = waitOf(target, now);
      if (waitMs === 0) void attempt(run);
      else run.cancelTimer = clock.after(waitMs, () => void attempt(run));
      return command;
    },
    observe(source, signal, value, ts) {
      const before = report(source, signal, value, ts);
      if (before === "late") return;
      const run = running.size === 0 ? undefined : running.get(keyOf(source, signal));
      if (!run) {
        if (before === undefined || Math.abs(before - value) <= SAME_C) return;
        // A command that was given up may be carried out all the same.
        const last = told.get(keyOf(source, signal));
        if (last === undefined || !isEcho(value, last.value, last.step)) onManual?.({ source, signal }, value);
        return;
      }
      if (run.command.attempts === 0) return;
      const same = isEcho(value, run.command.value, run.target.range.step);
      if (run.command.state !== "echoed") {
        // Anything else may be the report that was under way when the command left.
        if (same) echoed(run, value);
      } else if (!same) {
        const problem = `the device went to ${value} after it had taken the command`;
        finish(run, { state: "failed", after: value, overruledBy: AT_THE_DEVICE, problem });
        onManual?.(run.target, value);
      }
    },
    last: (source, signal) => reported.get(source)?.get(signal)?.value ?? null,
    stop() {
      stopped = true;
      for (const run of running.values()) run.cancelTimer();
      running.clear();
    },
  };
}
