/** Topic patterns of people: exact levels, `+` for any one, `{name}` for any one that is given a name. One pass, no search. */
import { oneLine, ZonecastError } from "#domain";
import { isExactTopic } from "../parse/topic.ts";

export interface TopicPattern {
  /** The same as an MQTT filter. */
  readonly filter: string;
  /** Names of its segments. */
  readonly names: readonly string[];
  /** The texts that stood for `+` and for named segments, in order; undefined when the topic is another one. */
  match(levels: readonly string[]): Matched | undefined;
}

export interface Matched {
  readonly wild: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

const NAME = /^\{([a-z][a-z0-9]*)\}$/;

type Level = { readonly exact: string } | { readonly name: string | undefined };

/** Throws `bad-input` for `#`, a wildcard within a level, a name that is used twice, or a pattern that is nothing but wildcards. */
export function topicPattern(text: string): TopicPattern {
  const levels = text.split("/").map(levelOf);
  const names = levels.flatMap((level) => ("name" in level && level.name !== undefined ? [level.name] : []));
  if (new Set(names).size < names.length) throw bad(`a name stands twice in '${oneLine(text, 80)}'`);
  if (levels.every((level) => "name" in level))
    throw bad(`'${oneLine(text, 80)}' would take every topic of its length`, "name at least one level exactly");
  const filter = levels.map((level) => ("exact" in level ? level.exact : "+")).join("/");
  if (!isExactTopic(filter.replaceAll("+", "x")))
    throw bad(
      `'${oneLine(text, 80)}' is no topic`,
      "a topic is not empty, does not begin with $ and holds no control characters",
    );
  return {
    filter,
    names,
    match(given) {
      if (given.length !== levels.length) return undefined;
      const wild: string[] = [];
      const named = new Map<string, string>();
      for (const [i, level] of levels.entries()) {
        const found = given[i] ?? "";
        if ("exact" in level) {
          if (found !== level.exact) return undefined;
        } else {
          wild.push(found);
          if (level.name !== undefined) named.set(level.name, found);
        }
      }
      return { wild, named };
    },
  };
}

function levelOf(text: string): Level {
  if (text === "+") return { name: undefined };
  const name = NAME.exec(text)?.[1];
  if (name !== undefined) return { name };
  if (/[+#{}]/.test(text))
    throw bad(`the level '${oneLine(text, 80)}' is neither exact, nor +, nor {name}`, "names are lower-case letters and digits");
  return { exact: text };
}

const bad = (message: string, hint?: string): ZonecastError =>
  new ZonecastError("bad-input", `topicPattern: ${message}`, hint === undefined ? {} : { hint });
