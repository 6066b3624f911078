/** The content security policy of every page, with a nonce of its own for each request. */
import { type NextRequest, NextResponse } from "next/server";

/** Host names as browsers send them; anything else must not reach a header. */
const PLAIN_HOST = /^[a-z0-9.:[\]-]+$/i;

function policyOf(nonce: string, host: string | null): string {
  const sockets = host !== null && PLAIN_HOST.test(host) ? ` ws://${host} wss://${host}` : "";
  // React's development build explains errors with eval; its production build does not use it.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // Charts and dialogs place themselves with style attributes, which no nonce can cover.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Hands the policy to Next, which puts its nonce on every script, and to the browser. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = policyOf(nonce, request.headers.get("host"));
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|socket.io/|metrics|_next/static|_next/image|icon.svg).*)"] };
