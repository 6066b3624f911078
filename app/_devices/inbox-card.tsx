"use client";
/** Devices that nobody has vouched for: each with where it seems to belong, to be accepted, placed elsewhere, or ignored. */

import type { Device } from "#domain";
import { useLiveParts } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Card } from "../_ui/card.tsx";
import { Chip } from "../_ui/chip.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useWords } from "../_words/use-words.tsx";
import { DeviceList } from "./device-list.tsx";
import { PlaceDevice } from "./place-device.tsx";

export function InboxCard({ waiting, ignored }: { readonly waiting: readonly Device[]; readonly ignored: readonly Device[] }) {
  const words = useWords().devices;
  const { api } = useLiveParts();
  const { sending, problem, send } = useSending();
  const proposed = waiting.filter((d) => d.proposal).length;

  return (
    <Card
      title={words.inbox}
      note={words.inboxHelp}
      aside={
        <div className="flex flex-wrap items-center gap-3">
          <Chip>{words.count(waiting.length)}</Chip>
          {proposed > 0 && (
            <Button weight="primary" disabled={sending} onClick={() => void send(() => api.acceptDevices())}>
              {words.acceptAll(proposed)}
            </Button>
          )}
        </div>
      }
    >
      {problem && (
        <div className="mb-3">
          <ProblemNote problem={problem} />
        </div>
      )}
      {waiting.length > 0 && (
        <DeviceList
          devices={waiting}
          action={(device) => (
            <div className="flex flex-wrap gap-2 lg:w-max lg:flex-col">
              {device.proposal && (
                <Button weight="primary" disabled={sending} onClick={() => void send(() => api.acceptDevices([device.id]))}>
                  {words.accept}
                </Button>
              )}
              <PlaceDevice device={device} />
              <Button weight="quiet" disabled={sending} onClick={() => void send(() => api.ignoreDevice(device.id, true))}>
                {words.ignore}
              </Button>
            </div>
          )}
        />
      )}
      {ignored.length > 0 && (
        <details className="mt-4 text-sm">
          <summary className="w-fit rounded text-muted">{`${words.ignored}: ${words.count(ignored.length)}`}</summary>
          <p className="mt-1 mb-3 text-muted">{words.ignoredHelp}</p>
          <DeviceList
            devices={ignored}
            action={(device) => (
              <Button disabled={sending} onClick={() => void send(() => api.ignoreDevice(device.id, false))}>
                {words.restore}
              </Button>
            )}
          />
        </details>
      )}
    </Card>
  );
}
