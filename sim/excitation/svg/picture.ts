/** The paper that pictures are drawn on: size, colours for light and dark, text that cannot break out. */

export const WIDTH = 520;
export const HEIGHT = 300;

/** Colours of series, told apart by eyes of any kind (Okabe and Ito 2008); on dark paper the lighter half of that palette. */
const LIGHT = "--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#cc79a7;--s4:#8a6d00;--ink:#1f2937;--faint:#d4dae3;--soft:#0072b222";
const DARK = "--s0:#56b4e9;--s1:#f0803c;--s2:#2fc79a;--s3:#e3a6c8;--s4:#f0e442;--ink:#e5e9f0;--faint:#3b4656;--soft:#56b4e926";
const SERIES = 5;

/** Of the i-th series; after five they come again. */
export const seriesColour = (i: number): string => `var(--s${i % SERIES})`;

/**
 * Follows the system where the picture stands alone, and the classes `dark` and `light` of a page that it is part of. The paper is
 * transparent.
 */
const STYLE = [
  `.zc-picture{${LIGHT};font:12px system-ui,sans-serif}`,
  `@media(prefers-color-scheme:dark){.zc-picture{${DARK}}}`,
  `.light .zc-picture{${LIGHT}}.dark .zc-picture{${DARK}}`,
  ".zc-picture text{fill:var(--ink)}.zc-picture .head{font-weight:600}.zc-picture .grid{stroke:var(--faint)}",
  ".zc-picture .axis{stroke:var(--ink)}.zc-picture .soft{fill:var(--soft)}.zc-picture .line{fill:none;stroke-width:1.6}",
].join("");

/** Text that is safe between tags and inside quotes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[^\P{Cc}\n\t]/gu, "");

/** Two decimals are below a pixel's eye. */
export const px = (x: number): string => (Math.round(100 * x) / 100).toString();

export interface TextOptions {
  readonly anchor?: "start" | "middle" | "end";
  readonly head?: boolean;
  readonly turned?: boolean;
}

export function text(
  x: number,
  y: number,
  words: string,
  { anchor = "start", head = false, turned = false }: TextOptions = {},
): string {
  const attributes = `${head ? ' class="head"' : ""}${turned ? ` transform="rotate(-90 ${px(x)} ${px(y)})"` : ""}`;
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}"${attributes}>${escaped(words)}</text>`;
}

/** A whole picture: title at the top, what it shows below it, if anything is said; both are read out. */
export function picture(title: string, description: string, body: readonly string[]): string {
  const words = description === "" ? title : `${title}: ${description}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="zc-picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `<title>${escaped(words)}</title><style>${STYLE}</style>`,
    text(12, 20, title, { head: true }),
    ...(description === "" ? [] : [text(12, 37, description)]),
    ...body,
    "</svg>",
  ].join("\n");
}

/** A number for people: three digits, no needless zeros. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  if (value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)) return value.toExponential(1);
  return Number(value.toPrecision(3)).toString();
}
