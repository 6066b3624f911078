"use client";
/** Which keys do what, and the switch that turns them off. */
import { Dialog, Switch } from "radix-ui";
import { type ReactNode, useId } from "react";
import { buttonStyle } from "../_ui/button.tsx";
import { dialogStyle, overlayStyle } from "../_ui/confirm.tsx";
import { useWords } from "../_words/use-words.tsx";
import { useKeysChoice } from "./keys-choice.ts";
import { PLACES, type PlaceKey } from "./press.ts";

const Keys = ({ keys }: { readonly keys: readonly string[] }) => (
  <span className="flex shrink-0 gap-1">
    {keys.map((key) => (
      <kbd key={key} className="min-w-6 rounded border border-line-strong bg-raised px-1.5 text-center text-xs leading-5">
        {key}
      </kbd>
    ))}
  </span>
);

const Line = ({ keys, children }: { readonly keys: readonly string[]; readonly children: ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4 border-line border-b py-1.5 text-sm last:border-b-0">
    <dt className="min-w-0">{children}</dt>
    <dd>
      <Keys keys={keys} />
    </dd>
  </div>
);

/** Single keys in the way of speech input and of who hits them by accident: they can be turned off (WCAG 2.1.4). */
export function KeysSwitch() {
  const { keys: words } = useWords();
  const [on, setOn] = useKeysChoice();
  const label = useId();
  return (
    <div className="flex items-center justify-between gap-4 text-sm">
      <span id={label}>{words.use}</span>
      <Switch.Root
        checked={on}
        onCheckedChange={setOn}
        aria-labelledby={label}
        className="h-6 w-10 shrink-0 rounded-full border border-line-strong bg-raised p-0.5 transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Switch.Thumb className="block size-4.5 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
      </Switch.Root>
    </div>
  );
}

interface KeysHelpProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function KeysHelp({ open, onOpenChange }: KeysHelpProps) {
  const { keys: words, schedule } = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content aria-describedby={undefined} className={dialogStyle}>
          <Dialog.Title className="font-semibold text-lg tracking-tight">{words.title}</Dialog.Title>
          <dl className="mt-3">
            <Line keys={["/"]}>{words.find}</Line>
            {(Object.keys(PLACES) as PlaceKey[]).map((key) => (
              <Line key={key} keys={["g", key]}>
                {words.places[PLACES[key]]}
              </Line>
            ))}
            <Line keys={["?"]}>{words.title}</Line>
          </dl>
          <p className="mt-3 text-muted text-sm">{`${schedule.title}: ${schedule.keys}`}</p>
          <div className="mt-4 grid gap-4">
            <KeysSwitch />
            <Dialog.Close className={buttonStyle({ weight: "plain", className: "justify-self-end" })}>{words.close}</Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
