/** Who competes for the live forecasts: the baselines, the network that ships, and the one that a building was given. */
import { existsSync, readFileSync } from "node:fs";
import { errorLine, type ForecastSource, isZonecastError, ZonecastError } from "#domain";
import {
  allBaselines,
  blendSource,
  type Checkpoint,
  type LearningSource,
  loadCheckpoint,
  networkCandidates,
  type ProbeSource,
  probeSource,
  type TftRuntime,
} from "#forecasting";

const STEP_S = 3_600;
const HORIZON_H = 24;

export interface Candidates {
  readonly sources: readonly ForecastSource[];
  /** Why one of the networks cannot be used. */
  readonly problem?: string;
  /** The network that had a part in the candidate `model`, else the first that can be used. */
  readonly networkOf: (model: string) => ProbeSource | undefined;
  readonly dispose: () => void;
}

/** A model for live forecasts. Throws `not-found`, or `bad-file` for one that cannot be read or forecasts something else. */
export async function readOwnModel(file: string): Promise<Checkpoint> {
  if (!existsSync(file))
    throw new ZonecastError("not-found", `the model ${file} is gone`, { hint: "choose another on the page Learning" });
  const model = await loadCheckpoint(readFileSync(file));
  const { config, provenance } = model;
  if (config.horizon === HORIZON_H && provenance.stepS === STEP_S) return model;
  throw new ZonecastError(
    "bad-file",
    `${file} forecasts ${config.horizon} steps of ${provenance.stepS} s, live forecasts are ${HORIZON_H} hours`,
    { hint: "train one with zonecast train, or choose another" },
  );
}

/** Stands in the list of candidates with the reason why it cannot speak. */
function silent(name: string, problem: unknown): ForecastSource {
  const code = isZonecastError(problem) ? problem.code : "bug";
  return {
    name,
    forecast() {
      throw new ZonecastError(code, errorLine(problem));
    },
  };
}

/**
 * Baselines and, for each network, its probe, its base as it is, the probe's blend with ridge-ARX and with the grey box, and the probes that hear
 * either; of two networks the mean of their probes. A network that cannot be used stays in the list under its name, and the others go on. Never rejects.
 */
export async function gatherCandidates(
  runtime: () => Promise<TftRuntime>,
  networks: readonly { readonly name: string; readonly read: () => Promise<Checkpoint | undefined> }[],
): Promise<Candidates> {
  const plain = allBaselines();
  const open: ProbeSource[] = [];
  const probes: LearningSource[] = [];
  const sources: ForecastSource[] = [...plain];
  const problems: string[] = [];
  for (const { name, read } of networks) {
    try {
      const checkpoint = await read();
      if (!checkpoint) continue;
      const network = probeSource(await runtime(), checkpoint, name);
      open.push(network);
      const made = networkCandidates(network, plain);
      sources.push(...made);
      probes.push(...made.slice(0, 1));
    } catch (e) {
      problems.push(errorLine(e));
      sources.push(silent(name, e));
    }
  }
  // Networks that learned on different buildings err differently.
  if (probes.length > 1) sources.push(blendSource(probes.map(({ name }) => name).join(" + "), probes));
  return {
    sources,
    ...(problems.length > 0 ? { problem: problems.join("; ") } : {}),
    networkOf: (model) => open.find(({ name, zeroShot }) => model.includes(name) || model === zeroShot.name) ?? open[0],
    dispose: () => {
      for (const network of open) network.dispose();
    },
  };
}
