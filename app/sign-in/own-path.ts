/** Where a sign-in may lead: only to pages of this site, whatever an address bar says. */

const BASE = "http://this.site";

/** `next` as a path of this site; `/` when it is anything else, such as another site or a script. */
export function ownPath(next: unknown): string {
  if (typeof next !== "string" || !URL.canParse(next, BASE)) return "/";
  const url = new URL(next, BASE);
  return url.origin === BASE && next.startsWith("/") && !url.pathname.startsWith("/sign-in")
    ? `${url.pathname}${url.search}`
    : "/";
}
