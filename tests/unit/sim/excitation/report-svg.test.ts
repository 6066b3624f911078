import { describe, expect, test } from "vitest";
import { makeFrame } from "../../../../domain/index.ts";
import { excitationQuality } from "../../../../sim/excitation/quality.ts";
import { qualityPictures } from "../../../../sim/excitation/report-svg.ts";
import { createWalker } from "../../../../sim/excitation/walkers.ts";

const walk = (kind: "poisson" | "prbs" | "constant", name: string) =>
  createWalker({ spec: { kind }, range: { min: 0, max: 1 }, stepS: 900, seed: 1, name }).fill(new Float64Array(960));
const HOSTILE = `<script>alert("x")</script>&'`;

/** Open tags that were not closed, as an XML reader would find them. */
function unclosed(svg: string): string[] {
  const open: string[] = [];
  for (const [, close, name = "", , self] of svg.matchAll(/<(\/?)([a-z]+)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!self) open.push(name);
  }
  return open;
}

describe.each([
  ["lively", ["poisson", "prbs"]],
  ["still", ["constant", "constant"]],
] as const)("%s controls", (_, [one, two]) => {
  const frame = makeFrame(0, 900, [
    ["T", walk("poisson", "T").map((v) => 15 + 12 * v)],
    ["u", walk(one, "u")],
    [HOSTILE, walk(two, "v")],
    ["To", walk("poisson", "To")],
  ]);
  const range = { min: 0, max: 1 };
  const controls = [
    { name: "u", range },
    { name: HOSTILE, range },
  ];
  const pictures = qualityPictures(
    excitationQuality({ frame, state: "T", controls, disturbances: ["To"], powers: ["u", HOSTILE] }),
  );

  test("one picture for each measure", () => {
    expect([...pictures.keys()]).toEqual([
      "comfort",
      "spectrum",
      "persistency",
      "information",
      "coverage of u",
      `coverage of ${HOSTILE}`,
      "correlation",
      "energy",
    ]);
  });

  test("whole documents that say what they show, without a number that is none, and with no name that could act", () => {
    for (const svg of pictures.values()) {
      expect(svg).toMatch(/^<svg [^>]*role="img">\n<title>[^<]{5,}<\/title>/);
      expect(unclosed(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|<script/);
    }
  });

  test("colours for light and for dark", () => {
    for (const svg of pictures.values()) {
      expect(svg).toContain("prefers-color-scheme:dark");
      expect(svg).toContain(".dark .zc-picture");
    }
  });
});
