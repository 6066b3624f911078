/** Weeks to begin with: they are meant to be changed. */
import { type StepRange, toStep } from "../_ui/to-step.ts";
import { EMPTY_WEEK, type Slot, type Week } from "./week.ts";

export const TEMPLATE_IDS = ["home", "office", "steady"] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** How far below the usual set-point a night is, K. */
const SETBACK_K = 4;

/** `usual`: the set-point while somebody is there; cooling is set up, not back, at night. */
export function templateOf(id: TemplateId, usual: number, range: StepRange, cooling: boolean): Week {
  const there = toStep(usual, range);
  const away = toStep(usual + (cooling ? SETBACK_K : -SETBACK_K), range);
  const day = (from: string, to: string): readonly Slot[] => [
    { at: from, value: there },
    { at: to, value: away },
  ];
  return EMPTY_WEEK.map((_, i) => {
    const weekend = i >= 5;
    if (id === "home") return day(weekend ? "07:30" : "06:00", "22:30");
    if (id === "office") return weekend ? [] : day("06:00", "18:00");
    return i === 0 ? [{ at: "00:00", value: there }] : [];
  });
}
