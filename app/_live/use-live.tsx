"use client";
/** The live layer as React sees it: one provider, and hooks that read slices which keep their identity until they change. */

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { type Building, type Device, type Forecast, type Point, type PointState, pointKey } from "#domain";
import { buildingNow } from "./clock.ts";
import type { ConnectionStatus } from "./connection.ts";
import { createBrowserLive, type Live } from "./live.ts";
import type { Observable } from "./observable.ts";
import type { Answer } from "./queries.ts";
import { deviceIdOf, EMPTY_STATE, type LiveState, placedBuildings, zoneKey } from "./state.ts";
import { timeZoneOf } from "./time-zone.ts";

const LiveContext = createContext<Live | undefined>(undefined);

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [live] = useState(createBrowserLive);
  const router = useRouter();
  useEffect(() => live.start(), [live]);
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState === "visible") live.connection.wake();
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [live]);
  useEffect(
    () => live.signInAsked.subscribe(() => router.replace(`/sign-in?next=${encodeURIComponent(location.pathname)}`)),
    [live, router],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveParts(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("this part of the page needs a LiveProvider around it");
  return live;
}

const useObservable = <T,>(source: Observable<T>, onServer: T): T =>
  useSyncExternalStore(source.subscribe, source.get, () => onServer);

/** A slice of the state. `pick` must return a part of the state, not something new each time. */
export function useLive<T>(pick: (state: LiveState) => T): T {
  const { store } = useLiveParts();
  return useSyncExternalStore(
    store.subscribe,
    () => pick(store.get()),
    () => pick(EMPTY_STATE),
  );
}

/** Whether the first snapshot is there. */
export const useReady = (): boolean => useLive((s) => s.cursor !== undefined);

const CONNECTING: ConnectionStatus = { phase: "connecting" };
export const useConnection = (): ConnectionStatus => useObservable(useLiveParts().connection.status, CONNECTING);

export function useBuildings(): readonly Building[] {
  const buildings = useLive((s) => s.buildings);
  return useMemo(() => placedBuildings(buildings), [buildings]);
}
export const useBuilding = (id: string): Building | undefined => useLive((s) => s.buildings.get(id));

/** The zone to tell a moment in: that of the building, or of all; otherwise this browser's, which then has to be named. */
export function useTimeZone(building: string | undefined): { readonly timeZone: string; readonly isTheirs: boolean } {
  const theirs = timeZoneOf(useBuildings(), building);
  return { timeZone: theirs ?? new Intl.DateTimeFormat().resolvedOptions().timeZone, isTheirs: theirs !== undefined };
}

const NO_POINTS: readonly PointState[] = [];
/** Points of a zone, the one to show of each signal first. */
export const useZonePoints = (building: string, zone: string): readonly PointState[] =>
  useLive((s) => s.zones.get(zoneKey(building, zone)) ?? NO_POINTS);

export const useDevice = (source: string | undefined): Device | undefined =>
  useLive((s) => (source === undefined ? undefined : s.devices.get(deviceIdOf(source))));

export const useNewestForecast = (point: Point | undefined): Forecast | undefined =>
  useLive((s) => (point ? s.forecasts.get(pointKey(point)) : undefined));

/** This browser's clock, UTC ms, a new value each second; 0 before the page is alive. */
export const useTick = (): number => useObservable(useLiveParts().tick, 0);

/** Server time, UTC ms, a new value each second; 0 before the page is alive. */
export function useServerNow(): number {
  const localNow = useTick();
  const aheadMs = useLive((s) => s.serverAheadMs);
  return localNow === 0 ? 0 : localNow + aheadMs;
}

/** Building time, UTC ms, a new value each second; 0 before the page is alive. */
export function useBuildingNow(building: string): number {
  const { store } = useLiveParts();
  const localNow = useTick();
  useLive((s) => s.clocks.get(building));
  return localNow === 0 ? 0 : buildingNow(store.get(), building, localNow);
}

const NOT_ASKED: Answer<never> = { data: undefined, problem: undefined, loading: false };
const NOTHING: Observable<Answer<never>> = { get: () => NOT_ASKED, subscribe: () => () => {} };

/** An answer of the HTTP interface; nothing is asked while `key` is undefined. Equal keys must load the same. */
export function useQuery<T>(key: string | undefined, load: () => Promise<T>, refreshMs?: number): Answer<T> {
  const { queries } = useLiveParts();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for `load`, which is a new function at each render
  const query = useMemo(() => (key === undefined ? NOTHING : queries.watch(key, load, refreshMs)), [queries, key, refreshMs]);
  return useObservable<Answer<T>>(query, NOT_ASKED);
}
