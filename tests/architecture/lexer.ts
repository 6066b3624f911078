/** Takes TypeScript apart into code, comments and texts, so that a rule never stumbles over a word in a string or a comment. */

export interface Lexed {
  /** The program with comments as blanks and every text as `"@n"`, line for line. */
  readonly code: string;
  /** What stood in text n. */
  readonly texts: readonly string[];
  readonly comments: readonly { readonly line: number; readonly text: string }[];
}

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
// A word before the quote means prose between JSX tags ("don't"), not the start of a text.
const QUOTED = /(?<!\w)'((?:[^'\\\n]|\\[\s\S])*)'|"((?:[^"\\\n]|\\[\s\S])*)"/y;
const REGEX = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const TEMPLATE_PART = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;
// What stands before a slash tells a regular expression from a division; after `<` it closes a JSX tag.
const BEFORE_REGEX =
  /(?:^|[(,=:[!&|?{};+\-*%~^]|=>|\b(?:return|typeof|case|in|of|void|delete|throw|new|else|do|await|yield))\s*$/;

/** Splits `source`. A heuristic only in prose between JSX tags, where an unpaired quote or slash stays code. */
export function lex(source: string): Lexed {
  const texts: string[] = [];
  const comments: { line: number; text: string }[] = [];
  let code = "";
  let at = 0;
  // Open braces within each template that we are in, innermost last.
  const braces: number[] = [];
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const putText = (content: string) => {
    code += `"@${texts.push(content) - 1}"${content.replace(/[^\n]/g, "")}`;
  };
  const template = () => {
    putText(take(TEMPLATE_PART) ?? "");
    if (source.startsWith("${", at)) {
      braces.push(0);
      code += "+(";
      at += 2;
    } else at += 1;
  };
  while (at < source.length) {
    const char = source.charAt(at);
    const comment = char === "/" ? take(COMMENT) : undefined;
    if (comment !== undefined) {
      comments.push({ line: lineAt(code, code.length), text: comment });
      code += comment.replace(/[^\n]/g, " ");
      continue;
    }
    const quoted = char === '"' || char === "'" ? take(QUOTED) : undefined;
    if (quoted !== undefined) {
      putText(quoted.slice(1, -1));
      continue;
    }
    if (char === "/" && BEFORE_REGEX.test(code.slice(-40)) && take(REGEX) !== undefined) {
      code += "/@/";
      continue;
    }
    at += 1;
    const depth = braces.at(-1);
    if (char === "`") template();
    else if (char === "}" && depth === 0) {
      braces.pop();
      code += ")+";
      template();
    } else {
      if (depth !== undefined && (char === "{" || char === "}")) braces[braces.length - 1] = depth + (char === "{" ? 1 : -1);
      code += char;
    }
  }
  return { code, texts, comments };
}

/** The line (from 1) of the character at `index`. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;
