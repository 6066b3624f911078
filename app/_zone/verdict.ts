/** Whether a forecast was any better in its backtest than forecasting without learning anything. */
import type { Candidate } from "#domain";

/** What learns nothing: the bar that everything else must pass. */
const NAIVE: ReadonlySet<string> = new Set(["persistence", "seasonal-naive-day", "seasonal-naive-week", "persistence-ensemble"]);

export type Verdict =
  /** By how much the mean error is below that of the best naive one, as a share; negative: above. */
  | { readonly kind: "against"; readonly naive: string; readonly gain: number }
  /** A naive one was chosen. */
  | { readonly kind: "naive"; readonly naive: string };

/** Undefined where nothing was compared. */
export function verdictOf(candidates: readonly Candidate[], model: string): Verdict | undefined {
  if (NAIVE.has(model)) return { kind: "naive", naive: model };
  const own = candidates.find((c) => c.model === model)?.mae;
  const [best] = candidates
    .flatMap(({ model: naive, mae }) => (NAIVE.has(naive) && mae !== null && mae > 0 ? [{ naive, mae }] : []))
    .sort((a, b) => a.mae - b.mae);
  if (!best || own === null || own === undefined) return undefined;
  return { kind: "against", naive: best.naive, gain: 1 - own / best.mae };
}
