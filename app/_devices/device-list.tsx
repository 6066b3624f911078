"use client";
/** A list of devices that stays quick however many there are: a hundred at first, more on demand. */

import { type ReactNode, useId, useMemo, useState } from "react";
import type { Device } from "#domain";
import { Button } from "../_ui/button.tsx";
import { useWords } from "../_words/use-words.tsx";
import { DeviceListHead, DeviceRow } from "./device-row.tsx";

const AT_ONCE = 100;
/** Fewer are seen at a glance; nobody needs to search among them. */
const FEW = 8;

/** Whether every word of `wanted` stands somewhere in what is known of the device. */
function matches(device: Device, wanted: string): boolean {
  const { id, name, vendor, model, dialect, points } = device;
  const text = [id, name, vendor, model, dialect, ...points.map((p) => `${p.building} ${p.zone}`)].join(" ").toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function DeviceList({
  devices,
  action,
}: {
  readonly devices: readonly Device[];
  readonly action?: (device: Device) => ReactNode;
}) {
  const { devices: words } = useWords();
  const [most, setMost] = useState(AT_ONCE);
  const field = useId();
  const [wanted, setWanted] = useState("");
  const found = useMemo(() => devices.filter((d) => matches(d, wanted)), [devices, wanted]);
  const more = Math.min(AT_ONCE, found.length - most);
  return (
    <>
      {devices.length > FEW && (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <label htmlFor={field} className="sr-only">
            {words.find}
          </label>
          <input
            id={field}
            type="search"
            value={wanted}
            placeholder={words.find}
            onChange={(e) => setWanted(e.target.value)}
            className="h-9 w-full max-w-72 rounded-lg border border-line-strong bg-surface px-3 text-sm"
          />
          {wanted !== "" && (
            <span role="status" className="text-muted text-sm">
              {words.count(found.length)}
            </span>
          )}
        </div>
      )}
      <DeviceListHead />
      <ul className="-mb-3">
        {found.slice(0, most).map((d) => (
          <DeviceRow key={d.id} device={d} action={action?.(d)} />
        ))}
      </ul>
      {more > 0 && (
        <div className="mt-5">
          <Button onClick={() => setMost(most + AT_ONCE)}>{words.more(more)}</Button>
        </div>
      )}
    </>
  );
}
