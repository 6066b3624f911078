/** Options that put plant into a building: `--emitter floor --heat heat-pump`. */
import { type Command, Option } from "commander";
import { type Equipment, equipmentSchema } from "#sim";
import { numberIn } from "../weather/arguments.ts";

export interface EquipmentOptions extends Omit<Equipment, "photovoltaicsW"> {
  readonly pv?: number;
}

const { emitter, heat, controller, cooling, ventilation } = equipmentSchema.shape;
const MOST_PV_W = 1e7;

/** A command with the options before any others. */
export const withEquipment = (command: Command): Command =>
  command
    .addOption(new Option("--emitter <what>", "what gives the heat").choices(emitter.unwrap().options))
    .addOption(new Option("--heat <what>", "what makes it").choices(heat.unwrap().options))
    .addOption(new Option("--controller <law>", "of the thermostats").choices(controller.unwrap().options))
    .addOption(new Option("--cooling <what>", "split: a unit in each heated zone").choices(cooling.unwrap().options))
    .addOption(
      new Option("--ventilation <what>", "mechanical: with heat recovery; natural: windows").choices(
        ventilation.unwrap().options,
      ),
    )
    .option("--pv <W>", "peak power of modules to the south at 35 degrees", numberIn(0, MOST_PV_W));

/** What was chosen, and nothing that was not. */
export const equipmentOf = ({ pv, ...rest }: EquipmentOptions): Equipment =>
  Object.fromEntries(
    Object.entries({ ...rest, photovoltaicsW: pv }).filter(
      ([name, value]) => value !== undefined && name in equipmentSchema.shape,
    ),
  );
