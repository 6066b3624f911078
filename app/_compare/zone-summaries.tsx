"use client";
/** The key to a comparison: every zone with a box to choose it, its line, and its least, mean and greatest value. */
import type { Building, SignalId } from "#domain";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import type { Summary } from "./compared.ts";
import { MOST_LINES, styleOf } from "./lines.ts";

const Swatch = ({ line }: { readonly line: number }) => (
  <svg viewBox="0 0 32 8" aria-hidden="true" className="h-2 w-8 shrink-0">
    <path d="M0 4H32" stroke={styleOf(line).color} strokeWidth="2.5" strokeDasharray={styleOf(line).dashes} />
  </svg>
);

export interface ZoneSummariesProps {
  readonly building: Building;
  /** Ids of the chosen zones, in the order of their lines. */
  readonly chosen: readonly string[];
  /** In the same order, values as shown. */
  readonly summaries: readonly (Summary | undefined)[];
  readonly signal: SignalId;
  readonly onChoose: (ids: readonly string[]) => void;
}

export function ZoneSummaries({ building, chosen, summaries, signal, onChoose }: ZoneSummariesProps) {
  const { compare: words, chart, building: buildingWords } = useWords();
  const { drawnScale, number } = useFormat();
  const { unit, digits } = drawnScale(signal);
  const full = chosen.length >= MOST_LINES;
  const toggle = (id: string): void => onChoose(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen, id]);
  const figure = (value: number | undefined): string => (value === undefined ? NONE : number(value, digits));
  const columns = [chart.min, chart.mean, chart.max];
  return (
    <>
      <table className="datasheet mt-4">
        <caption className="sr-only">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{buildingWords.zone}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="num">
                {`${name}, ${unit}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {building.zones.map((zone) => {
            const line = chosen.indexOf(zone.id);
            const summary = line < 0 ? undefined : summaries[line];
            return (
              <tr key={zone.id}>
                <th scope="row">
                  <label className="flex min-h-6 items-center gap-2.5 text-ink text-sm">
                    <input
                      type="checkbox"
                      checked={line >= 0}
                      disabled={line < 0 && full}
                      onChange={() => toggle(zone.id)}
                      className="size-4 shrink-0 accent-[var(--accent)]"
                    />
                    <span className="min-w-0 break-words">{zone.name}</span>
                    {line >= 0 && <Swatch line={line} />}
                  </label>
                </th>
                <td className="num">{figure(summary?.min)}</td>
                <td className="num">{figure(summary?.mean)}</td>
                <td className="num">{figure(summary?.max)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {building.zones.length > MOST_LINES && <p className="mt-2 text-muted text-xs">{words.most(MOST_LINES)}</p>}
    </>
  );
}
