import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type SignalId, type TransferRow, transferRowSchema } from "#domain";
import { ResultTable } from "../../../../app/_jobs/result-table.tsx";
import type { Language } from "../../../../app/_words/language.ts";
import { WordsProvider } from "../../../../app/_words/use-words.tsx";

const ROWS: readonly TransferRow[] = [
  { name: "probe on ridge-arx", trainedParameters: 280, learnS: 1.24, mae: 0.3142, skill: 0.214, in95: 0.943 },
  { name: "full", trainedParameters: 224_736, learnS: 135, mae: 0.3561, skill: 0.109, in95: 0.917 },
  { name: "seasonal-naive-day", trainedParameters: null, learnS: null, mae: 0.3998, skill: 0, in95: 0.95 },
  { name: "persistence", trainedParameters: null, learnS: null, mae: 1.21, skill: -2.026, in95: 0.971 },
  { name: "zero-shot", trainedParameters: 0, learnS: 0, mae: 1.3, skill: null, in95: 1 },
];

/** Cells of the table as they are read, the head first. */
function cellsOf(initial: Language, signal: SignalId, result = ROWS): string[][] {
  const Page = () => WordsProvider({ initial, children: createElement(ResultTable, { result, signal }) });
  const markup = renderToStaticMarkup(createElement(Page));
  return [...markup.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = ""]) => cell.replaceAll("\u00a0", " ")),
  );
}

test("each way is a row with what it learned, how far it was off in its unit, and against the best naive", () => {
  for (const row of ROWS) expect(transferRowSchema.parse(row)).toEqual(row);
  const [head, ...rows] = cellsOf("en", "airTempC");
  expect(head).toEqual(["Way", "MAE", "vs best naive", "Inside the 95 % interval", "Parameters learned", "Learning"]);
  expect(rows.map((r) => [r[0], r[4], r[5], r[1]])).toEqual([
    ["probe on ridge-arx", "280", "1.2 s", "0.31 K"],
    ["full", "224,736", "2 min", "0.36 K"],
    ["seasonal-naive-day", "–", "–", "0.40 K"],
    ["persistence", "–", "–", "1.21 K"],
    ["zero-shot", "0", "0.0 s", "1.30 K"],
  ]);
  expect(rows.map((r) => r[2])).toEqual(["21 % better", "11 % better", "0 % better", "203 % worse", "–"]);
});

test("numbers and units are those of the language and of the signal", () => {
  const rows = cellsOf("de", "gasEnergyWh", [{ ...ROWS[0]!, mae: 4_060 }]);
  expect(rows[1]).toEqual(["probe on ridge-arx", "4,06 kW", "21 % besser", "94 %", "280", "1,2 s"]);
});

test("what does not fit a phone stands in words below each way there", () => {
  const Page = () => WordsProvider({ initial: "en", children: createElement(ResultTable, { result: ROWS, signal: "airTempC" }) });
  const text = renderToStaticMarkup(createElement(Page))
    .replaceAll("\u00a0", " ")
    .replace(/<!--.*?-->/g, "");
  const below = [...text.matchAll(/<tr class="md:hidden"><td[^>]*>(.*?)<\/td><\/tr>/g)].map(([, line]) => line);
  expect(below.slice(0, 3)).toEqual([
    "Inside the 95 % interval: 94 %; Parameters learned: 280; Learning: 1.2 s",
    "Inside the 95 % interval: 92 %; Parameters learned: 224,736; Learning: 2 min",
    "Inside the 95 % interval: 95 %",
  ]);
});
