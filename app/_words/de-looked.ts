/** Deutsch: worauf das Netz sah. */
import type { looked as english } from "./en-looked.ts";

export const looked: typeof english = {
  looked: {
    title: "Worauf das Netz sah",
    had: (by) => `Bei dieser Prognose, von ${by}. Was es benutzt hat, nicht was wovon kommt.`,
    hadNot: (by) => `Für diese Prognose wurde ${by} gewählt; das Netz daneben hätte sich danach gerichtet.`,
    input: "Eingang",
    past: "Woche zuvor",
    ahead: "Tag danach",
    missing: (names) => `Niemand misst oder prognostiziert: ${names}.`,
    attention: "Aufmerksamkeit je Stunde",
    now: "jetzt",
    daysAgo: (n) => (n === 1 ? "vor 1 Tag" : `vor ${n} Tagen`),
    summary: (days, ahead) => `Aufmerksamkeit je Tag, der älteste zuerst: ${days}; Stunden danach ${ahead}.`,
    more: (n) => `${n} weitere`,
    inputs: {
      y: "Die eigenen Werte",
      other: "Wärme oder Raumluft",
      hour: "Tageszeit",
      weekend: "Wochenende",
      outdoorTempC: "Außentemperatur",
      globalIrradianceWPerM2: "Sonne",
      setpointC: "Sollwert",
      dayBefore: "Selbe Stunde, Tag zuvor",
      weekBefore: "Selbe Stunde, Woche zuvor",
      similarDays: "Selbe Stunde, Tage dieser Art",
      usualWeek: "Selbe Stunde der Woche, vier Wochen",
    },
  },
};
