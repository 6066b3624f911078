"use client";
/** What a comparison of transfers found: each way with what it learned, how far it was off, and against the best naive forecast. */
import type { TransferRow } from "#domain";
import { ScrollRegion } from "../_ui/scroll-region.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

export function ResultTable({ result }: { readonly result: readonly TransferRow[] }) {
  const { jobs: words, forecast } = useWords();
  const { number, percent, age } = useFormat();
  const against = (skill: number | null): string =>
    skill === null ? NONE : skill >= 0 ? forecast.better(percent(skill)) : forecast.worse(percent(-skill));
  const columns = [words.trained, words.learnTime, words.mae, words.skill, words.coverage];
  return (
    <ScrollRegion label={words.result} className="mt-2">
      <table className="datasheet datasheet-tight">
        <thead>
          <tr>
            <th scope="col">{words.strategy}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="num">
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
              <td className="num">{row.trainedParameters === null ? NONE : number(row.trainedParameters, 0)}</td>
              <td className="num">{row.learnS === null ? NONE : age(row.learnS * 1_000)}</td>
              <td className="num">{number(row.mae, row.mae < 10 ? 2 : 0)}</td>
              <td className="num">{against(row.skill)}</td>
              <td className="num">{percent(row.in95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
