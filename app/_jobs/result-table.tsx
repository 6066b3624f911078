"use client";
/** What a comparison of transfers found: each way with what it learned, how far it was off, and against the best naive forecast. */
import { cx } from "class-variance-authority";
import { Fragment } from "react";
import type { SignalId, TransferRow } from "#domain";
import { ScrollRegion } from "../_ui/scroll-region.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

const MINUTE_S = 60;
/** So many columns fit a phone; there the others are a line below. */
const FIRST = 2;

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
  const learned = ({ trainedParameters, learnS }: TransferRow) => ({
    trained: trainedParameters === null ? NONE : number(trainedParameters, 0),
    time: learnS === null ? NONE : took(learnS),
  });
  return (
    <ScrollRegion label={words.result} className="mt-2">
      <table className="datasheet datasheet-tight md:[&_tr:nth-last-child(2)>*]:border-b-0!">
        <thead>
          <tr>
            <th scope="col">{words.strategy}</th>
            {columns.map((name, i) => (
              <th key={name} scope="col" className={cx("num", i >= FIRST && "max-md:hidden")}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.map((row) => (
            <Fragment key={row.name}>
              <tr>
                <th scope="row" className="max-md:border-b-0! text-ink md:whitespace-nowrap">
                  {row.name}
                </th>
                <td className="num max-md:border-b-0!">{error(signal, row.mae)}</td>
                <td className="num max-md:border-b-0!">{against(row.skill)}</td>
                <td className="num max-md:hidden">{percent(row.in95)}</td>
                <td className="num max-md:hidden">{learned(row).trained}</td>
                <td className="num max-md:hidden">{learned(row).time}</td>
              </tr>
              <tr className="md:hidden">
                <td colSpan={1 + FIRST} className="pt-0! text-muted text-xs">
                  {words.coverage}: {percent(row.in95)}
                  {row.trainedParameters !== null && `; ${words.trained}: ${learned(row).trained}`}
                  {row.learnS !== null && `; ${words.learnTime}: ${learned(row).time}`}
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
