"use client";
/** Goes to a zone, building, device or page by a few letters of its name. */
import { cx } from "class-variance-authority";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { INBOX, WHOLE_BUILDING } from "#domain";
import { useBuildings, useLive } from "../_live/use-live.tsx";
import { overlayStyle } from "../_ui/confirm.tsx";
import { useWords } from "../_words/use-words.tsx";
import { focusContent } from "./focus-content.ts";
import { type Destination, found } from "./found.ts";

const MOST = 10;

function useDestinations(): readonly Destination[] {
  const { app, compare } = useWords();
  const buildings = useBuildings();
  const devices = useLive((s) => s.devices);
  return useMemo(() => {
    const names = new Map(buildings.map((b) => [b.id, b.name]));
    return [
      ...buildings.flatMap((b) => b.zones.map((z) => ({ href: `/buildings/${b.id}/${z.id}`, name: z.name, of: b.name }))),
      ...buildings.map((b) => ({ href: `/buildings/${b.id}`, name: b.name, of: "" })),
      ...buildings.map((b) => ({ href: `/buildings/${b.id}/compare`, name: compare.title, of: b.name })),
      { href: "/", name: app.overview, of: "" },
      { href: "/devices", name: app.devices, of: "" },
      { href: "/jobs", name: app.jobs, of: "" },
      ...[...devices.values()].map((d) => {
        const at = d.points.find((p) => p.building !== INBOX);
        const zone = at && at.zone !== WHOLE_BUILDING ? `/${at.zone}` : "";
        return {
          href: at ? `/buildings/${at.building}${zone}` : "/devices",
          name: d.name || d.id,
          of: at ? `${app.devices}, ${names.get(at.building) ?? at.building}` : app.devices,
        };
      }),
    ];
  }, [buildings, devices, app, compare]);
}

function Find({ onGo }: { readonly onGo: () => void }) {
  const { keys: words } = useWords();
  const router = useRouter();
  const destinations = useDestinations();
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState(0);
  const list = useId();
  const hits = found(destinations, query, MOST);
  const mark = Math.min(marked, Math.max(0, hits.length - 1));
  const go = (to: Destination | undefined): void => {
    if (!to) return;
    onGo();
    router.push(to.href);
  };
  const onKeyDown = (e: KeyboardEvent): void => {
    const step = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setMarked((mark + step + hits.length) % Math.max(1, hits.length));
    else if (e.key === "Enter" && !e.nativeEvent.isComposing) go(hits[mark]);
    else return;
    e.preventDefault();
  };
  return (
    <>
      <input
        role="combobox"
        aria-label={words.find}
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits.length > 0 ? `${list}-${mark}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={query}
        placeholder={words.findHint}
        onChange={(e) => {
          setQuery(e.target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
        className="h-11 w-full rounded-lg border border-line-strong bg-surface px-3"
      />
      <div id={list} role="listbox" aria-label={words.find} className="mt-2 grid">
        {hits.map((hit, i) => (
          // Never in the order of the Tab key: the focus stays in the field, which names the marked one.
          <button
            type="button"
            tabIndex={-1}
            key={`${hit.href} ${hit.name}`}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === mark}
            onClick={() => go(hit)}
            onMouseMove={() => setMarked(i)}
            className={cx(
              "flex min-h-10 flex-wrap items-baseline gap-x-3 rounded-lg border-2 px-3 py-1.5 text-left text-sm",
              i === mark ? "border-accent bg-raised" : "border-transparent",
            )}
          >
            <span className="min-w-0 break-words font-medium">{hit.name}</span>
            <span className="min-w-0 break-words text-muted">{hit.of}</span>
          </button>
        ))}
      </div>
      <p role="status" className={cx("text-muted text-sm", hits.length > 0 && "sr-only")}>
        {words.hits(hits.length)}
      </p>
    </>
  );
}

interface FindDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function FindDialog({ open, onOpenChange }: FindDialogProps) {
  const { keys: words } = useWords();
  const went = useRef(false);
  const onGo = (): void => {
    went.current = true;
    onOpenChange(false);
  };
  const onCloseAutoFocus = (e: Event): void => {
    if (!went.current) return;
    went.current = false;
    e.preventDefault();
    focusContent();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed top-4 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 overflow-auto rounded-card border border-line bg-surface p-3 shadow-float sm:top-20 sm:max-h-[calc(100dvh-7rem)]"
        >
          <Dialog.Title className="sr-only">{words.find}</Dialog.Title>
          <Find onGo={onGo} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
