/**
 * Rooms of the IDEAL household energy data set (Pullinger et al., Scientific Data 2021, s41597-021-00921-y), as CSV files
 * called `home_room.csv`: seconds of the day, day counted from 2017-01-01, room and radiator-pipe temperatures, weather.
 */
import { type SignalId, toSlug, WHOLE_BUILDING } from "#domain";
import { numberCell, type Reader, type Sample } from "./table.ts";

const HEADER =
  "seconds_of_day,day_of_year,temperature,radiator-input,radiator-output,outdoor-temperature,solar-radiation,windspeed,humidity";
const DAY_ONE = Date.UTC(2017, 0, 1);
/** What the files hold where nothing was measured: 0 degF written in degC. */
const MISSING_TEMPERATURE_C = -17.8;
/** Above what reaches the ground at 56° north; such values are spikes of the logger. */
const MOST_IRRADIANCE = 1_100;

/** Room and flow-pipe temperature are the room's; the weather columns stand in every file and are taken once a home. */
export const readIdeal: Reader = {
  fits: ({ header, name }) => header.join(",") === HEADER && /^\d+_\d+$/.test(name),
  read({ name, rows }) {
    const [home = "", room = ""] = name.split("_");
    const building = toSlug(`ideal-home-${home}`);
    const zone = toSlug(`room-${room}`);
    const samples: Sample[] = [];
    let gaps = 0;
    for (const { line, cells } of rows) {
      const at = (i: number): number => numberCell(cells[i] ?? "", line, HEADER.split(",")[i] ?? "");
      const ts = DAY_ONE + (at(1) - 1) * 86_400_000 + at(0) * 1_000;
      const keep = (value: number, missing: boolean): number | undefined => {
        if (!Number.isNaN(value) && !missing) return value;
        gaps++;
        return undefined;
      };
      const temperature = at(2);
      const pipe = at(3);
      const outdoor = at(5);
      const irradiance = at(6);
      const degree = (value: number) => keep(value, Math.abs(value - MISSING_TEMPERATURE_C) < 0.05);
      samples.push({
        ts,
        building,
        zone,
        device: `room-${room}`,
        values: present({ airTempC: degree(temperature), waterTempC: degree(pipe) }),
      });
      samples.push({
        ts,
        building,
        zone: WHOLE_BUILDING,
        device: "weather",
        values: present({
          outdoorTempC: degree(outdoor),
          globalIrradianceWPerM2: keep(irradiance, irradiance < 0 || irradiance > MOST_IRRADIANCE),
        }),
      });
    }
    return {
      samples,
      gaps,
      notes: ["IDEAL: wind speed is left out, its unit is not stated; outdoor humidity has no signal of ours"],
    };
  },
};

function present(values: Readonly<Partial<Record<SignalId, number | undefined>>>): Sample["values"] {
  const out: Partial<Record<SignalId, number>> = {};
  for (const [id, value] of Object.entries(values) as [SignalId, number | undefined][]) if (value !== undefined) out[id] = value;
  return out;
}
