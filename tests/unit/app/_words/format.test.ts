import { describe, expect, it } from "vitest";
import { createFormat } from "../../../../app/_words/format.ts";
import { LANGUAGES } from "../../../../app/_words/language.ts";

const english = createFormat("en", LANGUAGES.en, "C");
const german = createFormat("de", LANGUAGES.de, "C");
const fahrenheit = createFormat("en", LANGUAGES.en, "F");
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("values", () => {
  it("carry the unit and the language's comma", () => {
    expect(plain(english.value("airTempC", 21.34))).toBe("21.3 °C");
    expect(plain(german.value("airTempC", 21.34))).toBe("21,3 °C");
    expect(plain(english.value("electricPowerW", 3_456))).toBe("3.46 kW");
    expect(plain(english.value("airPressurePa", 95_870))).toBe("959 hPa");
  });
  it("are never minus zero, and minus is minus", () => {
    expect(plain(english.value("airTempC", -0.02))).toBe("0.0 °C");
    expect(plain(english.value("airTempC", -4.26))).toBe("−4.3 °C");
  });
  it("that do not exist are a dash", () => expect(english.number(Number.NaN, 1)).toBe("–"));
  it("switches read as words", () => {
    expect(english.value("windowOpen", 1)).toBe("open");
    expect(german.value("windowOpen", 0)).toBe("zu");
    expect(english.value("occupancy", 1)).toBe("yes");
  });
});

describe("Fahrenheit", () => {
  it("shifts temperatures but not their differences", () => {
    expect(plain(fahrenheit.value("airTempC", 20))).toBe("68.0 °F");
    expect(plain(fahrenheit.kelvins(1.5))).toBe("2.7 °F");
    expect(plain(fahrenheit.error("airTempC", 0.5))).toBe("0.90 °F");
    expect(plain(fahrenheit.error("electricEnergyWh", 250))).toBe("0.25 kW");
  });
});

describe("counters", () => {
  it("are energy where they are read, and power where they are drawn", () => {
    expect(plain(english.value("electricEnergyWh", 1_234_500))).toBe("1,234.5 kWh");
    expect(plain(english.drawn("electricEnergyWh", 1_234))).toBe("1.23 kW");
    expect(plain(english.drawn("gasVolumeM3", 0.5))).toBe("0.50 m³/h");
    expect(plain(english.range("electricEnergyWh", 1_000, 2_500))).toBe("1.00 – 2.50 kW");
  });
});

describe("time", () => {
  it("is the building's own, also when its clocks change", () => {
    const beforeChange = Date.parse("2026-10-25T00:30:00Z");
    expect(english.time(beforeChange, "Europe/Berlin")).toBe("02:30");
    expect(english.time(beforeChange + 3_600_000, "Europe/Berlin")).toBe("02:30");
    expect(english.time(beforeChange, "America/New_York")).toBe("20:30");
  });
  it("ages in its largest unit, rounded down", () => {
    const ages = [-5, 0, 59_999, 60_000, 3_599_999, 7_200_000, 172_800_000].map((ms) => plain(english.age(ms)));
    expect(ages).toEqual(["0 s", "0 s", "59 s", "1 min", "59 min", "2 h", "2 d"]);
  });
});
