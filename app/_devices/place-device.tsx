"use client";
/** Gives a device of the inbox its building and zone. */

import { Dialog } from "radix-ui";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { type Device, toSlug } from "#domain";
import type { PointOfDevice } from "../_live/api.ts";
import { useBuildings, useLiveParts } from "../_live/use-live.tsx";
import { Button, buttonStyle } from "../_ui/button.tsx";
import { dialogStyle, overlayStyle } from "../_ui/confirm.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useWords } from "../_words/use-words.tsx";
import { pointOfDevice, SignalChoice } from "./signal-choice.tsx";

/** Chosen where none of the known ones fits. No slug looks like it. */
const NEW = "+";
const inputStyle = "h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-sm";

interface PlaceFieldProps {
  readonly label: string;
  readonly newLabel: string;
  readonly known: readonly { readonly id: string; readonly name: string }[];
  readonly value: string;
  readonly name: string;
  readonly onValue: (id: string) => void;
  readonly onName: (name: string) => void;
}

/** One of the known places, or the name of a new one. */
function PlaceField({ label, newLabel, known, value, name, onValue, onName }: PlaceFieldProps) {
  const words = useWords().devices;
  const select = useId();
  const input = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={select} className="font-medium text-sm">
        {label}
      </label>
      <select id={select} value={value} onChange={(e) => onValue(e.target.value)} className={inputStyle}>
        {known.map((k) => (
          <option key={k.id} value={k.id}>
            {k.name}
          </option>
        ))}
        <option value={NEW}>{newLabel}</option>
      </select>
      {value === NEW && (
        <>
          <label htmlFor={input} className="text-muted text-xs">
            {words.name}
          </label>
          <input
            id={input}
            value={name}
            required
            maxLength={64}
            onChange={(e) => onName(e.target.value)}
            className={inputStyle}
          />
        </>
      )}
    </div>
  );
}

function PlaceForm({
  device,
  onPlaced,
  cancel,
}: {
  readonly device: Device;
  readonly onPlaced: () => void;
  readonly cancel: ReactNode;
}) {
  const words = useWords().devices;
  const { api } = useLiveParts();
  const buildings = useBuildings();
  const { proposal } = device;
  const proposed = buildings.find((b) => b.id === proposal?.building);
  const [building, setBuilding] = useState(proposed?.id ?? (proposal ? NEW : (buildings[0]?.id ?? NEW)));
  const zones = buildings.find((b) => b.id === building)?.zones ?? [];
  const [zone, setZone] = useState(proposed?.zones.find((z) => z.id === proposal?.zone)?.id ?? NEW);
  const [buildingName, setBuildingName] = useState(proposed ? "" : (proposal?.building ?? ""));
  const [zoneName, setZoneName] = useState(proposal?.zone ?? "");
  const [signals, setSignals] = useState<readonly PointOfDevice[]>(() => device.points.map(pointOfDevice));
  const all = signals.length === device.points.length;
  const { sending, problem, send } = useSending();

  const place = async (): Promise<void> => {
    const where = building === NEW ? toSlug(buildingName) : building;
    await api.placeDevice(device.id, where, zone === NEW ? toSlug(zoneName) : zone, all ? undefined : signals);
    onPlaced();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(place);
  };
  const chooseBuilding = (id: string): void => {
    setBuilding(id);
    setZone(NEW);
  };
  return (
    <form onSubmit={submit} className="mt-4 grid gap-4">
      <PlaceField
        label={words.building}
        newLabel={words.newBuilding}
        known={buildings}
        value={building}
        name={buildingName}
        onValue={chooseBuilding}
        onName={setBuildingName}
      />
      <PlaceField
        label={words.zone}
        newLabel={words.newZone}
        known={zones}
        value={zone}
        name={zoneName}
        onValue={setZone}
        onName={setZoneName}
      />
      {device.points.length > 0 && <SignalChoice device={device} chosen={signals} onChange={setSignals} />}
      {problem && <ProblemNote problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        {cancel}
        <Button type="submit" weight="primary" disabled={sending || (!all && signals.length === 0)}>
          {words.placeNow}
        </Button>
      </div>
    </form>
  );
}

export function PlaceDevice({ device }: { readonly device: Device }) {
  const { devices, actuation } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonStyle({ weight: "plain" })}>
        {device.proposal ? devices.elsewhere : devices.place}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content aria-describedby={undefined} className={dialogStyle}>
          <Dialog.Title className="break-words font-semibold text-lg tracking-tight">
            {devices.placeTitle(device.name === "" ? device.id : device.name)}
          </Dialog.Title>
          <PlaceForm
            device={device}
            onPlaced={() => setOpen(false)}
            cancel={<Dialog.Close className={buttonStyle({ weight: "plain" })}>{actuation.cancel}</Dialog.Close>}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
