/** Deutsch, Fortsetzung: Tasten und was sich mit ihnen finden lässt. */
import type { KeyWords } from "./en-keys.ts";

export const keys: KeyWords = {
  keys: {
    title: "Tasten",
    open: "Tasten …",
    findOpen: "Suchen …",
    close: "Schließen",
    use: "Tasten ohne Strg (? / g)",
    find: "Zu einer Zone, einem Gebäude oder Gerät",
    findHint: "Ein paar Buchstaben des Namens",
    hits: (n) => (n === 0 ? "Nichts mit diesem Namen." : `${n} gefunden`),
    places: {
      overview: "Übersicht",
      devices: "Geräte",
      alarms: "Alarme",
      learning: "Lernen",
      building: "Dieses Gebäude, sonst das erste",
      compare: "Seine Zonen nebeneinander",
      schedule: "Wochenplan dieser Zone",
    },
  },
};
