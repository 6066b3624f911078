/** Other clocks for processes, by Debian's faketime. */
import { existsSync } from "node:fs";
import { arch } from "node:process";

const MACHINES: Readonly<Record<string, string>> = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" };
const LIBRARY = `/usr/lib/${MACHINES[arch] ?? arch}/faketime/libfaketimeMT.so.1`;

/** Why clocks cannot be set, undefined when they can. */
export const faketimeMissing = existsSync(LIBRARY) ? undefined : `${LIBRARY} is not installed`;

/** The environment of a process whose clock is set by `clock`: `+2h`, `-2h x20`. */
export const clockEnv = (clock: string | undefined): Readonly<Record<string, string>> =>
  clock === undefined ? {} : { LD_PRELOAD: LIBRARY, FAKETIME: clock, FAKETIME_NO_CACHE: "1" };
