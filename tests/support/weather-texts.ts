/** Weather files as texts: a whole year of plain numbers in each format, to be read or to be spoiled. */
import { calendarOf, HOURS_OF_YEAR } from "../../sim/weather/hourly-year.ts";
import type { WeatherSite } from "../../sim/weather/weather-file.ts";

const two = (n: number) => String(n).padStart(2, "0");
const rows = (make: (i: number, month: number, day: number, hour: number) => string): string[] =>
  Array.from({ length: HOURS_OF_YEAR }, (_, i) => {
    const { month, day, hour } = calendarOf(i);
    return make(i, month, day, hour);
  });

/** Light by the clock: noughts at night, a fixed bow by day; 700 W/m² direct normal at noon, 100 diffuse. */
const bow = (hour: number) => Math.max(0, Math.sin((Math.PI * (hour - 6.5)) / 12));
export const directAt = (hour: number): number => Math.round(700 * bow(hour));
export const diffuseAt = (hour: number): number => Math.round(100 * bow(hour));

/** Denver Stapleton: TMY files have no header of their own. */
export const TMY_SITE: WeatherSite = {
  name: "Denver",
  latitudeDeg: 39.8,
  longitudeDeg: -104.9,
  elevationM: 1609,
  utcOffsetH: -7,
};

/** One text per format; each is a year that its reader takes as it is. Line `header + 1` is the first row. */
export const TEXTS = {
  epw: {
    header: 8,
    lines: [
      "LOCATION,Testville,CO,USA,TMY3,000000,40.00,-105.00,-7.0,1600.0",
      "DESIGN CONDITIONS,0",
      "TYPICAL/EXTREME PERIODS,0",
      "GROUND TEMPERATURES,1,.5,,,,1,2,3,4,5,6,7,8,9,10,11,12",
      "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
      "COMMENTS 1,made for tests",
      "COMMENTS 2,",
      "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31",
      ...rows(
        (i, m, d, h) =>
          `1999,${m},${d},${h},0,?9,${((i % 400) / 10).toFixed(1)},-5.0,40,83000,0,0,300,${diffuseAt(h) + directAt(h) / 2},${directAt(h)},${diffuseAt(h)},0,0,0,0,180,3.5,5,5,9,77777,9,999999999,30,0.04,0,88,0.2,0,0`,
      ),
    ],
  },
  tmy3: {
    header: 2,
    lines: [
      '000000,"TESTVILLE",CO,-7.0,40.000,-105.000,1600',
      "Date (MM/DD/YYYY),Time (HH:MM),GHI (W/m^2),DNI (W/m^2),DHI (W/m^2),OpqCld (tenths),Dry-bulb (C),Dew-point (C),RHum (%),Pressure (mbar),Wspd (m/s)",
      ...rows(
        (i, m, d, h) =>
          `${two(m)}/${two(d)}/1999,${two(h)}:00,${diffuseAt(h) + directAt(h) / 2},${directAt(h)},${diffuseAt(h)},5,${((i % 400) / 10).toFixed(1)},-5.0,40,830,3.5`,
      ),
    ],
  },
  "try-2010": {
    header: 5,
    lines: [
      "TRY99   Testland",
      "Station: Teststadt               WMO-Nummer: 00000",
      "Lage: 50°30'N <- B.  15°00'O <- L.    200 Meter über NN",
      "RG    IS  MM  DD  HH  N   WR      WG       t       p        x   RF   W     B     D IK    A      E IL",
      "***",
      ...rows(
        (i, m, d, h) =>
          `99 1 ${m} ${d} ${h} 4 180 3.5 ${((i % 400) / 10).toFixed(1)} 990.0 4.3 40 0 ${Math.round(directAt(h) / 2)} ${diffuseAt(h)} 1 300 -350 9`,
      ),
    ],
  },
  tmy: {
    header: 0,
    lines: rows((i, m, d, h) => {
      const kJ = (wPerM2: number) => String(Math.round(3.6 * wPerM2)).padStart(4);
      const tenths = String(i % 400).padStart(4);
      const light = `7${kJ(directAt(h))}${"9".repeat(25)}2${kJ(diffuseAt(h) + directAt(h) / 2)}${"9".repeat(12)}`;
      return `0000059${two(m)}${two(d)}${two(h)}00${two(h)}000000${light}${two(h)}77770230002410000000010071 8300${tenths} -50180  35 5 59`;
    }),
  },
} as const;

/** The whole text of a format, after `spoil` had its way with the lines. */
export function weatherText(format: keyof typeof TEXTS, spoil: (lines: string[]) => string[] = (l) => l, end = "\n"): string {
  return spoil([...TEXTS[format].lines]).join(end) + end;
}
