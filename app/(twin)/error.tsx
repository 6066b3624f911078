"use client";
/** What stands in place of a page that failed. */
import { Button } from "../_ui/button.tsx";
import { useWords } from "../_words/use-words.tsx";

export default function PageFailed({ reset }: { readonly error: Error; readonly reset: () => void }) {
  const { app } = useWords();
  return (
    <div role="alert" className="grid justify-items-center gap-4 py-20 text-center">
      <h1 className="font-semibold text-xl tracking-tight">{app.broken}</h1>
      <Button weight="primary" onClick={reset}>
        {app.tryAgain}
      </Button>
    </div>
  );
}
