/** What a key means: `?`, `/`, and `g` with the letter of a place. Pure; knows no page. */

export const PLACES = {
  o: "overview",
  d: "devices",
  a: "alarms",
  l: "learning",
  b: "building",
  c: "compare",
  s: "schedule",
} as const;
export type PlaceKey = keyof typeof PLACES;
export type Place = (typeof PLACES)[PlaceKey];

export type Act = { readonly kind: "help" } | { readonly kind: "find" } | { readonly kind: "go"; readonly place: Place };

export interface Press {
  /** `g` was pressed, and the next key says where to. */
  readonly pending: boolean;
  readonly act?: Act;
}

/** As in a keyboard event; `?` and `/` need Shift on many keyboards, so Shift alone is no modifier. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const isPlaceKey = (key: string): key is PlaceKey => Object.hasOwn(PLACES, key);
const NOTHING: Press = { pending: false };

export function press(pending: boolean, { key, ctrlKey, altKey, metaKey }: Key): Press {
  // Modifiers come before the key that they belong to.
  if (key === "Shift" || key === "AltGraph") return { pending };
  if (ctrlKey || altKey || metaKey) return NOTHING;
  if (pending) return isPlaceKey(key) ? { pending: false, act: { kind: "go", place: PLACES[key] } } : NOTHING;
  if (key === "?") return { pending: false, act: { kind: "help" } };
  if (key === "/") return { pending: false, act: { kind: "find" } };
  return { pending: key === "g" };
}

/** Where a place is, seen from the page at `path`; undefined where there is none: no building, no zone. */
export function hrefOf(place: Place, path: string, buildings: readonly { readonly id: string }[]): string | undefined {
  const [, root, id, zone] = path.split("/");
  const here = root === "buildings" ? buildings.find((b) => b.id === id) : undefined;
  const building = (here ?? buildings[0])?.id;
  switch (place) {
    case "overview":
      return "/";
    case "devices":
      return "/devices";
    case "alarms":
      return "/devices#alarms";
    case "learning":
      return "/jobs";
    case "building":
      return building && `/buildings/${building}`;
    case "compare":
      return building && `/buildings/${building}/compare`;
    case "schedule":
      return here && zone && zone !== "compare" ? `/buildings/${here.id}/${zone}/schedule` : undefined;
  }
}
