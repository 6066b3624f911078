"use client";
/** How the pages look and read: theme, temperature unit, language. */
import { SlidersHorizontal } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { KeysSwitch } from "../_keys/keys-help.tsx";
import { LANGUAGE_IDS, LANGUAGES } from "../_words/language.ts";
import { remember, useWordsChoice } from "../_words/use-words.tsx";
import { Button, buttonStyle } from "./button.tsx";
import { Choice, type Option } from "./choice.tsx";
import { THEME_COOKIE, type Theme, themeOf } from "./theme.ts";

const currentTheme = (): Theme => themeOf(document.documentElement.dataset.theme);

function ThemeChoice() {
  const { words } = useWordsChoice();
  const [theme, setTheme] = useState(currentTheme);
  const options: readonly Option<Theme>[] = [
    { value: "system", label: words.display.system },
    { value: "light", label: words.display.light },
    { value: "dark", label: words.display.dark },
  ];
  const choose = (next: Theme): void => {
    setTheme(next);
    remember(THEME_COOKIE, next);
    document.documentElement.dataset.theme = next;
  };
  return <Choice label={words.display.theme} options={options} value={theme} onChange={choose} />;
}

/** `onFind`, `onKeys`: also for who has no keyboard, or no use for its keys. */
export function DisplayMenu({ onFind, onKeys }: { readonly onFind: () => void; readonly onKeys: () => void }) {
  const { words, language, setLanguage, temperature, setTemperature } = useWordsChoice();
  const row = "flex flex-wrap items-center justify-between gap-x-6 gap-y-1";
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button weight="quiet" shape="icon" aria-label={words.display.open}>
          <SlidersHorizontal aria-hidden="true" className="size-[1.125rem]" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={words.display.open}
          className="rise z-40 grid w-80 max-w-[calc(100vw-1.5rem)] gap-3 rounded-card border border-line bg-surface p-4 text-sm shadow-float"
        >
          <div className={row}>
            <span>{words.display.theme}</span>
            <ThemeChoice />
          </div>
          <div className={row}>
            <span>{words.display.temperature}</span>
            <Choice
              label={words.display.temperature}
              options={[
                { value: "C", label: "°C" },
                { value: "F", label: "°F" },
              ]}
              value={temperature}
              onChange={setTemperature}
            />
          </div>
          <div className={row}>
            <span>{words.display.language}</span>
            <Choice
              label={words.display.language}
              options={LANGUAGE_IDS.map((id) => ({ value: id, label: LANGUAGES[id].language }))}
              value={language}
              onChange={setLanguage}
            />
          </div>
          <KeysSwitch />
          <div className="flex flex-wrap justify-end gap-2">
            <Popover.Close className={buttonStyle({ weight: "plain" })} onClick={onFind}>
              {words.keys.findOpen}
            </Popover.Close>
            <Popover.Close className={buttonStyle({ weight: "plain" })} onClick={onKeys}>
              {words.keys.open}
            </Popover.Close>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
