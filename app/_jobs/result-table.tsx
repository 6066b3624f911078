"use client";
/** What a comparison of transfers found: each way with what it learned, how far it was off, and against the best naive forecast. */
import type { SignalId, TransferRow } from "#domain";
import { ScrollRegion } from "../_ui/scroll-region.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

const MINUTE_S = 60;

interface ResultTableProps {
  readonly result: readonly TransferRow[];
  /** Of the series that was compared on. */
  readonly signal: SignalId;
}

export function ResultTable({ result, signal }: ResultTableProps) {
  const { jobs: words, forecast } = useWords();
  const { number, percent, age, error } = useFormat();
  const took = (s: number): string => (s < MINUTE_S ? `${number(s, 1)}\u00a0s` : age(s * 1_000));
  const against = (skill: number | null): string =>
    skill === null ? NONE : skill >= 0 ? forecast.better(percent(skill)) : forecast.worse(percent(-skill));
  const columns = [words.mae, words.skill, words.coverage, words.trained, words.learnTime];
  return (
    <ScrollRegion label={words.result} className="mt-2">
      <table className="datasheet datasheet-tight">
        <thead>
          <tr>
            <th scope="col">{words.strategy}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="num whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.map((row) => (
            <tr key={row.name}>
              <th scope="row" className="whitespace-nowrap text-ink">
                {row.name}
              </th>
              <td className="num">{error(signal, row.mae)}</td>
              <td className="num">{against(row.skill)}</td>
              <td className="num">{percent(row.in95)}</td>
              <td className="num">{row.trainedParameters === null ? NONE : number(row.trainedParameters, 0)}</td>
              <td className="num">{row.learnS === null ? NONE : took(row.learnS)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
