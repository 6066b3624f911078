/** The pages that show the live building share one connection and one frame. */
import type { ReactNode } from "react";
import { LiveProvider } from "../_live/use-live.tsx";
import { Shell } from "../_ui/shell.tsx";

export default function TwinLayout({ children }: { readonly children: ReactNode }) {
  return (
    <LiveProvider>
      <Shell>{children}</Shell>
    </LiveProvider>
  );
}
