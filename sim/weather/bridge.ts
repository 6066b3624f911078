/** Short gaps in the states of the air, bridged by straight lines when somebody asks for it. */
import { type Frame, makeFrame } from "#domain";

/** Light is not bridged: between two hours lies no straight line but the sun's course. */
const STATES = new Set(["outdoorTempC", "relativeHumidityPct", "windSpeedMPerS", "skyTempC", "airPressurePa"]);

export interface Bridged {
  readonly frame: Frame;
  /** Values put in, by column. */
  readonly filled: Readonly<Record<string, number>>;
}

/**
 * A frame in which gaps of temperature, humidity, wind, sky and pressure are bridged where they are no longer than
 * `longestS` (s, from the last value before to the first after, less one step) and have a value at either end.
 */
export function bridgeGaps(frame: Frame, longestS: number): Bridged {
  const filled: Record<string, number> = {};
  const columns = [...frame.columns].map(([name, values]) => {
    if (!STATES.has(name)) return [name, values] as const;
    const out = values.slice();
    let count = 0;
    let last = -1;
    for (let i = 0; i < out.length; i++) {
      const value = out[i] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const missing = i - last - 1;
      const before = out[last] ?? Number.NaN;
      if (last >= 0 && missing > 0 && missing * frame.stepS <= longestS)
        for (let j = last + 1; j < i; j++, count++) out[j] = before + ((value - before) * (j - last)) / (i - last);
      last = i;
    }
    filled[name] = count;
    return [name, out] as const;
  });
  return { frame: makeFrame(frame.startTs, frame.stepS, columns), filled };
}
