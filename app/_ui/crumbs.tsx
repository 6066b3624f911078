"use client";
/** The way back up. */
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useWords } from "../_words/use-words.tsx";

export function Crumbs({ children }: { readonly children?: ReactNode }) {
  const { app } = useWords();
  return (
    <p className="flex flex-wrap items-center gap-1 text-muted text-sm">
      <Link href="/" className="rounded hover:text-ink hover:underline">
        {app.overview}
      </Link>
      {children !== undefined && (
        <>
          <ChevronRight aria-hidden="true" className="size-3.5" />
          {children}
        </>
      )}
    </p>
  );
}
