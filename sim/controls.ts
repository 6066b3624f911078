/** Controls from outside: set-points and powers by column, laid over what the schedules say. */
import { type Frame, ZonecastError } from "#domain";
import type { BuildingModel } from "./building/model.ts";
import type { Actions } from "./life/scheduled.ts";

/** Writes the controls that hold at `ts` over `act`. Throws `unknown-name` for a column that is no control of this building. */
export function controlReader(model: BuildingModel, controls: Frame | undefined): (ts: number, act: Actions) => void {
  if (!controls) return () => {};
  const zones = model.zones.map((z) => (z.heating ? z.id : ""));
  const writers = [...controls.columns].map(([name, values]) => {
    const [zone = "", signal = ""] = name.split("/");
    const i = zones.indexOf(zone);
    const target = signal === "heatingSetpointC" ? "setpointC" : signal === "heatingPowerW" ? "forcedPowerW" : undefined;
    if (i < 0 || zone === "" || !target)
      throw new ZonecastError("unknown-name", `no control '${name}'`, {
        hint: "a control is zone/heatingSetpointC or zone/heatingPowerW of a heated zone",
      });
    return { i, target, values } as const;
  });
  return (ts, act) => {
    const row = Math.floor((ts - controls.startTs) / (controls.stepS * 1000));
    for (const { i, target, values } of writers) {
      const value = values[row];
      if (value !== undefined && !Number.isNaN(value)) act[target][i] = value;
    }
  };
}
