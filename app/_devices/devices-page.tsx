"use client";
/** Every device that has announced itself, those without a place first, and what could not be read. */

import { useMemo } from "react";
import type { Device } from "#domain";
import { AlarmsCard } from "../_alarms/alarms-card.tsx";
import { useLive, useReady } from "../_live/use-live.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { Chip } from "../_ui/chip.tsx";
import { useWords } from "../_words/use-words.tsx";
import { BindSignals } from "./bind-signals.tsx";
import { DeviceList } from "./device-list.tsx";
import { InboxCard } from "./inbox-card.tsx";
import { RejectionsCard } from "./rejections-card.tsx";

const ORDER: Readonly<Record<Device["availability"], number>> = { offline: 0, unknown: 1, online: 2 };
/** Those that need a look first, then by name. */
const compareDevices = (a: Device, b: Device): number =>
  ORDER[a.availability] - ORDER[b.availability] || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);

export function DevicesPage() {
  const { devices: words } = useWords();
  const ready = useReady();
  const devices = useLive((s) => s.devices);
  const { waiting, ignored, placed } = useMemo(() => {
    const sorted = [...devices.values()].sort(compareDevices);
    const inbox = sorted.filter((d) => !d.bound);
    return {
      waiting: inbox.filter((d) => !d.ignored),
      ignored: inbox.filter((d) => d.ignored),
      placed: sorted.filter((d) => d.bound),
    };
  }, [devices]);
  return (
    <>
      <title>{`${words.title} · Zonecast`}</title>
      <h1 className="font-semibold text-2xl tracking-tight">{words.title}</h1>
      <div className="mt-5 grid gap-4">
        <AlarmsCard />
        {!ready && <Skeleton className="h-80" />}
        {ready && devices.size === 0 && <Empty title={words.none} />}
        {waiting.length + ignored.length > 0 && <InboxCard waiting={waiting} ignored={ignored} />}
        {placed.length > 0 && (
          <Card title={words.placed} aside={<Chip>{words.count(placed.length)}</Chip>}>
            <DeviceList devices={placed} action={(device) => <BindSignals device={device} />} />
          </Card>
        )}
        <RejectionsCard />
      </div>
    </>
  );
}
