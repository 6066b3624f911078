/** A picture of a building: its zones, what joins them to each other, the outdoors and the ground, and how slow it is. */
import { escaped, figure, HEIGHT, picture, px, seriesColour, text, WIDTH } from "../excitation/svg/picture.ts";
import type { BuildingModel } from "./model.ts";
import { modesOf } from "./modes.ts";

const AIR_W_PER_M3H = 0.34;
const [TOP, BOTTOM] = [62, HEIGHT - 42];
/** More zones than this are a cloud that nobody can read. */
const MOST_DRAWN = 24;

const MARGIN = 12;

/** Thicker for more W/K. */
const widthOf = (wPerK: number): number => Math.min(12, 0.6 + Math.sqrt(wPerK) / 3);

/** SVG of the network: lines as thick as the root of their conductance. */
export function networkPicture(model: BuildingModel): string {
  const { zones, timeConstantsH } = modesOf(model);
  const drawn = zones.slice(0, MOST_DRAWN);
  const places = new Map(drawn.map((z, i) => [z.id, placeOf(i, drawn.length)] as const));
  const slow = timeConstantsH.slice(0, 3).map((h) => `${figure(h)} h`);
  const more = zones.length > drawn.length ? `, ${zones.length - drawn.length} more not drawn` : "";
  const description = `${zones.length} ${zones.length === 1 ? "zone" : "zones"}${more}; slowest time constants ${slow.join(", ") || "not reckoned"}`;
  return picture(model.building.name, description, [
    band(TOP - 14, "outdoors"),
    band(BOTTOM + 6, "ground"),
    ...joints(model, places),
    ...drawn.flatMap((z) => zoneMarks(z, places.get(z.id)!)),
  ]);
}

interface Spot {
  readonly x: number;
  readonly y: number;
  /** Width that is its own. */
  readonly column: number;
}

const ROWS = 3;
const RADIUS = 15;
/** Of a letter at 12 px, on average. */
const LETTER = 7.2;

/** Every zone in a column of its own, so that no line to the outdoors or the ground runs through another; neighbours at other heights. */
function placeOf(i: number, count: number): Spot {
  const column = (WIDTH - 2 * MARGIN) / count;
  const row = count === 1 ? 1 : count === 2 ? 2 * i : (2 * i) % ROWS;
  return { x: MARGIN + i * column + RADIUS + 2, y: TOP + 54 + (row * (BOTTOM - TOP - 86)) / (ROWS - 1), column };
}

const band = (y: number, words: string): string =>
  `<rect class="soft" x="12" y="${y}" width="${WIDTH - 24}" height="16"/>${text(18, y + 12, words)}`;

type Point = Pick<Spot, "x" | "y">;

function link(from: Point, to: Point, wPerK: number, series: number, words: string): string {
  if (!(wPerK > 0)) return "";
  const ends = `x1="${px(from.x)}" y1="${px(from.y)}" x2="${px(to.x)}" y2="${px(to.y)}"`;
  return (
    `<line ${ends} stroke="${seriesColour(series)}" stroke-width="${px(widthOf(wPerK))}" stroke-opacity="0.55">` +
    `<title>${escaped(`${words}: ${figure(wPerK)} W/K`)}</title></line>`
  );
}

function joints(model: BuildingModel, places: ReadonlyMap<string, Spot>): string[] {
  const joined = new Map<string, number>();
  const add = (a: string, b: string, g: number) => {
    const key = [a, b].sort().join(" - ");
    joined.set(key, (joined.get(key) ?? 0) + g);
  };
  for (const e of model.elements) if (e.boundary.to === "zone") add(e.zone, e.boundary.zone, e.areaM2 * e.uWPerM2K);
  for (const { zones, flowM3PerH } of model.airLinks) add(zones[0], zones[1], flowM3PerH * AIR_W_PER_M3H);
  return [...joined].flatMap(([key, g]) => {
    const [from, to] = key.split(" - ").map((id) => places.get(id));
    return from && to ? [link(from, to, g, 2, key)] : [];
  });
}

function zoneMarks(z: ReturnType<typeof modesOf>["zones"][number], { x, y, column }: Spot): string[] {
  const outdoors = z.outdoorsWPerK + z.airWPerK;
  const letters = Math.floor((column - RADIUS - 4) / LETTER);
  const kept = Math.ceil((letters - 1) / 2);
  const name = z.id.length > letters ? `${z.id.slice(0, letters - 1 - kept)}…${z.id.slice(-kept)}` : z.id;
  const words = [z.id, `${figure(outdoors)} W/K`, `${figure(z.capacityWhPerK / 1000)} kWh/K`];
  const lines = letters < 4 ? [] : [name, ...(letters < 10 ? [] : words.slice(1))];
  return [
    link({ x, y }, { x, y: TOP + 2 }, outdoors, 0, `${z.id} to outdoors`),
    link({ x, y }, { x, y: BOTTOM + 6 }, z.groundWPerK, 4, `${z.id} to the ground`),
    `<circle cx="${px(x)}" cy="${px(y)}" r="${RADIUS}" fill="${seriesColour(1)}"><title>${escaped(words.join(", "))}</title></circle>`,
    // Above the zone's shoulder, clear of lines to its neighbours.
    ...lines.map((line, i) => text(x + RADIUS, y - 12 - 13 * (lines.length - 1 - i), line)),
  ];
}
