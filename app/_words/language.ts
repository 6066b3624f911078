/** The languages of the pages, and which one a browser gets. */
import { de } from "./de.ts";
import { en, type Words } from "./en.ts";

export const LANGUAGES = { en, de } as const satisfies Record<string, Words>;
export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_IDS = Object.keys(LANGUAGES) as [Language, ...Language[]];

export const isLanguage = (text: string | undefined): text is Language => text !== undefined && Object.hasOwn(LANGUAGES, text);

/** The chosen language, else the first known one that the browser accepts, else English. */
export function languageFor(chosen: string | undefined, acceptLanguage: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  const wanted = (acceptLanguage ?? "").split(",").map((part) => {
    const [tag = "", ...options] = part.trim().split(";");
    const q = options.map((o) => /^\s*q=([\d.]+)$/.exec(o)?.[1]).find((v) => v !== undefined);
    return { tag: tag.split("-", 1)[0]?.toLowerCase(), q: q === undefined ? 1 : Number(q) };
  });
  const best = wanted.sort((a, b) => b.q - a.q).find(({ tag, q }) => q > 0 && isLanguage(tag))?.tag;
  return isLanguage(best) ? best : "en";
}
