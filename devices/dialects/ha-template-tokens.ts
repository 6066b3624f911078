/** Cuts a template into tokens, in one pass. */

export interface Token {
  /** `mark`: a brace pair. `raw`: text outside of them. `text`: a quoted text, without its quotes. */
  readonly kind: "mark" | "word" | "text" | "number" | "sign" | "raw";
  readonly text: string;
}

const OPENING = /\{[{%]-?/g;
const INSIDE = /\s*(?:-?([%}]\})|([A-Za-z_]\w*)|"([^"\\]*)"|'([^'\\]*)'|(-?\d+(?:\.\d+)?)|([.[\](){},:|=]))/y;

/** The tokens of `source`, without blanks at its ends; undefined when something between braces is none. Linear in length. */
export function tokensOf(source: string): Token[] | undefined {
  const text = source.trim();
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(text);
    const raw = text.slice(at, opening?.index ?? text.length);
    if (raw !== "") tokens.push({ kind: "raw", text: raw });
    if (!opening) break;
    const kind = opening[0].slice(0, 2);
    tokens.push({ kind: "mark", text: kind });
    const end = inside(text, OPENING.lastIndex, kind === "{{" ? "}}" : "%}", tokens);
    if (end === undefined) return undefined;
    at = end;
  }
  return tokens;
}

/** Appends the tokens up to `closing`; gives the place after it. */
function inside(text: string, from: number, closing: string, tokens: Token[]): number | undefined {
  INSIDE.lastIndex = from;
  for (;;) {
    const match = INSIDE.exec(text);
    if (!match) return undefined;
    const [, mark, word, double, single, number, sign] = match;
    if (mark !== undefined) {
      if (mark !== closing) return undefined;
      tokens.push({ kind: "mark", text: mark });
      return INSIDE.lastIndex;
    }
    if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else tokens.push({ kind: "text", text: double ?? single ?? "" });
  }
}
