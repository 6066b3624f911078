import { describe, expect, it } from "vitest";
import {
  type Adapter,
  adapted,
  INPUTS,
  loadAdapter,
  loadCheckpoint,
  parameterLayout,
  saveAdapter,
  saveCheckpoint,
  tftConfig,
} from "#forecasting";
import { initialParameters } from "../../../forecasting/tft/initial.ts";
import { provenance } from "../../support/provenance.ts";

const config = tftConfig({ ...INPUTS, hidden: 16 });
const parameters = initialParameters(parameterLayout(config), 5);
const saved = () => saveCheckpoint({ config, provenance, parameters });
/** Writes `text` over the header's first occurrence of `old`; both of one length. */
function edited(bytes: Uint8Array, old: string, text: string): Uint8Array {
  const at = Buffer.from(bytes).indexOf(old);
  const out = bytes.slice();
  out.set(new TextEncoder().encode(text), at);
  return out;
}

describe("a checkpoint", () => {
  it("comes back bit by bit from float32", async () => {
    const back = await loadCheckpoint(await saved());
    expect(back.parameters).toEqual(parameters);
    expect(back.config).toEqual(config);
    expect(back.provenance).toEqual(provenance);
    expect(back.maxWeightError).toBe(0);
  });

  it("is about half as large as uint16, and no further from the weights than it says", async () => {
    const [exact, small] = [await saved(), await saveCheckpoint({ config, provenance, parameters }, "uint16")];
    expect(small.length).toBeLessThan(0.55 * exact.length);
    const { parameters: back, maxWeightError } = await loadCheckpoint(small);
    const worst = parameters.reduce((most, v, i) => Math.max(most, Math.abs(v - (back[i] ?? 0))), 0);
    expect(worst).toBe(maxWeightError);
    expect(maxWeightError).toBeLessThan(2e-5);
  });

  it("is refused when it is something else, cut off, of another version or not the weights of its header", async () => {
    const bytes = await saved();
    await expect(loadCheckpoint(new Uint8Array(10))).rejects.toThrow(/not a Zonecast model/);
    await expect(loadCheckpoint(bytes.slice(0, 200))).rejects.toThrow(/cut off/);
    await expect(loadCheckpoint(edited(bytes, '"schema":2', '"schema":7'))).rejects.toThrow(
      /of version 7, this program reads version 2/,
    );
    await expect(loadCheckpoint(edited(bytes, "zonecast-tft 1", "zonecast-tft 9"))).rejects.toThrow(
      /of format 9, this program reads zonecast-tft 1/,
    );
    await expect(loadCheckpoint(edited(bytes, '"hidden":16', '"hidden":17'))).rejects.toThrow(/header that does not fit/);
    const changed = bytes.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(loadCheckpoint(changed)).rejects.toThrow(/does not hold the weights/);
  });
});

describe("an adapter", () => {
  const head = Array.from({ length: 17 * 7 }, (_, i) => i / 7);
  const adapter = (base: string): Adapter => ({
    ...{ format: "zonecast-adapter 1", base, series: "house/heat", fromTs: 1, toTs: 2, windows: 3, head },
  });

  it("comes back, and takes the place of the base's head", async () => {
    const base = await loadCheckpoint(await saved());
    const back = loadAdapter(saveAdapter(adapter(base.hash)));
    expect(back).toEqual(adapter(base.hash));
    const together = adapted(base, back);
    expect([...together.slice(-head.length)]).toEqual([...Float32Array.from(head)]);
    expect(together.slice(0, -head.length)).toEqual(parameters.slice(0, -head.length));
  });

  it("is refused by another base, with another size, and when it is no adapter", async () => {
    const base = await loadCheckpoint(await saved());
    expect(() => adapted(base, adapter("1".repeat(64)))).toThrow(/belongs to another base model/);
    expect(() => adapted(base, { ...adapter(base.hash), head: [1] })).toThrow(/has 1 numbers, not 119/);
    expect(() => loadAdapter("{}")).toThrow(/does not fit/);
    expect(() => loadAdapter("nonsense")).toThrow(/not JSON/);
  });
});
