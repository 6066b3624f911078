/** People with their own days: who is in a zone, what runs there, and when somebody opens a window. */
import type { LocalTime } from "../building/local-time.ts";
import type { ZoneModel } from "../building/model.ts";
import { profileShare } from "../building/schedule.ts";
import { chance } from "./chance.ts";

export interface ZoneLife {
  /** Whole people. */
  readonly persons: number;
  /** Electric, all of which ends as heat in the zone. */
  readonly appliancesW: number;
  readonly airing: boolean;
  /** Water vapour from people, cooking, showers and plants, g/h. */
  readonly moistureGPerH: number;
  /** CO2 from people, m³/h. */
  readonly co2M3PerH: number;
}

/** Sensible heat of a person at rest or desk work, W (DIN 18599-10: 70). */
export const PERSON_W = 70;

/** Everybody keeps his hours only roughly: up to half an hour early or late, another amount each day. */
const JITTER_H = 0.5;

/** Devices in a stretch of ten minutes draw from 0.5 to 1.2 times the profile, and now and then four times of it: the mean stays. */
const SLOT_H = 1 / 6;
const SPIKE_CHANCE = 0.05;
const SPIKE = 4;

/** Short airing with a wide-open window, by day, once in about ten hours of use. */
const AIRING_H = 0.1;
const AIRING_CHANCE = 0.1;

/** CO2 and vapour of a resting or writing person, and of one asleep (EN 16798-3 and DIN 1946-6 practice). */
export const AWAKE = { co2M3PerH: 0.018, moistureG: 55 };
const ASLEEP = { co2M3PerH: 0.012, moistureG: 40 };

/** Life in one zone: a function of local time and seed alone. */
export function zoneLife(zone: ZoneModel, seed: number): (time: LocalTime) => ZoneLife {
  const { gains } = zone;
  const luck = (what: string) => chance(seed, `${what}/${zone.id}`);
  const [late, keen, draw, spike, air, minute] = [
    luck("late"),
    luck("keen"),
    luck("draw"),
    luck("spike"),
    luck("air"),
    luck("minute"),
  ];

  const present = (time: LocalTime): number => {
    let persons = 0;
    for (let p = 0; p < gains.persons; p++) {
      const n = time.day * 64 + p;
      const hour = Math.min(23.999, Math.max(0, time.hour + JITTER_H * (2 * late.uniform(n) - 1)));
      if (profileShare(gains.presence, { hour, weekend: time.weekend }) > keen.uniform(n)) persons++;
    }
    return persons;
  };
  return (time) => {
    const persons = present(time);
    const use = profileShare(gains.appliances, time);
    const slot = time.day * 256 + Math.floor(time.hour / SLOT_H);
    const factor = spike.uniform(slot) < SPIKE_CHANCE ? SPIKE : 0.5 + 0.7 * draw.uniform(slot);
    const hourSlot = time.day * 32 + Math.floor(time.hour);
    const since = (time.hour % 1) - (1 - AIRING_H) * minute.uniform(hourSlot);
    const byDay = time.hour >= 6.5 && time.hour < 22.5;
    const airing = byDay && use > 0.05 && air.uniform(hourSlot) < AIRING_CHANCE && since >= 0 && since < AIRING_H;
    const one = byDay ? AWAKE : ASLEEP;
    return {
      persons,
      appliancesW: gains.applianceBaseW + gains.appliancePeakW * use * factor,
      airing,
      moistureGPerH: persons * one.moistureG + gains.moistureGPerH * use,
      co2M3PerH: persons * one.co2M3PerH,
    };
  };
}
