import { describe, expect, it } from "vitest";
import { ApiProblem, createApi, type Send } from "../../../../app/_live/api.ts";

const POINT = { building: "mill", zone: "hall", signal: "airTempC", source: "z2m:0x1#2" } as const;

/** An interface whose server answers with `body`. */
function answering(body: unknown, status = 200) {
  const sent: { url: string; init: RequestInit }[] = [];
  let unauthorized = 0;
  const send: Send = async (url, init) => {
    sent.push({ url, init });
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  };
  return { api: createApi({ send, onUnauthorized: () => unauthorized++ }), sent, unauthorized: () => unauthorized };
}
const problem = (code: string, hint?: string) => ({
  error: { code, message: "it did not work", retry: false, ...(hint ? { hint } : {}) },
});
const caught = async (promise: Promise<unknown>): Promise<ApiProblem> => {
  const e = await promise.catch((error: unknown) => error);
  if (!(e instanceof ApiProblem)) throw new Error("expected an ApiProblem");
  return e;
};

describe("requests", () => {
  it("asks for a series with whole, positive times and an escaped source", async () => {
    const { api, sent } = answering({ ...POINT, resolution: "raw", ts: [], mean: [], min: [], max: [] });
    await api.series(POINT, -5.5, 10.2, 300);
    const url = new URL(sent[0]?.url ?? "", "http://x");
    expect(Object.fromEntries(url.searchParams)).toEqual({ ...POINT, fromTs: "0", toTs: "11", maxPoints: "300" });
    expect(sent[0]?.url).not.toContain("#");
  });
  it("posts JSON, with names made safe for an address", async () => {
    const { api, sent } = answering({ ok: true });
    await api.placeDevice("z2m:0x1#2", "mill", "hall");
    expect(sent[0]?.url).toBe("/api/devices/z2m%3A0x1%232/place");
    expect(sent[0]?.init).toMatchObject({
      method: "POST",
      body: '{"building":"mill","zone":"hall"}',
      credentials: "same-origin",
    });
  });
});

describe("answers", () => {
  it("hands on what the server says", async () => {
    const { api } = answering(problem("observe-only", "switch it on"), 409);
    const e = await caught(api.command({ building: "mill", zone: "hall", signal: "heatingSetpointC", value: 21, why: "" }));
    expect(e).toMatchObject({ status: 409, code: "observe-only", message: "it did not work", hint: "switch it on" });
  });
  it("names an answer that is not ours", async () => {
    expect(await caught(answering("<html>", 502).api.audit(10))).toMatchObject({ status: 502, code: "unreadable" });
    expect(await caught(answering({ entries: "no" }).api.audit(10))).toMatchObject({ status: 200, code: "unreadable" });
  });
  it("names a server that is not there", async () => {
    const api = createApi({ send: () => Promise.reject(new TypeError("fetch failed")), onUnauthorized: () => {} });
    expect(await caught(api.audit(10))).toMatchObject({ status: 0, code: "unreachable" });
  });
  it("asks for a sign-in on 401, but not while signing in", async () => {
    const refused = answering(problem("not-allowed"), 401);
    await caught(refused.api.rejections(1));
    expect(refused.unauthorized()).toBe(1);
    await caught(refused.api.signIn("wrong"));
    expect(refused.unauthorized()).toBe(1);
  });
});
