"use client";
/** Listens for the keys of all pages, and shows where `g` leads while the next key is awaited. */
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useBuildings } from "../_live/use-live.tsx";
import { useWords } from "../_words/use-words.tsx";
import { FindDialog } from "./find-dialog.tsx";
import { focusContent } from "./focus-content.ts";
import { useKeysChoice } from "./keys-choice.ts";
import { KeysHelp } from "./keys-help.tsx";
import { hrefOf, PLACES, type PlaceKey, press } from "./press.ts";

/** How long `g` waits for its letter. */
const WAIT_MS = 3_000;
/** Letters are for what is written there, and for choosing in lists and menus. */
const TYPED = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"]';
/** While one is open, the page behind it does nothing. */
const OPEN = '[role="dialog"], [role="alertdialog"]';

const isTaken = (e: KeyboardEvent): boolean =>
  e.defaultPrevented ||
  e.isComposing ||
  e.repeat ||
  (e.target instanceof Element && e.target.closest(TYPED) !== null) ||
  document.querySelector(OPEN) !== null;

export type Opened = "help" | "find";

interface ShortcutsProps {
  readonly opened: Opened | undefined;
  readonly onOpened: (opened: Opened | undefined) => void;
}

export function Shortcuts({ opened, onOpened }: ShortcutsProps) {
  const { keys: words } = useWords();
  const [on] = useKeysChoice();
  const buildings = useBuildings();
  const path = usePathname();
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const onKey = useRef<(e: KeyboardEvent) => void>(undefined);

  useEffect(() => {
    onKey.current = (e) => {
      if (isTaken(e)) return;
      const { pending: waits, act } = press(pending, e);
      setPending(waits);
      if (!act) return;
      // Or the key would be written into the field that opens.
      e.preventDefault();
      if (act.kind !== "go") return onOpened(act.kind);
      const href = hrefOf(act.place, path, buildings);
      if (href === undefined) return;
      router.push(href);
      focusContent();
    };
  });
  useEffect(() => {
    if (!on) return;
    const listen = (e: KeyboardEvent): void => onKey.current?.(e);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [on]);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setPending(false), WAIT_MS);
    return () => clearTimeout(timer);
  }, [pending]);

  const toggle = (which: Opened) => (open: boolean) => onOpened(open ? which : undefined);
  return (
    <>
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-4 z-40 grid justify-items-center px-4 print:hidden"
      >
        {pending && (
          <p className="max-w-full rounded-card border border-line bg-surface px-4 py-2 text-sm shadow-float">
            {(Object.keys(PLACES) as PlaceKey[])
              .filter((key) => hrefOf(PLACES[key], path, buildings) !== undefined)
              .map((key) => (
                <span key={key} className="mr-3 inline-block last:mr-0">
                  <kbd className="rounded border border-line-strong bg-raised px-1.5 text-xs">{key}</kbd>{" "}
                  {words.places[PLACES[key]]}
                </span>
              ))}
          </p>
        )}
      </div>
      <FindDialog open={opened === "find"} onOpenChange={toggle("find")} />
      <KeysHelp open={opened === "help"} onOpenChange={toggle("help")} />
    </>
  );
}
