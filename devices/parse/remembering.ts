/** What depends on nothing but a text, worked out once for each: names in messages are the same again and again. */

/** Texts come from strangers: longer ones are worked out every time. */
const MAX_LENGTH = 200;

/** `make`, which must give the same for the same text. At most `most` results are kept; then all are forgotten and made anew. */
export function remembering<T>(make: (text: string) => T, most = 5_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length > MAX_LENGTH) return made;
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
