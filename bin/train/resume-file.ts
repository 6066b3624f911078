/** The state of a training that is under way, beside the model it will become: written aside and renamed, so always whole. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { ZonecastError } from "#domain";
import type { TrainedState } from "#forecasting";

interface Stored {
  readonly format: "zonecast-training 1";
  /** What was trained on what: another cannot be resumed from it. */
  readonly key: string;
  readonly state: TrainedState;
}

export const resumePath = (out: string): string => `${out}.training`;

export function writeResume(out: string, key: string, state: TrainedState): void {
  const path = resumePath(out);
  writeFileSync(`${path}.part`, serialize({ format: "zonecast-training 1", key, state } satisfies Stored));
  renameSync(`${path}.part`, path);
}

/** Throws `not-found` when there is nothing to resume, `bad-file` when it is of another training or version. */
export function readResume(out: string, key: string): TrainedState {
  const path = resumePath(out);
  if (!existsSync(path))
    throw new ZonecastError("not-found", `there is no ${path} to go on from`, { hint: "start without --resume" });
  let stored: Partial<Stored> | undefined;
  try {
    stored = deserialize(readFileSync(path)) as Partial<Stored>;
  } catch (cause) {
    throw new ZonecastError("bad-file", `${path} cannot be read`, { hint: "start without --resume", cause });
  }
  if (stored?.format !== "zonecast-training 1" || !stored.state)
    throw new ZonecastError("bad-file", `${path} is of another version`, { hint: "start without --resume" });
  if (stored.key !== key)
    throw new ZonecastError("bad-file", `${path} belongs to a training with other data or options`, {
      hint: "give the same options, or start without --resume",
    });
  return stored.state;
}
