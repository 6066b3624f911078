import { describe, expect, it } from "vitest";
import { LANGUAGES, languageFor } from "../../../../app/_words/language.ts";

describe("languageFor", () => {
  it("lets the person's choice win", () => expect(languageFor("en", "de-DE,de;q=0.9")).toBe("en"));
  it("takes what the browser wants most and we have", () => {
    expect(languageFor(undefined, "fr-FR,en;q=0.5,de;q=0.8")).toBe("de");
    expect(languageFor(undefined, "DE-at")).toBe("de");
    expect(languageFor("xx", "de;q=0,en;q=0.1")).toBe("en");
  });
  it("falls back to English", () => {
    expect(languageFor(undefined, null)).toBe("en");
    expect(languageFor("toString", "fr, ;q=x")).toBe("en");
  });
});

describe("the dictionaries", () => {
  const leaves = (words: object, path = ""): [string, unknown][] =>
    Object.entries(words).flatMap(([key, value]): [string, unknown][] =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? leaves(value, `${path}${key}.`)
        : [[`${path}${key}`, value]],
    );
  it("have the same entries and leave none empty", () => {
    const [en, de] = [new Map(leaves(LANGUAGES.en)), new Map(leaves(LANGUAGES.de))];
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [key, value] of de) expect(value, key).not.toBe("");
  });
  it("use every argument that the other language uses", () => {
    const arity = (words: object) =>
      leaves(words).flatMap(([key, value]) => (typeof value === "function" ? [[key, value.length]] : []));
    expect(arity(LANGUAGES.de)).toEqual(arity(LANGUAGES.en));
  });
});
