/**
 * Days of rooms by the hour, as shares of the most. Our own assumptions, shaped after the use classes of DIN V 18599-10
 * (home 24 h; office 07-18 h, five days); they claim to look like people, not to be measured.
 */
import type { WeekProfile } from "./model.ts";

/** `at("0 0 .5 …")`: 24 shares. */
const at = (text: string): number[] => text.split(" ").map(Number);

const never = at("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");

export const PROFILES = {
  nobody: { workday: never, weekend: never },
  home: {
    workday: at("1 1 1 1 1 1 .9 .7 .4 .3 .3 .3 .4 .4 .4 .5 .6 .7 .8 .9 .9 1 1 1"),
    weekend: at("1 1 1 1 1 1 1 1 .9 .8 .7 .6 .7 .7 .6 .6 .6 .7 .8 .9 .9 .9 1 1"),
  },
  homeDevices: {
    workday: at(".1 .1 .1 .1 .1 .2 .5 .5 .3 .2 .2 .4 .5 .3 .2 .2 .4 .8 1 .9 .8 .7 .4 .2"),
    weekend: at(".1 .1 .1 .1 .1 .1 .2 .4 .6 .5 .5 .7 .8 .5 .4 .4 .5 .8 1 .9 .8 .7 .5 .3"),
  },
  livingRoom: {
    workday: at("0 0 0 0 0 0 0 .2 .1 0 0 0 .1 .1 .1 .2 .3 .4 .5 .7 .8 .8 .6 .2"),
    weekend: at("0 0 0 0 0 0 0 0 .3 .4 .4 .4 .3 .4 .4 .4 .5 .5 .5 .7 .8 .8 .7 .4"),
  },
  kitchen: {
    workday: at("0 0 0 0 0 0 .5 .7 .2 0 0 0 .3 .1 0 0 .1 .3 .7 .4 .1 .1 0 0"),
    weekend: at("0 0 0 0 0 0 0 .2 .6 .5 .1 .3 .7 .3 .1 .1 .1 .2 .7 .4 .1 .1 0 0"),
  },
  bedroom: {
    workday: at("1 1 1 1 1 1 .5 .1 0 0 0 0 0 0 0 0 0 0 0 0 0 .1 .5 .9"),
    weekend: at("1 1 1 1 1 1 1 .9 .5 .1 0 0 0 0 0 0 0 0 0 0 0 0 .3 .8"),
  },
  childRoom: {
    workday: at("1 1 1 1 1 1 .8 .2 0 0 0 0 0 .2 .6 .7 .6 .5 .2 .6 .9 1 1 1"),
    weekend: at("1 1 1 1 1 1 1 1 .7 .5 .4 .3 .1 .4 .5 .5 .4 .4 .2 .6 .9 1 1 1"),
  },
  bathroom: {
    workday: at("0 0 0 0 0 .1 .8 .6 .1 0 0 0 0 0 0 0 .1 .1 .1 .1 .2 .4 .5 .1"),
    weekend: at("0 0 0 0 0 0 .1 .3 .7 .6 .3 .1 .1 0 0 0 .1 .1 .1 .1 .2 .4 .5 .2"),
  },
  officeDesks: {
    workday: at("0 0 0 0 0 0 0 .2 .7 .9 .9 .9 .6 .6 .9 .9 .8 .5 .2 .1 0 0 0 0"),
    weekend: never,
  },
  meetingRoom: {
    workday: at("0 0 0 0 0 0 0 0 .1 .6 .8 .6 .1 .2 .7 .7 .5 .1 0 0 0 0 0 0"),
    weekend: never,
  },
  tearoom: {
    workday: at("0 0 0 0 0 0 0 .1 .2 .3 .3 .3 .9 .6 .2 .3 .2 .1 0 0 0 0 0 0"),
    weekend: never,
  },
} as const satisfies Record<string, WeekProfile>;
