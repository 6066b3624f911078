/** What is retained at the embedded broker, and how those who subscribe get it without holding up the others. */
import { Readable } from "node:stream";

interface Packet {
  readonly topic?: string;
  readonly payload?: string | Uint8Array | undefined;
}

export interface RetainedMemory<P> {
  /** An empty payload removes what was there. */
  store(packet: P): void;
  /** Each message once, however many of the filters it fits. */
  streamOf(filters: readonly string[]): Readable;
}

/** Topics that are looked at before others have their turn: a few milliseconds. */
const SLICE = 2_000;

/**
 * aedes's own memory holds each filter against each topic at one go: ten thousand of both hold up the broker for minutes. Here
 * filters form a tree, exact ones are looked up, and whoever asks takes turns with the others.
 */
export function createRetainedMemory<P extends Packet>(): RetainedMemory<P> {
  const retained = new Map<string, P>();
  let turns: Promise<unknown> = Promise.resolve();
  const turn = (): Promise<unknown> => {
    turns = turns.then(() => new Promise((resolve) => setImmediate(resolve)));
    return turns;
  };

  async function* matching(filters: readonly string[]): AsyncGenerator<P> {
    const exact = new Set(filters.filter((filter) => !isWild(filter)));
    for (const topic of exact) {
      const packet = retained.get(topic);
      if (packet) yield packet;
    }
    const wild = filters.filter(isWild);
    if (wild.length === 0) return;
    const tree = treeOf(wild);
    let looked = 0;
    for (const [topic, packet] of retained) {
      if (looked++ % SLICE === 0) await turn();
      if (!exact.has(topic) && fits(tree, topic.split("/"), 0)) yield packet;
    }
  }

  return {
    store(packet) {
      if (packet.topic === undefined) return;
      if (packet.payload === undefined || packet.payload.length === 0) retained.delete(packet.topic);
      else retained.set(packet.topic, packet);
    },
    streamOf: (filters) => Readable.from(matching(filters)),
  };
}

/** Filters by level; `ends`: one ends here, `all`: one goes on with `#`. */
interface Tree {
  readonly next: Map<string, Tree>;
  ends: boolean;
  all: boolean;
}

const emptyTree = (): Tree => ({ next: new Map(), ends: false, all: false });
const isWild = (filter: string): boolean => /[+#]/.test(filter);

function treeOf(filters: readonly string[]): Tree {
  const root = emptyTree();
  for (const filter of filters) {
    let at = root;
    for (const level of filter.split("/")) {
      if (level === "#") {
        at.all = true;
        break;
      }
      let next = at.next.get(level);
      if (!next) {
        next = emptyTree();
        at.next.set(level, next);
      }
      at = next;
    }
    if (!filter.endsWith("#")) at.ends = true;
  }
  return root;
}

/** Whether a filter of the tree takes the topic (MQTT 3.1.1, 4.7): `#` also takes the level above it. */
function fits(tree: Tree, levels: readonly string[], i: number): boolean {
  if (tree.all) return true;
  const level = levels[i];
  if (level === undefined) return tree.ends;
  const [same, wild] = [tree.next.get(level), tree.next.get("+")];
  return (same !== undefined && fits(same, levels, i + 1)) || (wild !== undefined && fits(wild, levels, i + 1));
}
