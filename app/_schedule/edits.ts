/** Changes that can be taken back, and made again. Pure. */

export interface Edits<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was about: more of the same is one change. */
  readonly about: string | undefined;
}

const MOST = 200;

export const beginEdits = <T>(present: T): Edits<T> => ({ past: [], present, future: [], about: undefined });

/** `about` given: a change right after one about the same becomes part of it, as the digits of one number do. */
export function edited<T>(edits: Edits<T>, present: T, about?: string): Edits<T> {
  if (about !== undefined && about === edits.about) return { ...edits, present, future: [] };
  return { past: [...edits.past, edits.present].slice(-MOST), present, future: [], about };
}

/** Puts something equal in place of the present, which is no change that a person made. */
export const tidied = <T>(edits: Edits<T>, present: T): Edits<T> => ({ ...edits, present, about: undefined });

export function undone<T>(edits: Edits<T>): Edits<T> {
  const { past, present, future } = edits;
  const before = past.at(-1);
  return before === undefined
    ? edits
    : { past: past.slice(0, -1), present: before, future: [present, ...future], about: undefined };
}

export function redone<T>(edits: Edits<T>): Edits<T> {
  const { past, present, future } = edits;
  const [next] = future;
  return next === undefined ? edits : { past: [...past, present], present: next, future: future.slice(1), about: undefined };
}
