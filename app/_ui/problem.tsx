"use client";
/** What went wrong, in the words of the server, or ours when it gave none. */
import { CircleAlert } from "lucide-react";
import type { ApiProblem } from "../_live/api.ts";
import { useWords } from "../_words/use-words.tsx";

export function ProblemNote({ problem }: { readonly problem: ApiProblem }) {
  const { problems } = useWords();
  const text =
    problem.code === "unreachable"
      ? problems.unreachable
      : problem.code === "unreadable"
        ? problems.unreadable
        : problem.hint
          ? problems.said(problem.message, problem.hint)
          : problem.message;
  return (
    <p role="alert" className="flex items-start gap-2 text-bad text-sm">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{text}</span>
    </p>
  );
}
