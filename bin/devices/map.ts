/** `zonecast devices map`: what a mapping would do, and applying it to the server. */
import { env, stdout } from "node:process";
import { Command } from "commander";
import type { z } from "zod";
import { previewOnLog, readRawLog } from "#devices";
import { type Mapping, type MappingPreview, mappingPreviewSchema, mappingsSchema, problemSchema, ZonecastError } from "#domain";
import { jsonLine, readingLine, textLine } from "./lines.ts";
import { readMappings } from "./mapping-file.ts";

interface Options {
  readonly dryRun?: true;
  readonly log?: string;
  readonly url: string;
  readonly json?: true;
}

export const mapCommand = (): Command =>
  new Command("map")
    .description("tell the server how to read a topic that no dialect knows")
    .argument("<mapping>", "a JSON file with one mapping, or with a list")
    .option("--dry-run", "change nothing; print the readings that would come")
    .option("--log <path>", "with --dry-run: try it on this raw log, else on what the server has rejected so far")
    .option("--url <url>", "the server", `http://127.0.0.1:${env.PORT ?? "3000"}`)
    .option("--json", "JSON instead of words")
    .action(map);

async function map(path: string, options: Options): Promise<void> {
  if (options.log !== undefined && !options.dryRun)
    throw new ZonecastError("bad-input", "--log goes with --dry-run: a log is only looked at");
  for (const mapping of readMappings(path)) {
    if (!options.dryRun) {
      const { mappings } = await ask(options.url, "/api/mappings", mapping, mappingsSchema);
      say(options, { saved: mapping.id, mappings: mappings.length }, `${mapping.id} is in force, one of ${mappings.length}`);
      continue;
    }
    const preview =
      options.log === undefined
        ? await ask(options.url, "/api/mappings/preview", { mapping }, mappingPreviewSchema)
        : await previewOnLog(mapping, readRawLog(options.log));
    say(options, { mapping: mapping.id, ...preview }, inWords(mapping, preview));
  }
}

const say = ({ json }: Options, value: object, words: string): void => void stdout.write(`${json ? jsonLine(value) : words}\n`);

function inWords({ id }: Mapping, p: MappingPreview): string {
  return [
    ...p.readings.map(({ topic, reading }) => readingLine(reading, topic)),
    ...p.problems.map((rejection) => textLine({ type: "rejected", rejection })),
    ...p.taken.map(({ topic, dialect }) => `${jsonLine(topic)} is read as ${dialect} already`),
    `${id}: of ${p.messages} messages ${p.matched} match; ${p.read} give readings, ${p.refused} are refused`,
    ...(p.readings.length < p.read || p.problems.length < p.refused ? ["only the first are shown"] : []),
  ].join("\n");
}

/** Posts to the server. Throws its own words when it refuses, and how to reach it when nobody answers. */
async function ask<T extends z.ZodType>(url: string, path: string, body: unknown, schema: T): Promise<z.output<T>> {
  const token = env.ZONECAST_TOKEN;
  const answer = await fetch(new URL(path, url), {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new ZonecastError("bad-config", `there is no server at ${url}`, {
      cause,
      hint: "is Zonecast running? Name it with --url",
    });
  });
  const json: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) {
    const problem = problemSchema.safeParse(json);
    const { message, hint } = problem.success
      ? problem.data.error
      : { message: `the server answered ${answer.status}`, hint: undefined };
    throw new ZonecastError("bad-input", message, hint === undefined ? {} : { hint });
  }
  return schema.parse(json);
}
