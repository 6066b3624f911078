import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { systemClock } from "#domain";
import { answerOf, runCommand } from "../../../../server/jobs/run-command.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run-command-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(text: string) {
  const module = join(folder, "program.mjs");
  writeFileSync(module, text);
  const events: unknown[] = [];
  const abort = new AbortController();
  const run = runCommand(["a", "b c"], {
    ...{ clock: systemClock, module, signal: abort.signal },
    onEvent: (event) => {
      events.push(event);
      abort.abort();
    },
  });
  return { run, events };
}

test("answers with the last object that was printed; words reach it as they are", async () => {
  const { run } = program(`console.log("words"); console.log(JSON.stringify({ words: process.argv.slice(2) }));`);
  expect(answerOf(z.object({ words: z.array(z.string()) }), await run)).toEqual({ words: ["a", "b c"] });
});

test("a failure is told in the command's own last words", async () => {
  const { run } = program(`console.error("zonecast: there is too little history"); process.exit(1);`);
  await expect(run).rejects.toThrow("there is too little history");
});

test("events are told; a command that is called off ends, and is no failure of its own", async () => {
  const { run, events } = program(
    `console.error(JSON.stringify({ event: "progress", share: .5 })); setInterval(() => {}, 1000);`,
  );
  await expect(run).rejects.toMatchObject({ code: "cancelled" });
  expect(events).toEqual([{ event: "progress", share: 0.5 }]);
});

test("an answer of another shape is an error", () => {
  expect(() => answerOf(z.object({ rows: z.array(z.number()) }), undefined)).toThrow("does not fit");
});
