import { expect, test } from "vitest";
import { found } from "../../../../app/_keys/found.ts";

const to = (name: string, of = "") => ({ href: `/${name}`, name, of });
const places = [
  to("Küche", "Lindenweg 12"),
  to("Großraum Nord", "Havelkontor"),
  to("Nordküche", "Havelkontor"),
  to("Havelkontor"),
];
const names = (query: string, most = 10) => found(places, query, most).map((d) => d.name);

test("by letters of the name or of what it belongs to, whatever their case and accents", () => {
  expect(names("kuche")).toEqual(["Küche", "Nordküche"]);
  expect(names("KÜCHE havel")).toEqual(["Nordküche"]);
  expect(names("grossraum")).toEqual(["Großraum Nord"]);
  expect(names("linden")).toEqual(["Küche"]);
  expect(names("attic")).toEqual([]);
});

test("a name that begins so comes before one that contains it, that before its building's", () => {
  expect(names("nord")).toEqual(["Nordküche", "Großraum Nord"]);
  expect(names("havel")).toEqual(["Havelkontor", "Großraum Nord", "Nordküche"]);
});

test("nothing written is everything, in its order, up to the most", () => {
  expect(names("  ", 2)).toEqual(["Küche", "Großraum Nord"]);
});
