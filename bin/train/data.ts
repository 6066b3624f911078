/** Everything that a training is pointed at: data sets of our own and folders of measured series, together. */
import { createHash } from "node:crypto";
import { ZonecastError } from "#domain";
import { type LearnSeries, learnable, setApart } from "#forecasting";
import { isDataset } from "../measured/dataset.ts";
import { readMeasured } from "../measured/folder.ts";
import { unsound } from "../measured/unsound.ts";
import { type LearnData, readDataset } from "./dataset.ts";

async function measured(folder: string, seed: number): Promise<LearnData> {
  const { series, notes } = await readMeasured(folder);
  const hourly = series.filter((s) => s.frame.stepS === 3_600);
  if (hourly.length === 0)
    throw new ZonecastError("bad-file", `${folder} holds no hourly series`, { hint: "the network learns on hours" });
  const all = hourly.map((s) => learnable(s, s.frame.length));
  const hash = createHash("sha256");
  for (const s of all) hash.update(s.id).update(new Uint8Array(s.y.buffer));
  return {
    ...{ ...setApart(hourly, seed), test: [], buildings: new Set(all.map((s) => s.building)).size, hash: hash.digest("hex") },
    notes: [...notes, ...unsound(hourly)],
    licences: [`measured data of ${folder}; see their own licence`],
  };
}

/** Reads all folders. Throws `bad-file` for one that is neither. */
export async function readLearnData(folders: readonly string[], seed: number): Promise<LearnData> {
  const parts: LearnData[] = [];
  for (const folder of folders) parts.push(isDataset(folder) ? await readDataset(folder) : await measured(folder, seed));
  const all = (of: (part: LearnData) => readonly LearnSeries[]) => parts.flatMap(of);
  const [only] = parts;
  return {
    train: all((p) => p.train),
    validation: all((p) => p.validation),
    test: all((p) => p.test),
    buildings: parts.reduce((n, p) => n + p.buildings, 0),
    hash:
      parts.length === 1 && only
        ? only.hash
        : createHash("sha256")
            .update(parts.map((p) => p.hash).join())
            .digest("hex"),
    notes: parts.flatMap((p) => p.notes),
    licences: [...new Set(parts.flatMap((p) => p.licences))],
  };
}
