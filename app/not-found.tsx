"use client";
/** An address without a page. */
import Link from "next/link";
import { buttonStyle } from "./_ui/button.tsx";
import { useWords } from "./_words/use-words.tsx";

export default function NotFound() {
  const { app } = useWords();
  return (
    <main className="grid min-h-dvh place-content-center gap-4 px-4 text-center">
      <title>Zonecast</title>
      <h1 className="font-semibold text-xl tracking-tight">{app.notFound}</h1>
      <Link href="/" className={buttonStyle({ weight: "primary" })}>
        {app.toOverview}
      </Link>
    </main>
  );
}
