"use client";
/** Whether keys without Ctrl do anything: on, until a person switches them off (WCAG 2.1.4). Kept in this browser. */
import { useSyncExternalStore } from "react";

const KEY = "zonecast-keys";
const EVENT = "zonecast:keys";

function watch(listener: () => void): () => void {
  window.addEventListener("storage", listener);
  window.addEventListener(EVENT, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(EVENT, listener);
  };
}
/** Storage may be switched off in the browser; then the choice lasts as long as the page. */
let here: boolean | undefined;
function stored(): boolean {
  try {
    return here ?? localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}
function store(on: boolean): void {
  here = undefined;
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    here = on;
  }
  window.dispatchEvent(new Event(EVENT));
}

export const useKeysChoice = (): readonly [boolean, (on: boolean) => void] => [
  useSyncExternalStore(watch, stored, () => true),
  store,
];
