/** The quality report of a building of the data set, with its pictures. */
import { column, makeFrame } from "#domain";
import { excitationQuality, type QualityReport } from "../excitation/quality.ts";
import { qualityPictures } from "../excitation/report-svg.ts";
import type { BuildingSeries } from "./series.ts";
import type { Weather } from "./weather-set.ts";

/** Of the first zone: what the data can teach, comfort, and what it cost. */
export function qualityOf(
  series: BuildingSeries,
  weather: Weather,
): { report: QualityReport; pictures: ReadonlyMap<string, string> } {
  const zone = series.zones[0];
  const { frame, warmUp, steps } = weather;
  const cut = (name: string, later = 0) => column(frame, name).slice(warmUp + later, warmUp + later + steps);
  const wide = (v: ArrayLike<number> = []) => Float64Array.from(v);
  const report = excitationQuality({
    frame: makeFrame(frame.startTs + warmUp * frame.stepS * 1000, frame.stepS, [
      ["airTempC", wide(zone?.airTempC)],
      ["heatingPowerW", wide(zone?.heatingPowerW)],
      ["occupied", wide(zone?.persons).map((n) => (n > 0 ? 1 : 0))],
      ["outdoorTempC", cut("outdoorTempC")],
      ["globalIrradianceWPerM2", cut("globalIrradianceWPerM2", 1)],
    ]),
    state: "airTempC",
    controls: [{ name: "heatingPowerW", range: { min: 0, max: zone?.maxPowerW ?? 0 } }],
    disturbances: ["outdoorTempC", "globalIrradianceWPerM2"],
    powers: ["heatingPowerW"],
    occupancy: "occupied",
  });
  return { report, pictures: qualityPictures(report) };
}
