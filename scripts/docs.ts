/** Writes the generated pages of `docs/`: what a table in the code already says must not be said by hand again. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SIGNALS, type SignalId, signalOf } from "#domain";
import { SETTINGS } from "../server/config.ts";

const folder = resolve(import.meta.dirname, "../docs");

export const PAGES: Readonly<Record<string, () => string>> = {
  "signals.md": signalsPage,
  "settings.md": settingsPage,
};

function signalsPage(): string {
  const rows = (Object.keys(SIGNALS) as SignalId[]).map((id) => {
    const s = signalOf(id);
    return `| \`${id}\` | ${s.label} | ${s.unit} | ${s.min} to ${s.max} | ${s.kind} | ${s.brick} |`;
  });
  return [
    "# Signals",
    "",
    "What Zonecast knows about a zone, a meter or the weather. Values outside the range are rejected. A cumulated signal is a",
    "counter: its differences carry the meaning. This page is made from `domain/signals.ts`.",
    "",
    "| id | meaning | unit | range | over time | Brick class |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function settingsPage(): string {
  return [
    "# Settings",
    "",
    "Read from the environment and from a file `.env` in the working folder (the environment wins). A wrong value, or a name that begins",
    "with `ZONECAST_` and is not in this table, stops the start with one line. This page is made from `server/config.ts`.",
    "",
    "| variable | default | meaning |",
    "|---|---|---|",
    ...Object.entries(SETTINGS).map(
      ([name, s]) => `| \`${name}\` | ${s.defaultText === "" ? "-" : `\`${s.defaultText}\``} | ${s.description} |`,
    ),
    "",
  ].join("\n");
}

if (process.argv[1] === import.meta.filename)
  for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(folder, name), page());

/** What lies in `docs/` now. */
export const written = (name: string): string => readFileSync(join(folder, name), "utf8");
