"use client";
/** What stands around every page: the way through, the state of the connection, the display settings. */
import { cx } from "class-variance-authority";
import { CircleAlert, CloudOff, LoaderCircle, Radio, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { type Opened, Shortcuts } from "../_keys/shortcuts.tsx";
import type { ConnectionStatus } from "../_live/connection.ts";
import { buildingOf } from "../_live/time-zone.ts";
import { useConnection, useLive, useTimeZone } from "../_live/use-live.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { Button } from "./button.tsx";
import { DisplayMenu } from "./display-menu.tsx";
import { Logo } from "./logo.tsx";

function NavLink({
  href,
  current,
  children,
}: {
  readonly href: string;
  readonly current: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={cx(
        "relative flex h-14 items-center gap-1.5 px-1 font-medium text-sm transition-colors hover:text-ink max-[25rem]:px-0.5 max-[22rem]:text-[0.8125rem]",
        current ? "text-ink after:absolute after:inset-x-1 after:bottom-0 after:h-0.5 after:bg-accent" : "text-muted",
      )}
    >
      {children}
    </Link>
  );
}

function ConnectionState({ status }: { readonly status: ConnectionStatus }) {
  const { connection } = useWords();
  const [Icon, text, tone] =
    status.phase === "live"
      ? ([Radio, connection.live, "text-good"] as const)
      : status.phase === "connecting"
        ? ([LoaderCircle, connection.connecting, "text-muted"] as const)
        : ([CloudOff, connection.reconnecting, "text-stale"] as const);
  return (
    <span role="status" className={cx("flex items-center gap-1.5 font-medium text-sm", tone)}>
      <Icon aria-hidden="true" className={cx("size-4", status.phase === "connecting" && "motion-safe:animate-spin")} />
      <span className="max-sm:sr-only">{text}</span>
    </span>
  );
}

function Banner({ status }: { readonly status: ConnectionStatus }) {
  const { connection, clock } = useWords();
  const { time } = useFormat();
  const { timeZone, isTheirs } = useTimeZone(buildingOf(usePathname()));
  if (status.phase !== "offline" && status.phase !== "outdated") return null;
  const at = (ts: number): string => (isTheirs ? time(ts, timeZone) : clock.local(time(ts, timeZone), timeZone));
  return (
    <div role="alert" className="hatched border-line border-b bg-surface">
      <div className="mx-auto flex max-w-[100rem] flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm sm:px-6">
        <CloudOff aria-hidden="true" className="size-4 shrink-0 text-stale" />
        {status.phase === "offline" ? (
          <p className="min-w-0">
            <strong className="font-semibold">{connection.offlineSince(at(status.sinceTs))}.</strong> {connection.offlineHelp}
          </p>
        ) : (
          <>
            <p className="min-w-0">{connection.outdated}</p>
            <Button onClick={() => location.reload()}>{connection.reload}</Button>
          </>
        )}
      </div>
    </div>
  );
}

export function Shell({ children }: { readonly children: ReactNode }) {
  const { app, alarms: alarmWords, keys } = useWords();
  const [opened, setOpened] = useState<Opened>();
  const path = usePathname();
  const status = useConnection();
  const unplaced = useLive((s) => s.devices);
  const inboxCount = [...unplaced.values()].filter((d) => !d.bound && !d.ignored).length;
  const alarms = useLive((s) => s.alarms);
  const alarmCount = [...alarms.values()].filter((a) => a.acknowledgedBy === null).length;
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-3 focus:py-2 focus:shadow-float"
      >
        {app.skip}
      </a>
      <header className="sticky top-0 z-30 border-line border-b bg-[color-mix(in_oklab,var(--surface)_92%,transparent)] backdrop-blur-sm">
        <div className="mx-auto flex h-14 max-w-[100rem] items-center gap-2 px-3 max-[22rem]:px-2 sm:gap-6 sm:px-6">
          <Link
            href="/"
            aria-label="Zonecast"
            // Where it is narrow, alarms and the way to all pages come first.
            className={cx(
              "flex shrink-0 items-center gap-2 font-semibold tracking-tight",
              alarmCount > 0 && "max-[25rem]:hidden",
            )}
          >
            <Logo className="size-7" />
            <span className="max-md:hidden">Zonecast</span>
          </Link>
          <nav
            aria-label={app.main}
            className="flex min-w-0 gap-2 overflow-x-auto whitespace-nowrap [scrollbar-width:none] sm:gap-4"
          >
            <NavLink href="/" current={path === "/" || path.startsWith("/buildings")}>
              {app.overview}
            </NavLink>
            <NavLink href="/devices" current={path.startsWith("/devices")}>
              {app.devices}
              {inboxCount > 0 && (
                <span className="rounded-full bg-accent px-1.5 font-semibold text-[0.6875rem] text-on-accent leading-[1.125rem] max-[25rem]:absolute max-[25rem]:top-1 max-[25rem]:-right-2">
                  {inboxCount}
                </span>
              )}
            </NavLink>
            <NavLink href="/jobs" current={path.startsWith("/jobs")}>
              {app.jobs}
            </NavLink>
          </nav>
          <div className="ml-auto flex shrink-0 items-center gap-1.5 sm:gap-3">
            {alarmCount > 0 && (
              <Link
                href="/devices#alarms"
                className="flex items-center gap-1 rounded-full bg-bad px-2 font-semibold text-[0.6875rem] text-surface leading-[1.125rem]"
              >
                <CircleAlert aria-hidden="true" className="size-3" />
                <span className="max-md:sr-only">{alarmWords.count(alarmCount)}</span>
                <span aria-hidden="true" className="md:hidden">
                  {alarmCount}
                </span>
              </Link>
            )}
            <ConnectionState status={status} />
            <Button
              weight="quiet"
              shape="icon"
              aria-label={keys.find}
              className="max-sm:hidden"
              onClick={() => setOpened("find")}
            >
              <Search aria-hidden="true" className="size-[1.125rem]" />
            </Button>
            <DisplayMenu onFind={() => setOpened("find")} onKeys={() => setOpened("help")} />
          </div>
        </div>
      </header>
      <Shortcuts opened={opened} onOpened={setOpened} />
      <Banner status={status} />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[100rem] px-4 pt-6 pb-16 outline-none sm:px-6">
        {children}
      </main>
    </>
  );
}
