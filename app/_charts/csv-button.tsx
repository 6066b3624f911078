"use client";
/** Saves what a chart shows as a file. */
import { Download } from "lucide-react";
import { useWords } from "../_words/use-words.tsx";

export function CsvButton({ fileName, content }: { readonly fileName: string; readonly content: () => string }) {
  const { chart } = useWords();
  const save = (): void => {
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    const url = URL.createObjectURL(new Blob([`\uFEFF${content()}`], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <button
      type="button"
      onClick={save}
      className="inline-flex items-center gap-1.5 rounded font-medium text-accent text-sm hover:underline print:hidden"
    >
      <Download aria-hidden="true" className="size-3.5" />
      {chart.csv}
    </button>
  );
}
