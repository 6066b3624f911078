"use client";
/** Words, formats and the two choices behind them: language (a cookie, so that the first page comes in it) and temperature unit. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Words } from "./en.ts";
import { createFormat, type Format } from "./format.ts";
import { LANGUAGES, type Language } from "./language.ts";
import type { TemperatureUnit } from "./units.ts";

const UNIT_KEY = "zonecast-temperature";
const UNIT_EVENT = "zonecast:temperature";
const YEAR_S = 31_536_000;

interface WordsChoice {
  readonly language: Language;
  readonly words: Words;
  readonly format: Format;
  readonly temperature: TemperatureUnit;
  readonly setLanguage: (language: Language) => void;
  readonly setTemperature: (unit: TemperatureUnit) => void;
}

const WordsContext = createContext<WordsChoice | undefined>(undefined);

/** Keeps a choice for a year, for this site only. */
export function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that runs this page
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
}

function watchUnit(listener: () => void): () => void {
  window.addEventListener("storage", listener);
  window.addEventListener(UNIT_EVENT, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(UNIT_EVENT, listener);
  };
}
/** Storage may be switched off in the browser; then the choice lasts as long as nothing is read. */
function storedUnit(): TemperatureUnit {
  try {
    return localStorage.getItem(UNIT_KEY) === "F" ? "F" : "C";
  } catch {
    return "C";
  }
}
function storeUnit(unit: TemperatureUnit): void {
  try {
    localStorage.setItem(UNIT_KEY, unit);
  } catch {
    return;
  }
  window.dispatchEvent(new Event(UNIT_EVENT));
}

export function WordsProvider({ initial, children }: { readonly initial: Language; readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initial);
  const temperature = useSyncExternalStore(watchUnit, storedUnit, () => "C" as const);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<WordsChoice>(() => {
    const words = LANGUAGES[language];
    return {
      language,
      words,
      format: createFormat(language, words, temperature),
      temperature,
      setLanguage(next) {
        remember("zonecast-language", next);
        setLanguage(next);
      },
      setTemperature: storeUnit,
    };
  }, [language, temperature]);
  return <WordsContext value={choice}>{children}</WordsContext>;
}

export function useWordsChoice(): WordsChoice {
  const choice = useContext(WordsContext);
  if (!choice) throw new Error("this part of the page needs a WordsProvider around it");
  return choice;
}

export const useWords = (): Words => useWordsChoice().words;
export const useFormat = (): Format => useWordsChoice().format;
