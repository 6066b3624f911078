/** A data set of our own as series to learn from. */
import { type LearnSeries, learnSeries } from "#forecasting";
import { type DatasetZone, readDatasetZones, type Split } from "../measured/dataset.ts";

export interface LearnData {
  readonly train: readonly LearnSeries[];
  readonly validation: readonly LearnSeries[];
  /** Empty unless asked for: what a finished model is judged by. */
  readonly test: readonly LearnSeries[];
  /** Buildings of the first two. */
  readonly buildings: number;
  /** Hash, hex, that changes with the data. */
  readonly hash: string;
  readonly licences: readonly string[];
  /** What is odd about the data, one sentence each. */
  readonly notes: readonly string[];
}

/** Of an excited building its air alone: heat that a walker decides cannot be forecast. */
function seriesOf(zone: DatasetZone): LearnSeries[] {
  const { building, startTs, timeZone, airTempC, heatingPowerW, outdoorTempC, globalIrradianceWPerM2 } = zone;
  const covariates = { outdoorTempC, globalIrradianceWPerM2, setpointC: zone.heatingSetpointC };
  const common = { building, startTs, stepS: 3_600, timeZone, covariates };
  return [
    learnSeries({ ...common, id: `${zone.name}/air`, kind: "temperature", y: airTempC, other: heatingPowerW }),
    ...(zone.isExcited
      ? []
      : [
          learnSeries({ ...common, id: `${zone.name}/heat`, kind: "heat", y: heatingPowerW, other: airTempC }),
          learnSeries({
            ...common,
            id: `${zone.name}/electricity`,
            kind: "electricity",
            y: zone.electricPowerW,
            other: airTempC,
          }),
        ]),
  ];
}

/** Reads a data set; its test split is not touched unless `splits` names it. Throws `bad-file`. */
export async function readDataset(folder: string, splits: readonly Split[] = ["train", "validation"]): Promise<LearnData> {
  const { zones, hash, licences } = await readDatasetZones(folder, splits);
  const of = (split: Split): LearnSeries[] => zones.filter((z) => z.split === split).flatMap(seriesOf);
  const [train, validation, test] = [of("train"), of("validation"), of("test")];
  return {
    train,
    validation,
    test,
    buildings: new Set([...train, ...validation].map((s) => s.building)).size,
    hash,
    licences,
    notes: [],
  };
}
