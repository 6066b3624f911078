"use client";
/** Which signals of a device feed its zone: one box for each, with what it says at the moment. */
import { type Device, type DevicePoint, pointKey } from "#domain";
import type { PointOfDevice } from "../_live/api.ts";
import { zoneKey } from "../_live/state.ts";
import { useLive } from "../_live/use-live.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

export const sameSignal = (a: PointOfDevice, b: PointOfDevice): boolean => a.source === b.source && a.signal === b.signal;
export const pointOfDevice = ({ source, signal }: DevicePoint): PointOfDevice => ({ source, signal });

function Signal({
  point,
  checked,
  onToggle,
}: {
  readonly point: DevicePoint;
  readonly checked: boolean;
  readonly onToggle: () => void;
}) {
  const { signals } = useWords();
  const { value } = useFormat();
  const state = useLive((s) => s.zones.get(zoneKey(point.building, point.zone))?.find((p) => pointKey(p) === pointKey(point)));
  const endpoint = point.source.split("#")[1];
  return (
    <label className="flex min-w-0 items-start gap-2.5 py-1.5 text-sm">
      <input type="checkbox" checked={checked} onChange={onToggle} className="mt-0.5 size-4 shrink-0 accent-[var(--accent)]" />
      <span className="min-w-0 flex-1">
        {signals[point.signal]}
        {endpoint !== undefined && <span className="text-muted">{` · ${endpoint}`}</span>}
        {point.origin && point.origin.property !== "" && (
          <span className="block break-all font-mono text-muted text-xs">{point.origin.property}</span>
        )}
      </span>
      {state && <span className="whitespace-nowrap text-muted">{value(point.signal, state.value)}</span>}
    </label>
  );
}

export function SignalChoice({
  device,
  chosen,
  onChange,
}: {
  readonly device: Device;
  readonly chosen: readonly PointOfDevice[];
  readonly onChange: (chosen: readonly PointOfDevice[]) => void;
}) {
  const { devices: words } = useWords();
  const toggle = (point: DevicePoint): void =>
    onChange(
      chosen.some((c) => sameSignal(c, point)) ? chosen.filter((c) => !sameSignal(c, point)) : [...chosen, pointOfDevice(point)],
    );
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium text-sm">{words.signals}</legend>
      <p className="text-muted text-xs">{words.signalsHelp}</p>
      <div className="mt-1 max-h-64 divide-y divide-line overflow-y-auto">
        {device.points.map((point) => (
          <Signal
            key={`${point.source} ${point.signal}`}
            point={point}
            checked={chosen.some((c) => sameSignal(c, point))}
            onToggle={() => toggle(point)}
          />
        ))}
      </div>
    </fieldset>
  );
}
