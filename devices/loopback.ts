/** Which hosts are this machine itself. */

/** True for `localhost`, `::1` and 127.0.0.0/8. A name that merely resolves to them does not count. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare === "::1" || /^127(?:\.\d{1,3}){3}$/.test(bare);
}
