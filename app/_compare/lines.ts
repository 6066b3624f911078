/** How lines that stand beside each other are told apart: by colour and by dashes, so that colour alone is never needed. */
export interface LineStyle {
  readonly color: string;
  readonly dashes: string;
}

export const LINE_STYLES: readonly LineStyle[] = [
  { color: "var(--line-1)", dashes: "none" },
  { color: "var(--line-2)", dashes: "7 3" },
  { color: "var(--line-3)", dashes: "2 3" },
  { color: "var(--line-4)", dashes: "10 3 2 3" },
  { color: "var(--line-5)", dashes: "4 2 1 2" },
  { color: "var(--line-6)", dashes: "14 4" },
];

/** More lines than these are a thicket. */
export const MOST_LINES = LINE_STYLES.length;

export const styleOf = (line: number): LineStyle => LINE_STYLES[line % LINE_STYLES.length] as LineStyle;
