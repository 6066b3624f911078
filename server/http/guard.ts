/** Who may speak to the server: the token, where one is set, and always only pages of our own. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface Guard {
  /** The person behind a request, or why it is refused. `cookie` and `authorization` are the headers. */
  readonly identify: (headers: RequestHeaders) => Identity | undefined;
  /** Whether a `Host` header names us. One that does not gets nothing: no page, no file, no socket. */
  readonly isOurHost: (host: string | undefined) => boolean;
  /** Whether the browser's page that sent this may act: same origin, and a host name that is ours. */
  readonly isOurs: (headers: RequestHeaders) => boolean;
  /** Trades the access token for a cookie value. */
  readonly signIn: (token: string) => string | undefined;
  readonly cookieName: string;
}

export interface RequestHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
  readonly secFetchSite?: string | undefined;
}

export interface Identity {
  readonly who: string;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
/** Compares in a time that does not depend on where the texts differ. */
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * `token` undefined: everybody who reaches the loopback address is the operator. `allowAnyHost`: listening beyond
 * loopback, where the token protects and host names are the operator's business. On loopback the host name must be a
 * loopback name, so that a web site that points its own name at 127.0.0.1 (DNS rebinding) is refused.
 */
export function createGuard(token: string | undefined, allowAnyHost: boolean): Guard {
  // Made from the token alone: it outlives a restart, and ends when the token is changed.
  const cookieValue = token === undefined ? "" : createHmac("sha256", token).update("zonecast session").digest("base64url");
  const cookieName = "zonecast_session";

  const isOurHost = (host = ""): boolean => allowAnyHost || LOOPBACK_NAMES.has(host.replace(/:\d+$/, "").toLowerCase());

  return {
    cookieName,
    isOurHost,
    identify(headers) {
      if (token === undefined) return { who: "operator (this machine)" };
      const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
      if (bearer !== undefined) return sameText(bearer, token) ? { who: "operator (token)" } : undefined;
      const cookie = (headers.cookie ?? "")
        .split(";")
        .map((part) => part.trim().split("="))
        .find(([name]) => name === cookieName)?.[1];
      return cookie !== undefined && sameText(cookie, cookieValue) ? { who: "operator (signed in)" } : undefined;
    },
    isOurs(headers) {
      if (!isOurHost(headers.host)) return false;
      if (headers.secFetchSite !== undefined && headers.secFetchSite !== "same-origin" && headers.secFetchSite !== "none")
        return false;
      if (headers.origin === undefined) return true;
      return originHost(headers.origin) === headers.host?.toLowerCase();
    },
    signIn: (offered) => (token !== undefined && sameText(offered, token) ? cookieValue : undefined),
  };
}

function originHost(origin: string): string | undefined {
  try {
    return new URL(origin).host.toLowerCase();
  } catch {
    return undefined;
  }
}

/** Lets through `limit` tries per `windowMs`, then none until the window is over: slows down who guesses tokens. */
export function createTryLimit(limit: number, windowMs: number, now: () => number): () => boolean {
  let windowStart = Number.NEGATIVE_INFINITY;
  let tries = 0;
  return () => {
    if (now() - windowStart > windowMs) {
      windowStart = now();
      tries = 0;
    }
    tries++;
    return tries <= limit;
  };
}
