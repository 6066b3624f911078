/** `zonecast building check` and `show` as their user runs them: what is impossible is told with line and path, in one line. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { NODE, ROOT } from "../support/paths.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-building-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) =>
  spawnSync(NODE, [join(ROOT, "bin/zonecast.ts"), ...args], { cwd: folder, encoding: "utf8", timeout: 60_000 });

const HALL = `building:
  id: hall
  name: Hall
  timeZone: Europe/Berlin
  latitudeDeg: 52
  longitudeDeg: 13
zones:
  - id: hall
    volumeM3: 200
    floorAreaM2: 60
  - id: shed
    volumeM3: 50
    floorAreaM2: 20
constructions:
  brick:
    layers:
      - {thicknessM: 0.365, conductivityWPerMK: 0.5, densityKgPerM3: 1200, specificHeatJPerKgK: 1000}
elements:
  - id: wall
    zone: hall
    areaM2: 100
    construction: brick
    tiltDeg: 90
    boundary: {to: outdoors}
  - id: joint
    zone: hall
    areaM2: 20
    uWPerM2K: 1.5
    heatCapacityJPerM2K: 100000
    tiltDeg: 90
    boundary: {to: zone, zone: shed}
  - id: back
    zone: shed
    areaM2: 40
    construction: brick
    tiltDeg: 90
    boundary: {to: outdoors}
`;
const check = (name: string, from: string | RegExp = "", to = "") => {
  writeFileSync(join(folder, name), HALL.replace(from, to));
  return run("building", "check", name);
};

it("a sound file is told in a line, and for programs", { timeout: 60_000 }, () => {
  const { status, stdout, stderr } = check("sound.yaml");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^sound\.yaml is a building: 2 zones, 80\.0 m², heat loss [\d.]+ W\/K\n$/);
  expect(JSON.parse(run("building", "check", "sound.yaml", "--json").stdout)).toMatchObject({ ok: true, doubts: [] });
});

const JOINT = / {2}- id: joint\n(?: {4}.*\n){6}/;
describe.each([
  ["a negative area", "areaM2: 100", "areaM2: -100", "line 21: elements[0].areaM2 must be more than 0, not -100 m²"],
  ["a zone without air", "volumeM3: 200", "volumeM3: 0", "line 9: zones[0].volumeM3 a zone must hold air, not 0 m³"],
  ["zones that exchange nothing", JOINT, "", "line 11: zones[1] 'shed' and 'hall' exchange nothing: the zones fall into 2 parts"],
  [
    "a U-value that the layers contradict",
    "construction: brick",
    "construction: brick\n    uWPerM2K: 0.2",
    "line 19: elements[0].layers its layers make U = 1.11 W/m²K, which contradicts 0.2 W/m²K",
  ],
  ["a name with a slip", "tiltDeg: 90", "tilt: 90", "line 23: elements[0].tilt is no name that is known here"],
  ["a file that is no YAML", "zones:", "zones: [", "bad-7.yaml: line"],
] as const)("%s", (what, from, to, message) => {
  it("ends with 1 and one line that names file, line and path", { timeout: 60_000 }, () => {
    const name = what === "a file that is no YAML" ? "bad-7.yaml" : "bad.yaml";
    const { status, stdout, stderr } = check(name, from, to);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr.startsWith(`zonecast: ${name}: `)).toBe(true);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

it("a step that is too long, or no multiple, is refused by a run", { timeout: 60_000 }, () => {
  writeFileSync(join(folder, "hall.yaml"), HALL);
  const simulate = (step: string) => run("simulate", "hall.yaml", "--weather", "maritime", "--days", "1", "--step", step);
  expect(simulate("7200").stderr).toMatch(/'7200' is invalid.*60\.\.3600/s);
  expect(simulate("500")).toMatchObject({ status: 1, stderr: expect.stringContaining("a multiple of 300 s, not 500 s") });
});

it("building show prints time constants and draws the network", { timeout: 60_000 }, () => {
  writeFileSync(join(folder, "hall.yaml"), HALL);
  const { status, stdout } = run("building", "show", "hall.yaml", "--svg", "hall.svg");
  expect(status).toBe(0);
  expect(stdout).toMatch(/slowest time constants \d+ h/);
  expect(readFileSync(join(folder, "hall.svg"), "utf8")).toMatch(/<svg[\s\S]*shed[\s\S]*<\/svg>/);
});
