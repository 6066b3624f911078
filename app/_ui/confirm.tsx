"use client";
/** Asks before something that has consequences. */
import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { buttonStyle } from "./button.tsx";

export const overlayStyle = "fixed inset-0 z-40 bg-[oklch(0.15_0.02_225/0.45)]";
export const dialogStyle =
  "rise fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-card border border-line bg-surface p-5 shadow-float";

export function Confirm({
  open,
  onOpenChange,
  title,
  text,
  confirm,
  cancel,
  onConfirm,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly confirm: ReactNode;
  readonly cancel: ReactNode;
  readonly onConfirm: () => void;
}) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyle} />
        <AlertDialog.Content className={dialogStyle}>
          <AlertDialog.Title className="font-semibold text-lg tracking-tight">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-muted text-sm">{text}</AlertDialog.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel className={buttonStyle({ weight: "plain" })}>{cancel}</AlertDialog.Cancel>
            <AlertDialog.Action className={buttonStyle({ weight: "primary" })} onClick={onConfirm}>
              {confirm}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
