"use client";
/** A list that sorts itself keeps its order while somebody points at it or moves through it: nothing slips away under a hand. */
import { type ReactNode, useState } from "react";

interface HoldStillProps {
  /** In the order in which they would stand; what is new stands at the end of an order that is held. */
  readonly ids: readonly string[];
  readonly className?: string;
  readonly children: (order: readonly string[]) => ReactNode;
}

export function HoldStill({ ids, className, children }: HoldStillProps) {
  const [held, setHeld] = useState<readonly string[]>();
  const hold = (): void => setHeld((order) => order ?? ids);
  const letGo = (): void => setHeld(undefined);
  const order = held ? [...held.filter((id) => ids.includes(id)), ...ids.filter((id) => !held.includes(id))] : ids;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is operated here; what is inside only holds still
    <div className={className} onPointerEnter={hold} onPointerLeave={letGo} onFocus={hold} onBlur={letGo}>
      {children(order)}
    </div>
  );
}
