import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../../../bin/boptest/listen.ts";

let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  server = await listen({ answer: (method, path, body) => ({ status: 200, body: { method, path, body } }) }, 0);
});
afterAll(() => server.stop());

function call(
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port: server.port, path, method: "PUT", headers }, (response) => {
      let text = "";
      response.on("data", (part: Buffer) => (text += part.toString()));
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test("reads JSON and forms", async () => {
  expect(JSON.parse((await call("/step?x=1", '{"step":900}')).text)).toEqual({
    method: "PUT",
    path: "/step",
    body: { step: 900 },
  });
  const form = await call("/results", "point_names=a&point_names=b&start_time=0", {
    "content-type": "application/x-www-form-urlencoded",
  });
  expect(JSON.parse(form.text).body).toEqual({ point_names: ["a", "b"], start_time: "0" });
});

test("refuses what is neither, too large bodies, web pages and other host names", async () => {
  expect((await call("/step", '{"step":')).status).toBe(400);
  expect((await call("/step", `"${"x".repeat(1_100_000)}"`)).status).toBe(400);
  expect((await call("/step", "{}", { origin: "https://example.org" })).status).toBe(403);
  expect((await call("/step", "{}", { host: "example.org" })).status).toBe(403);
});

test("a port that is taken is said", async () => {
  await expect(listen({ answer: () => ({ status: 200, body: {} }) }, server.port)).rejects.toThrow(/cannot listen on 127.0.0.1/);
});
