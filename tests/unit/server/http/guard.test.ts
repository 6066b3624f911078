import { describe, expect, it } from "vitest";
import { createGuard, createTryLimit } from "../../../../server/http/guard.ts";

const TOKEN = "a-token-of-at-least-24-characters";

describe("guard", () => {
  it("lets this machine in without a token, but no other host name and no foreign page", () => {
    const guard = createGuard(undefined, false);
    expect(guard.identify({})).toBeDefined();
    expect(guard.isOurs({ host: "localhost:3000" })).toBe(true);
    expect(guard.isOurs({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" })).toBe(true);
    expect(guard.isOurs({ host: "evil.example:3000" })).toBe(false);
    expect(guard.isOurs({ host: "localhost:3000", origin: "http://evil.example" })).toBe(false);
    expect(guard.isOurs({ host: "localhost:3000", origin: "null" })).toBe(false);
    expect(guard.isOurs({ host: "localhost:3000", secFetchSite: "cross-site" })).toBe(false);
    expect(guard.isOurs({})).toBe(false);
    const hosts = [
      "localhost",
      "LOCALHOST:3000",
      "[::1]:80",
      "",
      undefined,
      "localhost.evil.example",
      "127.0.0.1.evil.example:3000",
    ];
    expect(hosts.map(guard.isOurHost)).toEqual([true, true, true, false, false, false, false]);
    expect(createGuard(TOKEN, true).isOurHost("zonecast.example")).toBe(true);
  });

  it("demands the token beyond loopback, by header or by the cookie that it was traded for", () => {
    const guard = createGuard(TOKEN, true);
    expect(guard.identify({})).toBeUndefined();
    expect(guard.identify({ authorization: "Bearer wrong" })).toBeUndefined();
    expect(guard.identify({ authorization: `Bearer ${TOKEN}` })).toBeDefined();
    expect(guard.signIn("wrong")).toBeUndefined();
    const cookie = guard.signIn(TOKEN);
    expect(cookie).toBeDefined();
    expect(cookie).not.toContain(TOKEN);
    expect(guard.identify({ cookie: `a=b; ${guard.cookieName}=${cookie}` })).toBeDefined();
    expect(guard.identify({ cookie: `${guard.cookieName}=${cookie}x` })).toBeUndefined();
    const header = { cookie: `${guard.cookieName}=${cookie}` };
    expect(createGuard(TOKEN, true).identify(header), "after a restart").toBeDefined();
    expect(createGuard(`${TOKEN}-new`, true).identify(header), "after the token was changed").toBeUndefined();
  });

  it("slows down who guesses", () => {
    let now = 0;
    const may = createTryLimit(3, 1_000, () => now);
    expect([may(), may(), may(), may()]).toEqual([true, true, true, false]);
    now = 1_001;
    expect(may()).toBe(true);
  });
});
