/** A data set of our own as series to be forecast: the train split is what may be learned from, the test split what is judged. */
import { makeFrame, toSlug } from "#domain";
import type { MeasuredSeries } from "#forecasting";
import type { FileSeries } from "./csv.ts";
import { type DatasetZone, readDatasetZones } from "./dataset.ts";

const doubles = (values: Float32Array): Float64Array => Float64Array.from(values);

function seriesOf(zone: DatasetZone): MeasuredSeries[] {
  const { name, building, split, isExcited, timeZone, startTs } = zone;
  const weather = [
    ["outdoorTempC", doubles(zone.outdoorTempC)],
    ["globalIrradianceWPerM2", doubles(zone.globalIrradianceWPerM2)],
    ["heatingSetpointC", doubles(zone.heatingSetpointC)],
  ] as const;
  const common = {
    building: toSlug(building),
    timeZone,
    horizonS: 86_400,
    role: split === "test" ? "target" : "source",
  } as const;
  const frame = (y: Float32Array, beside: readonly (readonly [string, Float64Array])[] = []) =>
    makeFrame(startTs, 3_600, [["y", doubles(y)], ...weather, ...beside]);
  const air: MeasuredSeries = {
    ...{ ...common, id: `${name}/airTempC`, signal: "airTempC" },
    group: isExcited ? "simulated room, excited" : "simulated room",
    frame: frame(zone.airTempC, [["heatingPowerW", doubles(zone.heatingPowerW)]]),
  };
  if (isExcited) return [air];
  return [
    air,
    {
      ...{ ...common, id: `${name}/heatingPowerW`, signal: "heatingPowerW", group: "simulated heat" },
      frame: frame(zone.heatingPowerW),
    },
    {
      ...{ ...common, id: `${name}/electricPowerW`, signal: "electricPowerW", group: "simulated electricity" },
      frame: frame(zone.electricPowerW),
    },
  ];
}

/** Buildings set apart to decide when a training stops are neither. Throws `bad-file`. */
export async function readFleet(folder: string): Promise<FileSeries> {
  const { zones } = await readDatasetZones(folder, ["train", "test"]);
  const excited = zones.filter((z) => z.isExcited).length;
  const note = `${folder}: of ${excited} zones only the air is forecast, a walker decides their heat`;
  return { series: zones.flatMap(seriesOf), notes: excited > 0 ? [note] : [] };
}
