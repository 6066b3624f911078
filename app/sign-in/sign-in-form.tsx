"use client";
/** Asks for the access token, and goes on to where the person came from. */
import { type FormEvent, useId, useState } from "react";
import { type ApiProblem, createApi, toProblem } from "../_live/api.ts";
import { Button } from "../_ui/button.tsx";
import { Logo } from "../_ui/logo.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useWords } from "../_words/use-words.tsx";

const api = createApi({ send: (url, init) => fetch(url, init), onUnauthorized: () => {} });

/** `next`: a path of this site. */
export function SignInForm({ next }: { readonly next: string }) {
  const { signIn } = useWords();
  const [token, setToken] = useState("");
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const field = useId();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWorking(true);
    setProblem(undefined);
    try {
      await api.signIn(token);
      // A full load, so that the socket opens with the new cookie.
      location.assign(next);
    } catch (e) {
      setProblem(toProblem(e));
      setWorking(false);
    }
  };

  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <title>{`${signIn.title} · Zonecast`}</title>
      <form onSubmit={submit} className="grid w-full max-w-sm gap-4 rounded-card border border-line bg-surface p-6 shadow-float">
        <div className="flex items-center gap-2.5">
          <Logo className="size-8" />
          <h1 className="font-semibold text-xl tracking-tight">{signIn.title}</h1>
        </div>
        <p className="text-muted text-sm">{signIn.help}</p>
        <div className="grid gap-1.5">
          <label htmlFor={field} className="font-medium text-sm">
            {signIn.token}
          </label>
          <input
            id={field}
            type="password"
            autoComplete="current-password"
            required
            maxLength={500}
            value={token}
            onChange={(e) => setToken(e.target.value)}
            className="h-10 w-full rounded-lg border border-line-strong bg-surface px-3"
          />
        </div>
        {problem && <ProblemNote problem={problem} />}
        <Button type="submit" weight="primary" disabled={working}>
          {working ? signIn.working : signIn.submit}
        </Button>
      </form>
    </main>
  );
}
