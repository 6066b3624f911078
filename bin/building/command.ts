/** `zonecast building`: makes a building file from an archetype, checks one, shows what is in one. */
import { existsSync } from "node:fs";
import process, { stderr, stdout } from "node:process";
import { Command, Option } from "commander";
import { unknownName, ZonecastError } from "#domain";
import { ARCHETYPES, type ArchetypeOptions, archetype, archetypeOptionsSchema, equip, networkPicture } from "#sim";
import { writeWhole } from "#store";
import { type EquipmentOptions, equipmentOf, withEquipment } from "./equipment-options.ts";
import { factsOf, factsText } from "./facts.ts";
import { readBuilding } from "./read-building.ts";
import { buildingYaml } from "./write-building.ts";

export const buildingCommand = (): Command =>
  new Command("building")
    .description("make, check and look at building files")
    .addCommand(newCommand())
    .addCommand(checkCommand())
    .addCommand(showCommand());

interface NewOptions extends EquipmentOptions {
  readonly list?: true;
  readonly json?: true;
  readonly force?: true;
  readonly set: readonly string[];
}

const newCommand = (): Command =>
  withEquipment(new Command("new"))
    .description("write an archetype as a building file, to be changed by hand")
    .argument("[archetype]", "its name, such as de-sfh-08 or DE.N.SFH.08")
    .argument("[file]", "where to; the terminal when left out")
    .option("--list", "show all archetypes")
    .addOption(
      new Option("--set <name=value>", `an option of the archetype: ${Object.keys(archetypeOptionsSchema.shape).join(", ")}`)
        .argParser((text: string, before: readonly string[]) => [...before, text])
        .default([]),
    )
    .option("--force", "write over a file that is there")
    .option("--json", "JSON instead of YAML or a table")
    .action((name: string | undefined, file: string | undefined, options: NewOptions) => {
      if (options.list || name === undefined) {
        if (!options.list) throw new ZonecastError("bad-input", "which archetype?", { hint: "zonecast building new --list" });
        stdout.write(options.json ? `${JSON.stringify(ARCHETYPES)}\n` : listText());
        return;
      }
      const model = equip(archetype(name, optionsOf(options.set)), equipmentOf(options));
      const text =
        options.json || file?.toLowerCase().endsWith(".json") ? `${JSON.stringify(model, null, 2)}\n` : buildingYaml(model);
      if (file === undefined) {
        stdout.write(text);
        return;
      }
      if (existsSync(file) && !options.force)
        throw new ZonecastError("bad-input", `${file} is there already`, { hint: "--force writes over it" });
      writeWhole(file, text);
      stderr.write(`${file}: ${model.building.name}, ${model.zones.length} zones\n`);
    });

/** `orientationDeg=90`, `windowShare={"s":0.4}`: values are JSON, and words need no quotes. */
export function optionsOf(settings: readonly string[]): ArchetypeOptions {
  const known = Object.keys(archetypeOptionsSchema.shape);
  const pairs = settings.map((text): [string, unknown] => {
    const at = text.indexOf("=");
    const name = at < 0 ? text : text.slice(0, at);
    if (!known.includes(name)) throw unknownName("option", name, known);
    if (at < 0) throw new ZonecastError("bad-input", `--set ${name} says no value`, { hint: `--set ${name}=...` });
    const value = text.slice(at + 1);
    try {
      return [name, JSON.parse(value)];
    } catch {
      return [name, value];
    }
  });
  return Object.fromEntries(pairs) as ArchetypeOptions;
}

function listText(): string {
  const width = Math.max(...ARCHETYPES.map((a) => a.id.length));
  return ARCHETYPES.map(
    (a) => `${a.id.padEnd(width)}  ${a.label}, ${a.floorAreaM2.toFixed(0)} m²${a.code === "" ? "" : `  (${a.code})`}\n`,
  ).join("");
}

const checkCommand = (): Command =>
  new Command("check")
    .description("check a building file; exit code 1 and one line with every fault when there are some")
    .argument("<file>", "YAML or JSON")
    .option("--json", "one JSON line instead of words")
    .action((file: string, { json }: { json?: true }) => {
      const { model, doubts } = readBuilding(file);
      const facts = factsOf(model);
      if (json) stdout.write(`${JSON.stringify({ ok: true, doubts, ...facts })}\n`);
      else {
        stdout.write(`${file} is a building: ${facts.zones.length} zones, ${facts.floorAreaM2.toFixed(1)} m², `);
        stdout.write(`heat loss ${facts.heatLossWPerK.toFixed(1)} W/K\n`);
        for (const doubt of doubts) stderr.write(`look at ${doubt}\n`);
      }
    });

const showCommand = (): Command =>
  new Command("show")
    .description("the figures of a building: heat losses, capacities, time constants; --svg draws its network")
    .argument("<building>", "a building file or the name of an archetype")
    .option("--svg <file>", "write a picture of the network")
    .option("--json", "one JSON line instead of a table")
    .action((name: string, { svg, json }: { svg?: string; json?: true }) => {
      const { model, doubts } = readBuilding(name);
      const facts = factsOf(model);
      stdout.write(json ? `${JSON.stringify(facts)}\n` : factsText(facts));
      if (svg) writeWhole(svg, networkPicture(model));
      if (!json) for (const doubt of doubts) process.stderr.write(`look at ${doubt}\n`);
    });
