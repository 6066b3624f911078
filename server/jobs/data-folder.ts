/** What lies in the data folder to learn from and to go on from: data sets, trained models, trainings that ended early. */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Learnable, modelIdSchema, slugSchema } from "#domain";

export interface DataFolder {
  /** Data sets by name, models the newest first. */
  readonly learnable: () => Learnable;
  /** Folder of a data set. */
  readonly dataset: (name: string) => string;
  /** File of a model, whether it is there or not. */
  readonly model: (id: string) => string;
  /** State of a training that has not ended, whether it is there or not. */
  readonly training: (id: string) => string;
  /** Folder of what a job works on. */
  readonly job: (id: string) => string;
  /** Removes what a job left for being resumed. Its model stays. */
  readonly tidy: (id: string) => void;
}

const ENDING = ".model";

const listed = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
};

export function openDataFolder(dataDir: string): DataFolder {
  const inside = (...parts: readonly string[]): string => join(dataDir, ...parts);
  const model = (id: string): string => inside("models", `${id}${ENDING}`);
  const training = (id: string): string => `${model(id)}.training`;
  return {
    dataset: (name) => inside("datasets", name),
    model,
    training,
    job: (id) => inside("jobs", id),
    learnable: () => ({
      datasets: listed(inside("datasets")).filter(
        (name) =>
          slugSchema.safeParse(name).success && statSync(inside("datasets", name), { throwIfNoEntry: false })?.isDirectory(),
      ),
      models: listed(inside("models"))
        .filter((name) => name.endsWith(ENDING))
        .map((name) => name.slice(0, -ENDING.length))
        // What is still being trained is no model yet.
        .filter((id) => modelIdSchema.safeParse(id).success && !existsSync(training(id)))
        .flatMap((id) => {
          const found = statSync(model(id), { throwIfNoEntry: false });
          return found ? [{ id, at: Math.floor(found.mtimeMs) }] : [];
        })
        .sort((a, b) => b.at - a.at),
    }),
    tidy(id) {
      rmSync(training(id), { force: true });
      rmSync(inside("jobs", id), { recursive: true, force: true });
    },
  };
}
