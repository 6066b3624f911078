import { expect, test } from "vitest";
import { bodyOf, hoursOf, reasonOf, VARIABLE_NAMES, waitHint } from "../../../../sim/weather/open-meteo-answer.ts";
import { openMeteoAnswer } from "../../../support/open-meteo.ts";

const START_TS = Date.UTC(2024, 4, 1);
const asked = { from: "archive", firstDayTs: START_TS, lastDayTs: START_TS } as const;
const query = { start_date: "2024-05-01", end_date: "2024-05-01", latitude: "1", longitude: "1", hourly: VARIABLE_NAMES.join() };
const answer = () => openMeteoAnswer(new URLSearchParams(query));
const hourly = (name: string, values: unknown) => ({ ...answer(), hourly: { ...answer().hourly, [name]: values } });
const filled = (value: unknown) => new Array<unknown>(24).fill(value);
const times = Array.from({ length: 24 }, (_, i) => START_TS / 1000 + 3600 * i);

test("values in our units; null is a gap; the height is the terrain's", () => {
  const { elevationM, columns } = hoursOf(hourly("wind_speed_10m", [null, ...filled(3).slice(1)]), asked);
  expect(elevationM).toBe(38);
  expect(columns.get("cloudCover")?.[3]).toBe(0.5);
  expect(columns.get("airPressurePa")?.[3]).toBe(100_850);
  expect([...(columns.get("windSpeedMPerS")?.slice(0, 2) ?? [])]).toEqual([Number.NaN, 3]);
  expect(hoursOf({ ...answer(), elevation: null }, asked).elevationM).toBeUndefined();
});

test.each([
  [
    "another unit",
    { ...answer(), hourly_units: { ...VARIABLE_NAMES, temperature_2m: "°F" } },
    "temperature_2m is in '°F', not °C",
  ],
  ["a short column", hourly("cloud_cover", [1]), "cloud_cover has not one value an hour"],
  ["a missing column", hourly("diffuse_radiation", undefined), "diffuse_radiation has not one value an hour"],
  ["a text for a number", hourly("cloud_cover", filled("50")), "cloud_cover at hour 0 is '50', not a number"],
  ["an impossible value", hourly("temperature_2m", filled(700)), "temperature_2m at hour 0 is 700, outside -90..65"],
  ["a jump in time", hourly("time", [times[0], ...times.slice(2), 0]), `time 1 is ${times[2]}, ${times[1]} was asked for`],
  [
    "another day",
    hourly(
      "time",
      times.map((t) => t + 86_400),
    ),
    "time 0 is",
  ],
  ["too few hours", hourly("time", times.slice(1)), "23 times, 24 were asked for"],
  ["no times", hourly("time", undefined), "no times, 24 were asked for"],
  ["no hours", { hello: 1 }, "no hourly values"],
  ["no object", 5, "no hourly values"],
])("an answer with %s is a bad file", (_, body, message) => {
  expect(() => hoursOf(body, asked)).toThrow(message);
});

test("text that is cut into bytes anywhere is put together; too much is refused", async () => {
  const bytes = new TextEncoder().encode('{"unit":"°C"}');
  const cut = new ReadableStream({
    start(stream) {
      for (const byte of bytes) stream.enqueue(Uint8Array.of(byte));
      stream.close();
    },
  });
  expect(await bodyOf(new Response(cut))).toEqual({ unit: "°C" });
  expect(await bodyOf(new Response(null))).toBeUndefined();
  await expect(bodyOf(new Response(new Uint8Array(4_000_001)))).rejects.toMatchObject({ code: "bad-file" });
});

test("reasons and waits", () => {
  expect(reasonOf({ error: true, reason: "a\nb" })).toBe("a b");
  expect(reasonOf("no")).toBe("");
  expect(waitHint(new Response(null, { headers: { "retry-after": "30" } }))).toBe("try again in 30 s");
  expect(waitHint(new Response(null))).toBe("try again in a minute");
});
