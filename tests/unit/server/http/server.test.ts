import { expect, it } from "vitest";
import { isPath } from "../../../../server/http/server.ts";

it.each(["/", "/buildings/mill/hall?x=%20", "/buildings/Stra%C3%9Fe", "//", "/%00", "/api/health"])("looks up %s", (url) => {
  expect(isPath(url)).toBe(true);
});

it.each(["*", "", "http://localhost/api/health", "http://:::/", "/%E0%A4%A", "/buildings/%", "/x?y=%zz"])("refuses %s", (url) => {
  expect(isPath(url)).toBe(false);
});
