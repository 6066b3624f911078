import { describe, expect, it } from "vitest";
import { errorLine, oneLine, unknownName, ZonecastError } from "#domain";

describe("errors", () => {
  it("suggest the nearest name, or list the known ones", () => {
    expect(unknownName("archetype", "de-sfh-1948", ["de-sfh-1949", "de-mfh-1960"]).hint).toBe("did you mean 'de-sfh-1949'?");
    expect(unknownName("archetype", "zzz", ["one", "two"]).hint).toBe("known: one, two");
  });

  it("fit on one printable line", () => {
    expect(oneLine("a\r\nb\u001b[31mc\u2028d")).toBe("a b [31mc d");
    expect(errorLine(new ZonecastError("bad-file", "broken", { hint: "mend it" }))).toBe("broken (mend it)");
  });
});
