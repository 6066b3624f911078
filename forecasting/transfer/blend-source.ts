/** Two sources as a third: the mean of their quantiles, learned once for all three. */
import { type Forecast, type ForecastTask, ZonecastError } from "#domain";
import { type Learned, type LearningSource, suits } from "../banded.ts";

/**
 * `source`, which learns each task only once however many ask: the blend and its members learn from the same one. Only the
 * last task is remembered, since what was learned is large.
 */
export function learnedOnce(source: LearningSource): LearningSource {
  let last: { readonly task: ForecastTask; readonly learned: Learned } | undefined;
  const learn = (task: ForecastTask): Learned => {
    if (last?.task !== task) last = { task, learned: source.learn(task) };
    return last.learned;
  };
  return { ...source, learn, forecast: (task) => learn(task).forecast(task) };
}

function meanOf(name: string, forecasts: readonly Forecast[]): Forecast {
  const [first] = forecasts;
  if (!first) throw new ZonecastError("bug", "a blend needs members");
  const quantiles = first.quantiles.map((row, i) =>
    row.map((_, j) => forecasts.reduce((sum, f) => sum + (f.quantiles[i]?.[j] ?? Number.NaN), 0) / forecasts.length),
  );
  return { ...first, model: name, quantiles };
}

/** A function of its own, so that whoever keeps what it returns does not keep what only hindcasts need. */
const together =
  (name: string, members: readonly Learned["forecast"][]): Learned["forecast"] =>
  (task) =>
    meanOf(
      name,
      members.map((forecast) => forecast(task)),
    );

/** Speaks only where all of `members` do, at the same leads. Throws what they throw. */
export function blendSource(name: string, members: readonly LearningSource[]): LearningSource {
  const learn = (task: ForecastTask): Learned => {
    const learned = members.map((member) => member.learn(task));
    return {
      forecast: together(
        name,
        learned.map((l) => l.forecast),
      ),
      hindcast(issuedAt) {
        const said = learned.flatMap((l) => l.hindcast(issuedAt) ?? []);
        return said.length === members.length ? meanOf(name, said) : undefined;
      },
    };
  };
  return {
    name,
    learn,
    forecast: (task) => learn(task).forecast(task),
    suits: (task) => members.every((member) => suits(member, task)),
  };
}
