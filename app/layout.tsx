/** The document: font, language and theme, chosen before the first paint from cookies and what the browser asks for. */
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";
import { THEME_COOKIE, themeOf } from "./_ui/theme.ts";
import { languageFor } from "./_words/language.ts";
import { WordsProvider } from "./_words/use-words.tsx";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
});

export const metadata: Metadata = { applicationName: "Zonecast", description: "Live zones and honest forecasts of buildings." };

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfdfd" },
    { media: "(prefers-color-scheme: dark)", color: "#141c1f" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // Reading the request also makes every page dynamic, which the nonce of the security policy needs.
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const language = languageFor(jar.get("zonecast-language")?.value, asked.get("accept-language"));
  return (
    <html lang={language} data-theme={themeOf(jar.get(THEME_COOKIE)?.value)} className={inter.variable} suppressHydrationWarning>
      <body className="font-sans">
        <WordsProvider initial={language}>{children}</WordsProvider>
      </body>
    </html>
  );
}
