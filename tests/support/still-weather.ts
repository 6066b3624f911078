/** Weather in which nothing happens: one temperature, no sun. */
import { type Frame, makeFrame } from "#domain";

export function stillWeather(outdoorTempC: number, hours: number, stepS = 300, startTs = Date.UTC(2025, 0, 6)): Frame {
  const length = Math.round((hours * 3600) / stepS) + 1;
  const all = (value: number) => new Float64Array(length).fill(value);
  return makeFrame(startTs, stepS, [
    ["outdoorTempC", all(outdoorTempC)],
    ["relativeHumidityPct", all(70)],
    ["directNormalWPerM2", all(0)],
    ["diffuseHorizontalWPerM2", all(0)],
    ["globalIrradianceWPerM2", all(0)],
    ["windSpeedMPerS", all(3)],
    ["skyTempC", all(outdoorTempC)],
    ["airPressurePa", all(101_325)],
  ]);
}
