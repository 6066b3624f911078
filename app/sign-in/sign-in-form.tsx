"use client";
/** Asks for the access token, and goes on to where the person came from. */
import { type FormEvent, useId, useState } from "react";
import { createApi } from "../_live/api.ts";
import { Button } from "../_ui/button.tsx";
import { Logo } from "../_ui/logo.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useWords } from "../_words/use-words.tsx";

const api = createApi({ send: (url, init) => fetch(url, init), onUnauthorized: () => {} });

/** `next`: a path of this site. */
export function SignInForm({ next }: { readonly next: string }) {
  const { signIn } = useWords();
  const [token, setToken] = useState("");
  const { sending, problem, send } = useSending();
  const field = useId();

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A full load, so that the socket opens with the new cookie.
    void send(() => api.signIn(token).then(() => location.assign(next)));
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
        <Button type="submit" weight="primary" disabled={sending}>
          {sending ? signIn.working : signIn.submit}
        </Button>
      </form>
    </main>
  );
}
