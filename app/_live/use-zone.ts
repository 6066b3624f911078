"use client";
/** One zone as the pages show it: its points by signal, and how it is doing. */

import { useMemo } from "react";
import { type Building, type PointState, SETTABLE, type SettableSignal, type SignalId } from "#domain";
import { buildingNow } from "./clock.ts";
import { compareStatus, statusOf, type ZonePoints, type ZoneStatus } from "./comfort.ts";
import { deviceIdOf, type LiveState, zoneKey } from "./state.ts";
import { useBuildingNow, useDevice, useLive, useLiveParts, useTick, useZonePoints } from "./use-live.tsx";

/** The point to show of a signal: the first, since points come in the order of their rank. */
export const shownPoint = (points: readonly PointState[], signal: SignalId): PointState | undefined =>
  points.find((p) => p.signal === signal);

const judged = (points: readonly PointState[]): ZonePoints => ({
  airTemp: shownPoint(points, "airTempC"),
  heatingSetpoint: shownPoint(points, "heatingSetpointC"),
  coolingSetpoint: shownPoint(points, "coolingSetpointC"),
});

export interface ZoneView extends ZonePoints {
  readonly points: readonly PointState[];
  readonly status: ZoneStatus;
  /** Building time, UTC ms; 0 before the page is alive. */
  readonly nowTs: number;
}

export function useZone(building: string, zone: string): ZoneView {
  const points = useZonePoints(building, zone);
  const nowTs = useBuildingNow(building);
  const byRole = useMemo(() => judged(points), [points]);
  const device = useDevice(byRole.airTemp?.source);
  return { points, nowTs, ...byRole, status: statusOf(byRole, device, nowTs) };
}

/** How a zone is doing at this moment; for lists that are sorted by it. */
function statusIn(state: LiveState, building: string, zone: string, localNow: number): ZoneStatus {
  const points = judged(state.zones.get(zoneKey(building, zone)) ?? []);
  const device = points.airTemp && state.devices.get(deviceIdOf(points.airTemp.source));
  return statusOf(points, device, buildingNow(state, building, localNow));
}

export interface RankedZone {
  readonly zone: string;
  readonly status: ZoneStatus;
}

/** The zones of each building (by its id), worst first; equals in the building's own order. Sorted anew once a second. */
export function useRanking(buildings: readonly Building[]): ReadonlyMap<string, readonly RankedZone[]> {
  const { store } = useLiveParts();
  const localNow = useTick();
  return useMemo(() => {
    const state = store.get();
    const ranked = (b: Building): RankedZone[] =>
      b.zones
        .map((z) => ({ zone: z.id, status: statusIn(state, b.id, z.id, localNow) }))
        .sort((x, y) => compareStatus(x.status, y.status));
    return new Map(buildings.map((b) => [b.id, ranked(b)]));
  }, [store, buildings, localNow]);
}

export interface SetpointRange {
  readonly signal: SettableSignal;
  /** In the signal's unit; what every device of the zone that takes it accepts. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly devices: number;
}

/** What can be set in a zone, and within which range. */
export function useSetpointRanges(building: string, zone: string): readonly SetpointRange[] {
  const devices = useLive((s) => s.devices);
  return useMemo(() => {
    const points = [...devices.values()].flatMap((d) => d.points.filter((p) => p.building === building && p.zone === zone));
    return SETTABLE.flatMap((signal) => {
      const ranges = points.flatMap((p) => (p.signal === signal && p.writable ? [p.writable] : []));
      const min = Math.max(...ranges.map((r) => r.min));
      const max = Math.min(...ranges.map((r) => r.max));
      const step = Math.max(...ranges.map((r) => r.step));
      return ranges.length > 0 && min <= max ? [{ signal, min, max, step, devices: ranges.length }] : [];
    });
  }, [devices, building, zone]);
}
