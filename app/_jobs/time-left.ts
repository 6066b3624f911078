/** How long a job still takes, judged by how long the part behind it took. Pure. */

/** Before this share is done nothing can be said. */
const LEAST_SHARE = 0.03;

/** Milliseconds, undefined while nothing can be said. `startedAt`, `now`: UTC ms of one clock. */
export function timeLeftMs(
  { progress, startedAt }: { readonly progress: number; readonly startedAt: number | null },
  now: number,
): number | undefined {
  if (startedAt === null || progress < LEAST_SHARE || now <= startedAt) return undefined;
  return ((now - startedAt) * (1 - Math.min(1, progress))) / progress;
}
