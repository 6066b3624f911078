"use client";
/** The way back up. */
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import { useWords } from "../_words/use-words.tsx";

export interface Crumb {
  readonly href: string;
  readonly name: string;
}

/** `trail`: what stands between the overview and this page. */
export function Crumbs({ trail = [] }: { readonly trail?: readonly Crumb[] }) {
  const { app } = useWords();
  const linkStyle = "min-w-0 break-words rounded hover:text-ink hover:underline";
  return (
    <p className="flex flex-wrap items-center gap-1 text-muted text-sm">
      <Link href="/" className={linkStyle}>
        {app.overview}
      </Link>
      {trail.map(({ href, name }) => (
        <Fragment key={href}>
          <ChevronRight aria-hidden="true" className="size-3.5 shrink-0" />
          <Link href={href} className={linkStyle}>
            {name}
          </Link>
        </Fragment>
      ))}
    </p>
  );
}
