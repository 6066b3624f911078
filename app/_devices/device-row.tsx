"use client";
/** One device: what it is, where it belongs, when it was last heard. All its texts are shown as text. */

import { cx } from "class-variance-authority";
import { BatteryFull, BatteryLow, BatteryMedium, Circle, CircleCheck, CircleOff, Plug } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useMemo } from "react";
import { type Device, INBOX, type PointState, WHOLE_BUILDING } from "#domain";
import { deviceIdOf, zoneKey } from "../_live/state.ts";
import { useLive, useServerNow } from "../_live/use-live.tsx";
import { Chip } from "../_ui/chip.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

/** Conventions as their makers write them. */
const DIALECTS: Readonly<Record<string, string>> = {
  z2m: "zigbee2mqtt",
  ha: "Home Assistant",
  tasmota: "Tasmota",
  shelly: "Shelly",
  esphome: "ESPHome",
  homie: "Homie",
  sparkplug: "Sparkplug B",
  victron: "Victron",
  openems: "OpenEMS",
  emoncms: "emonCMS",
  thingsboard: "ThingsBoard",
  otgw: "OpenTherm Gateway",
  plain: "Zonecast JSON",
};

/** Below this a battery is worth a look, %. */
const LOW_BATTERY_PCT = 15;

/** Where the points of a device belong, without doubles. */
export const placesOf = (device: Device): readonly { readonly building: string; readonly zone: string }[] => [
  ...new Map(
    device.points
      .filter((p) => p.building !== INBOX || !device.bound)
      .map(({ building, zone }) => [zoneKey(building, zone), { building, zone }]),
  ).values(),
];

function useBattery(device: Device): PointState | undefined {
  const zones = useLive((s) => s.zones);
  return useMemo(
    () =>
      placesOf(device)
        .flatMap((p) => zones.get(zoneKey(p.building, p.zone)) ?? [])
        .find((p) => p.signal === "batteryPct" && deviceIdOf(p.source) === device.id),
    [zones, device],
  );
}

function Battery({ device }: { readonly device: Device }) {
  const { devices } = useWords();
  const { value } = useFormat();
  const battery = useBattery(device);
  const low = battery !== undefined && battery.value < LOW_BATTERY_PCT;
  const Icon = !battery ? (device.batteryPowered ? BatteryMedium : Plug) : low ? BatteryLow : BatteryFull;
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", low && "font-medium text-bad")}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {battery ? value("batteryPct", battery.value) : device.batteryPowered ? devices.batteryPowered : devices.mains}
    </span>
  );
}

function Availability({ device }: { readonly device: Device }) {
  const { devices } = useWords();
  const format = useFormat();
  const serverNow = useServerNow();
  if (device.silentSince !== undefined && device.availability !== "offline")
    return (
      <Chip tone="stale" icon={CircleOff}>
        {devices.silent(format.age(serverNow - device.silentSince))}
      </Chip>
    );
  return device.availability === "online" ? (
    <Chip icon={CircleCheck}>{devices.online}</Chip>
  ) : device.availability === "offline" ? (
    <Chip tone="stale" icon={CircleOff}>
      {devices.offline}
    </Chip>
  ) : (
    <Chip icon={Circle}>{devices.unknown}</Chip>
  );
}

function Places({ device }: { readonly device: Device }) {
  const { zone: words } = useWords();
  const buildings = useLive((s) => s.buildings);
  return (
    <ul>
      {placesOf(device).map(({ building, zone }) => {
        const known = buildings.get(building);
        const name = zone === WHOLE_BUILDING ? words.whole : (known?.zones.find((z) => z.id === zone)?.name ?? zone);
        return (
          <li key={zoneKey(building, zone)} className="min-w-0">
            <Link
              href={zone === WHOLE_BUILDING ? `/buildings/${building}` : `/buildings/${building}/${zone}`}
              className="underline-offset-4 hover:text-accent hover:underline"
            >
              {name}
            </Link>
            <span className="block text-muted text-xs">{known?.name ?? building}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Proposal({ device }: { readonly device: Device }) {
  const { devices, zone: words } = useWords();
  const buildings = useLive((s) => s.buildings);
  const { proposal } = device;
  if (!proposal) return NONE;
  const known = buildings.get(proposal.building);
  const zone = known?.zones.find((z) => z.id === proposal.zone)?.name ?? proposal.zone;
  return devices.proposal(proposal.zone === WHOLE_BUILDING ? words.whole : zone, known?.name ?? proposal.building);
}

/** Wide enough, the rows of a list share its columns and its head names them. */
const COLUMNS =
  "lg:grid-cols-[minmax(0,2.4fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.1fr)_minmax(0,0.9fr)_minmax(0,1.5fr)_5.5rem]";

export function DeviceListHead() {
  const { devices } = useWords();
  const names = [devices.device, devices.seen, devices.availability, devices.dialect, devices.battery, devices.zone];
  return (
    <div
      aria-hidden="true"
      className={cx("hidden gap-x-6 border-line border-b pb-2 font-medium text-[0.8125rem] text-muted lg:grid", COLUMNS)}
    >
      {names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs lg:sr-only">{label}</dt>
      <dd className="break-words text-sm">{children}</dd>
    </div>
  );
}

/** `action`: what can be done with the device, at the end of its row. */
export function DeviceRow({ device, action }: { readonly device: Device; readonly action?: ReactNode }) {
  const { devices, signals, age } = useWords();
  const format = useFormat();
  const serverNow = useServerNow();
  const left = device.bound ? device.points.filter((p) => p.building === INBOX).map((p) => signals[p.signal]) : [];
  const what = [device.vendor, device.model].filter((t) => t !== "").join(" ");
  return (
    <li className={cx("grid gap-x-6 gap-y-2 border-line border-b py-3 last:border-b-0", COLUMNS)}>
      <div className="min-w-0">
        <p className="break-words font-medium">{device.name === "" ? device.id : device.name}</p>
        <p className="text-muted text-sm">
          {devices.kinds[device.kind]}
          {what !== "" && ` · ${what}`}
        </p>
        <p className="break-all font-mono text-muted text-xs">{device.id}</p>
        {!device.bound && device.points.length > 0 && (
          <p className="text-muted text-xs">
            {devices.reads([...new Set(device.points.map((p) => signals[p.signal]))].join(", "))}
          </p>
        )}
        {left.length > 0 && <p className="text-stale text-xs">{devices.leftOut(left.join(", "))}</p>}
        {device.clockOffsetMs !== undefined && (
          <p className="text-muted text-xs">
            {(device.clockOffsetMs < 0 ? devices.clockAhead : devices.clockBehind)(format.age(Math.abs(device.clockOffsetMs)))}
          </p>
        )}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3 md:grid-cols-5 lg:contents">
        <Field label={devices.seen}>
          {device.lastSeen === null || serverNow === 0 ? age.never : age.ago(format.age(serverNow - device.lastSeen))}
        </Field>
        <Field label={devices.availability}>
          <Availability device={device} />
        </Field>
        <Field label={devices.dialect}>{DIALECTS[device.dialect] ?? device.dialect}</Field>
        <Field label={devices.battery}>
          <Battery device={device} />
        </Field>
        <Field label={devices.zone}>{device.bound ? <Places device={device} /> : <Proposal device={device} />}</Field>
      </dl>
      {action && <div className="lg:justify-self-end">{action}</div>}
      {device.unread.length > 0 && (
        <details className="text-sm lg:col-span-full">
          <summary className="w-fit rounded text-muted">{`${devices.unread}: ${format.number(device.unread.length, 0)}`}</summary>
          <ul className="mt-1 list-disc pl-5 text-muted">
            {device.unread.map((text) => (
              <li key={text} className="break-words">
                {text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
