"use client";
/** A list of devices that stays quick however many there are: a hundred at first, more on demand. */

import { type ReactNode, useState } from "react";
import type { Device } from "#domain";
import { Button } from "../_ui/button.tsx";
import { useWords } from "../_words/use-words.tsx";
import { DeviceListHead, DeviceRow } from "./device-row.tsx";

const AT_ONCE = 100;

export function DeviceList({
  devices,
  action,
}: {
  readonly devices: readonly Device[];
  readonly action?: (device: Device) => ReactNode;
}) {
  const { devices: words } = useWords();
  const [most, setMost] = useState(AT_ONCE);
  const more = Math.min(AT_ONCE, devices.length - most);
  return (
    <>
      <DeviceListHead />
      <ul className="-mb-3">
        {devices.slice(0, most).map((d) => (
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
