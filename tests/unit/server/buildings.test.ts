import { describe, expect, it } from "vitest";
import type { Building, Device, Store } from "#domain";
import { openBuildings } from "../../../server/buildings.ts";

const place = { id: "site", timeZone: "Europe/Berlin", latitudeDeg: 52, longitudeDeg: 13 };
const deviceIn = (building: string, ...zones: string[]): Device => ({
  id: "plain:x",
  dialect: "plain",
  name: "x",
  vendor: "",
  model: "",
  kind: "sensor",
  bound: true,
  availability: "online",
  lastSeen: null,
  batteryPowered: false,
  points: zones.map((zone) => ({ source: "plain:x", signal: "airTempC", building, zone })),
  unread: [],
});

async function open() {
  const saved: Building[] = [];
  const store: Pick<Store, "buildings" | "saveBuilding"> = {
    buildings: async () => [],
    saveBuilding: async (b) => void saved.push(b),
  };
  const buildings = await openBuildings(
    store,
    place,
    () => undefined,
    (e) => {
      throw e;
    },
  );
  return { buildings, saved };
}

describe("buildings", () => {
  it("come into being, zone by zone, from what devices say", async () => {
    const { buildings, saved } = await open();
    buildings.makeRoomFor([deviceIn("old-mill", "hall", "whole"), deviceIn("old-mill", "hall", "attic-room")]);
    expect(buildings.get("old-mill")).toMatchObject({ name: "Old Mill", actuation: false, origin: "real" });
    expect(buildings.get("old-mill")?.zones.map((z) => z.name)).toEqual(["Hall", "Attic Room"]);
    expect(saved).toHaveLength(1);
    buildings.makeRoomFor([deviceIn("old-mill", "hall")]);
    expect(saved).toHaveLength(1);
  });

  it("are replayed when their readings said so, before or after they were known", async () => {
    const { buildings } = await open();
    buildings.setReplayed("early", true);
    buildings.makeRoomFor([deviceIn("early", "a"), deviceIn("late", "a")]);
    buildings.setReplayed("late", true);
    expect([buildings.get("early")?.origin, buildings.get("late")?.origin]).toEqual(["replayed", "replayed"]);
    buildings.setReplayed("late", false);
    expect(buildings.get("late")?.origin).toBe("real");
  });
});
