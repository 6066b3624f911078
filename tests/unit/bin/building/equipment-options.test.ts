import { Command } from "commander";
import { expect, test } from "vitest";
import { type EquipmentOptions, equipmentOf, withEquipment } from "../../../../bin/building/equipment-options.ts";

const parsed = (...args: string[]) => {
  const command = withEquipment(new Command())
    .option("--list")
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return equipmentOf(command.parse(args, { from: "user" }).opts<EquipmentOptions>());
};

test("what was chosen, and nothing that was not", () => {
  expect(parsed("--list")).toEqual({});
  expect(parsed("--emitter", "floor", "--heat", "heat-pump", "--controller", "two-point", "--pv", "5000")).toEqual({
    emitter: "floor",
    heat: "heat-pump",
    controller: "two-point",
    photovoltaicsW: 5000,
  });
});

test("what there is not is refused with what there is", () => {
  expect(() => parsed("--heat", "oil")).toThrow(/boiler, heat-pump, district/);
  expect(() => parsed("--pv", "much")).toThrow(/number/);
});
