/** The buildings that the server knows: those of the store, those of the demo, and those that devices name. */
import { type Building, type Device, INBOX, type Store, WHOLE_BUILDING } from "#domain";
import type { Config } from "./config.ts";

export interface Buildings {
  readonly get: (id: string) => Building | undefined;
  readonly all: () => readonly Building[];
  readonly save: (building: Building) => Promise<void>;
  /** Makes room for the places that devices were put in. */
  readonly makeRoomFor: (devices: readonly Device[]) => void;
  readonly setReplayed: (id: string, replayed: boolean) => void;
}

const named = (slug: string): string =>
  slug
    .split("-")
    .map((w) => w.charAt(0).toUpperCase() + w.slice(1))
    .join(" ");

export async function openBuildings(
  store: Pick<Store, "buildings" | "saveBuilding">,
  place: Config["building"],
  onChange: (changed: readonly Building[]) => void,
  onTrouble: (e: unknown) => void,
): Promise<Buildings> {
  const byId = new Map((await store.buildings()).map((b) => [b.id, b]));
  /** Readings may tell that a building is replayed before its devices tell that it exists. */
  const replayedEarly = new Set<string>();

  const save = async (building: Building): Promise<void> => {
    byId.set(building.id, building);
    onChange([building]);
    await store.saveBuilding(building);
  };
  const saveLater = (building: Building): void => void save(building).catch(onTrouble);

  return {
    get: (id) => byId.get(id),
    all: () => [...byId.values()],
    save,
    makeRoomFor(devices) {
      const changed = new Map<string, Building>();
      for (const point of devices.flatMap((d) => d.points)) {
        const known =
          changed.get(point.building) ??
          byId.get(point.building) ??
          newBuilding(point.building, place, replayedEarly.has(point.building));
        const hasZone = point.zone === WHOLE_BUILDING || known.zones.some((z) => z.id === point.zone);
        const building = hasZone ? known : { ...known, zones: [...known.zones, { id: point.zone, name: named(point.zone) }] };
        if (building !== byId.get(point.building)) changed.set(building.id, building);
      }
      for (const building of changed.values()) saveLater(building);
    },
    setReplayed(id, replayed) {
      if (replayed) replayedEarly.add(id);
      else replayedEarly.delete(id);
      const building = byId.get(id);
      if (!building || building.origin === "simulated") return;
      saveLater({ ...building, origin: replayed ? "replayed" : "real" });
    },
  };
}

const newBuilding = (id: string, place: Config["building"], replayed: boolean): Building => ({
  id,
  name: id === INBOX ? "Inbox" : named(id),
  timeZone: place.timeZone,
  latitudeDeg: place.latitudeDeg,
  longitudeDeg: place.longitudeDeg,
  zones: [],
  origin: replayed ? "replayed" : "real",
  actuation: false,
});
