/** Words that no source may hold: holes in the types, silenced checks, the machine's own time and chance, lone tests. */
import { lineAt } from "./lexer.ts";
import type { Source, Violation } from "./sources.ts";
import { OUTSIDE, TIME_AND_CHANCE } from "./table.ts";

interface Ban {
  readonly pattern: RegExp;
  readonly why: string;
  readonly where: (source: Source) => boolean;
}

const everywhere = () => true;
const handedIn = ({ path }: Source) => !TIME_AND_CHANCE.includes(path);
const handedInHere = (source: Source) => handedIn(source) && !OUTSIDE.includes(source.folder) && source.folder !== "";

const IN_CODE: readonly Ban[] = [
  {
    // Only where a type can stand; a word may not follow, so that prose between JSX tags passes.
    pattern: /(?::|\bas\b|[<|&,=]|=>|\bextends\b)\s*any\b(?!\s*[:(?]|\s+(?!as\b|satisfies\b|extends\b)\w)/g,
    why: "`any` switches the type checker off",
    where: everywhere,
  },
  {
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new\s)\bDate\(\s*\)/g,
    why: "time is handed in as a Clock",
    where: handedInHere,
  },
  { pattern: /\bperformance\.now\b|\bprocess\.hrtime\b/g, why: "time is handed in as a Clock", where: handedInHere },
  // Tests and benchmarks may watch the clock, but what they draw must be drawn again the same.
  { pattern: /\bMath\.random\b/g, why: "chance is handed in as a seeded stream", where: handedIn },
  { pattern: /\b(?:test|it|describe|bench)(?:\.\w+)*\.only\b/g, why: "`.only` leaves the other tests out", where: everywhere },
];

const IN_COMMENTS: readonly Ban[] = [
  { pattern: /@ts-(?:ignore|nocheck)\b/, why: "a silenced type error; use `@ts-expect-error` with a reason", where: everywhere },
];

export function wordingViolations(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    const { path } = source;
    const inCode = IN_CODE.filter((ban) => ban.where(source)).flatMap(({ pattern, why }) =>
      [...source.code.matchAll(pattern)].map((m) => ({
        path,
        line: lineAt(source.code, m.index),
        why: `${m[0].trim()}: ${why}`,
      })),
    );
    const inComments = IN_COMMENTS.flatMap(({ pattern, why }) =>
      source.comments.filter(({ text }) => pattern.test(text)).map(({ line }) => ({ path, line, why })),
    );
    return [...inCode, ...inComments];
  });
}
