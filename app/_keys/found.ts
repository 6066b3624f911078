/** Where somebody may want to go, by a few letters of its name. */

export interface Destination {
  readonly href: string;
  readonly name: string;
  /** What it belongs to, for telling two of one name apart. */
  readonly of: string;
}

/** Small letters without accents. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase();

/** Those in which every word of `query` occurs; whose name begins with it come first. At most `most`. */
export function found(destinations: readonly Destination[], query: string, most: number): readonly Destination[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const whole = words.join(" ");
  const rank = ({ name }: Destination): number => (plain(name).startsWith(whole) ? 0 : plain(name).includes(whole) ? 1 : 2);
  return destinations
    .filter((d) => {
      const text = plain(`${d.name} ${d.of}`);
      return words.every((word) => text.includes(word));
    })
    .map((d, i) => ({ d, i, rank: rank(d) }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .slice(0, most)
    .map(({ d }) => d);
}
