import { expect, it } from "vitest";
import { ownPath } from "../../../../app/sign-in/own-path.ts";

it("leads back to a page of this site", () => {
  expect(ownPath("/buildings/mill/hall?days=3")).toBe("/buildings/mill/hall?days=3");
  expect(ownPath("/")).toBe("/");
});

it.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "devices",
  "/sign-in?next=/sign-in",
  "",
  undefined,
  ["/a", "/b"],
])("leads nowhere else: %j", (next) => expect(ownPath(next)).toBe("/"));
