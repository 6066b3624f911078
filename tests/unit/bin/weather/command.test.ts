import { expect, test } from "vitest";
import { placeOf } from "../../../../bin/weather/command.ts";

test("half a place is no place", () => {
  expect(placeOf({ latitude: 50 })).toBeUndefined();
  expect(placeOf({ latitude: 50, longitude: 8 })).toEqual({ latitudeDeg: 50, longitudeDeg: 8 });
});
