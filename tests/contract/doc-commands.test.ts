/** Every command that the docs show is one that a test runs; a new one must say which. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

/** What runs each command: the test's file, and words of it that prove so. */
const RUN_BY: readonly { readonly command: RegExp; readonly file: string; readonly proof: string }[] = [
  { command: /^npm start$/, file: "tests/cold-start.ts", proof: 'spawn("npm", ["start"]' },
  { command: /^npm install \/path\/to\/zonecast$/, file: "tests/integration/package.test.ts", proof: "symlinkSync(ROOT" },
  { command: /^npm test$/, file: ".ci/run", proof: "npm test" },
  {
    command: /^ZONECAST_DEMO=off ZONECAST_MQTT_URL=\S+ npm start$/,
    file: "tests/integration/start.test.ts",
    proof: "ZONECAST_MQTT_URL",
  },
  { command: /^npx zonecast replay recordings\/ --speed 600$/, file: "tests/integration/replay.test.ts", proof: "--speed" },
  { command: /^npx zonecast validate$/, file: "tests/integration/validate.test.ts", proof: '"bin/launch.mjs", "validate"' },
  { command: /^npx zonecast replay --help$/, file: "tests/integration/launch.test.ts", proof: '"replay", "--help"' },
  {
    command: /^npx zonecast devices watch --topic '#'$/,
    file: "tests/integration/devices-command.test.ts",
    proof: '"--topic", "#"',
  },
  {
    command: /^npx zonecast devices map (--dry-run )?mapping\.json( --log data\/raw-log)?$/,
    file: "tests/integration/devices-command.test.ts",
    proof: '"map", "--dry-run", MAPPING, "--log"',
  },
  {
    command: /^npx zonecast devices replay data\/raw-log --speed max --into replayed$/,
    file: "tests/integration/raw-log.test.ts",
    proof: 'join(folder, "replayed")',
  },
  {
    command: /^npx zonecast devices simulate --dialect z2m --rooms 20 --fault glitch$/,
    file: "tests/integration/simulate.test.ts",
    proof: '"devices", "simulate"',
  },
  {
    command: /^npx zonecast devices user (add|remove) hall\b/,
    file: "tests/integration/broker-security.test.ts",
    proof: 'user("add", "yard", "--publish"',
  },
  {
    command: /^npx zonecast devices user list$/,
    file: "tests/integration/broker-security.test.ts",
    proof: 'user("list")',
  },
  ...(
    [
      [/^npx zonecast evaluate forecast\b/, '"evaluate", "forecast"'],
      [/^npx zonecast evaluate transfer\b.*--from/, '"--from", "b1", "--to", "b2"'],
      [/^npx zonecast evaluate transfer\b/, '"evaluate", "transfer"'],
      [/^npx zonecast evaluate scarcity\b/, '"evaluate", "scarcity"'],
      [/^npx zonecast evaluate missing\b/, '"evaluate", "missing"'],
      [/^npx zonecast evaluate sources\b/, '"evaluate", "sources"'],
      [/^npx zonecast (train|probe|transfer|forecast) --data\b/, '"probe", ...data()'],
    ] as const
  ).map(([command, proof]) => ({ command, file: "tests/integration/evaluate-forecasts.test.ts", proof })),
  {
    command: /^npx zonecast generate worker plan\.yaml\b/,
    file: "tests/integration/generate-queue.test.ts",
    proof: 'generate("worker", plan, "--out"',
  },
  ...(
    [
      [/^npx zonecast generate --example\b/, 'generate("--example")'],
      [/^npx zonecast generate plan\.yaml\b/, 'generate(plan, "--out", out, "--workers", "2")'],
      [/^npx zonecast generate --archetype\b/, '"--archetype", "DE.N.SFH.08", "--walker", "aprbs"'],
      [/^npx zonecast generate fleet\b/, '["fleet", "--out"'],
    ] as const
  ).map(([command, proof]) => ({ command, file: "tests/integration/generate.test.ts", proof })),
  { command: /^python3 tests\/support\/torch\/tft_golden\.py/, file: "tests/validation/torch.test.ts", proof: "tft_golden.py" },
  {
    command: /^npx zonecast boptest --building de-sfh-08 --port \d+$/,
    file: "tests/integration/boptest.test.ts",
    proof: '"boptest", "--port"',
  },
  {
    command: /^npx zonecast evaluate excitation --buildings \d+ --seeds \d+ --days \d+ --page\b/,
    file: "tests/integration/evaluate-excitation.test.ts",
    proof: '"evaluate", "excitation"',
  },
  ...(
    [
      [/^npx zonecast building new de-sfh-08 house\.yaml$/, '"building", "new", "de-sfh-08", "house.yaml"'],
      [/^npx zonecast building check house\.yaml$/, '"building", "check", "house.yaml"'],
      [/^npx zonecast building new de-sfh-10 pump\.yaml --emitter floor/, "--emitter floor --heat heat-pump --controller PI"],
      [/^npx zonecast simulate house\.yaml --weather/, "simulate house.yaml --weather central-europe --days 2 --controls"],
      [/^npx zonecast simulate de-sfh-08 .*--price electric/, '["--price", "electric=0.3,gas=0.1", "--emissions", "gas=0.2"]'],
    ] as const
  ).map(([command, proof]) => ({ command, file: "tests/integration/simulate-building.test.ts", proof })),
  ...(
    [
      [/^npx zonecast weather check sound\.epw$/, '"weather", "check", "sound.epw"'],
      [/^npx zonecast weather convert sound\.epw fine\.parquet --step 900$/, '"sound.epw", "fine.parquet", "--step", "900"'],
      [/^npx zonecast weather synth central-europe a\.csv\b/, '"weather", "synth", "central-europe"'],
      [/^npx zonecast weather fetch --lat 47\.86 --lon 12\.01 --from\b/, '["weather", "fetch", "--lat", "40", "--lon"'],
    ] as const
  ).map(([command, proof]) => ({ command, file: "tests/integration/weather-files.test.ts", proof })),
  { command: /^mosquitto_pub .*zonecast\/in\//, file: "tests/integration/mosquitto.test.ts", proof: "mosquitto_pub" },
];

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((f) => f.endsWith(".md"))
    .map((f) => `docs/${f}`),
];
const commands = pages.flatMap((page) =>
  [...readFileSync(join(ROOT, page), "utf8").matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) =>
    block
      .replace(/\\\n\s*/g, "")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((command) => ({ page, command })),
  ),
);

describe("commands in the docs", () => {
  it("are found at all", () => {
    expect(commands.length).toBeGreaterThan(3);
  });

  it.each(commands)("$page: $command", ({ command }) => {
    const entry = RUN_BY.find((r) => r.command.test(command));
    expect(entry, "no test runs this command").toBeDefined();
    if (entry) expect(readFileSync(join(ROOT, entry.file), "utf8")).toContain(entry.proof);
  });
});
