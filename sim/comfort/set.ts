/** Standard effective temperature SET*: the air of a still standard room that strains the body as much as the real one. */

export interface SetInput {
  readonly airTempC: number;
  readonly radiantTempC: number;
  readonly relativeHumidityPct: number;
  /** m/s. */
  readonly airSpeedMPerS: number;
  readonly met: number;
  readonly clo: number;
  readonly pressurePa?: number | undefined;
  /** Whether people at work stir the air about them; left out: they do. Elevated air speed is judged without. */
  readonly stirsAir?: boolean | undefined;
}

const W_PER_MET = 58.2;
/** A man of 70 kg and 1.8 m². */
const BODY = { massKg: 69.9, areaM2: 1.8258 } as const;
const SKIN_C = 33.7;
const CORE_C = 36.8;
const BODY_C = 36.49;
/** Blood flow of a neutral skin, L/(h m²). */
const SKIN_BLOOD = 6.3;
const STEFAN_BOLTZMANN = 5.6697e-8;
/** The body lives an hour in the room, minute by minute. */
const MINUTES = 60;
const ATMOSPHERE_PA = 101_325;
/** Radiating share of the body's surface, and emissivity of clothes. */
const RADIATING = 0.72;
/** Lewis relation, K/Torr. */
const LEWIS = 2.2;

/** Saturation pressure over water, Torr. */
const saturationTorr = (tempC: number): number => Math.exp(18.6686 - 4030.183 / (tempC + 235));

/** Positive part. */
const above = (x: number): number => Math.max(0, x);

/** The body at the end of its hour. */
interface Body {
  readonly skinC: number;
  /** All heat that leaves the skin, W/m². */
  readonly lossW: number;
  readonly wettedness: number;
  /** Radiation between clothes and room, W/m²K, which the standard room takes over. */
  readonly radiationWPerM2K: number;
}

/**
 * SET*, °C: the two-node model after Gagge, Fobelets and Berglund (ASHRAE Transactions 92, 1986) in the form that ASHRAE 55 uses,
 * without external work. Air 0..45 °C, walls 0..60 °C, 0..4 m/s, 0.8..4 met, 0..4 clo are what its tables cover.
 */
export function standardEffectiveTempC(input: SetInput): number {
  const atm = (input.pressurePa ?? ATMOSPHERE_PA) / ATMOSPHERE_PA;
  const body = bodyAfterAnHour(input, atm);
  return standardRoomC(body, input, atm);
}

/** Convection, W/m²K, of moving or moved-in air; people at work stir it themselves. */
function convection(airSpeedMPerS: number, { met, stirsAir = true }: SetInput, atm: number): number {
  const still = 3 * atm ** 0.53;
  const moving = 8.600_01 * (airSpeedMPerS * atm) ** 0.53;
  return Math.max(still, moving, stirsAir && met > 0.85 ? 5.66 * (met - 0.85) ** 0.39 : 0);
}

function bodyAfterAnHour(input: SetInput, atm: number): Body {
  const { airTempC: ta, radiantTempC: tr, met, clo } = input;
  const speed = Math.max(input.airSpeedMPerS, 0.1);
  const vapour = (input.relativeHumidityPct / 100) * saturationTorr(ta);
  const metabolism = met * W_PER_MET;
  const rcl = 0.155 * clo;
  const facl = 1 + 0.15 * clo;
  const lr = LEWIS / atm;
  // Wet skin never reaches all of itself; through thin clothes vapour passes more easily.
  const icl = clo > 0 ? 0.45 : 1;
  const wMax = clo > 0 ? 0.59 * speed ** -0.08 : 0.38 * speed ** -0.29;
  const hc = convection(speed, input, atm);

  let [skinC, coreC, blood] = [SKIN_C, CORE_C, SKIN_BLOOD];
  let skinShare = 0.1;
  let hr = 4.7;
  let sweatEvaporation = 0.1 * met;
  let wettedness = 0.06;
  let lossW = 0;
  let ctc = hr + hc;
  let ra = 1 / (facl * ctc);
  let top = (hr * tr + hc * ta) / ctc;
  let clothesC = top + (skinC - top) / (ctc * (ra + rcl));
  let first = true;
  let m = metabolism;
  for (let minute = 0; minute < MINUTES; minute++) {
    // Surface of the clothes, whose radiation depends on its temperature.
    for (let round = 0; round < 100; round++) {
      if (!first || round > 0) {
        hr = 4 * 0.95 * STEFAN_BOLTZMANN * ((clothesC + tr) / 2 + 273.15) ** 3 * RADIATING;
        ctc = hr + hc;
        ra = 1 / (facl * ctc);
        top = (hr * tr + hc * ta) / ctc;
      }
      first = false;
      const next = (ra * skinC + rcl * top) / (ra + rcl);
      const moved = Math.abs(next - clothesC);
      clothesC = next;
      if (moved <= 0.01) break;
    }
    const dry = (skinC - top) / (ra + rcl);
    const fromCore = (coreC - skinC) * (5.28 + 1.163 * blood);
    const breathLatent = 0.0023 * m * (44 - vapour);
    const breathDry = 0.0014 * m * (34 - ta);
    const storedCore = m - fromCore - breathLatent - breathDry;
    const storedSkin = fromCore - dry - sweatEvaporation;
    const capacity = 0.97 * BODY.massKg;
    skinC += (storedSkin * BODY.areaM2) / (capacity * skinShare) / 60;
    coreC += (storedCore * BODY.areaM2) / (capacity * (1 - skinShare)) / 60;
    const bodyC = skinShare * skinC + (1 - skinShare) * coreC;
    const warmSkin = above(skinC - SKIN_C);
    const coldSkin = above(SKIN_C - skinC);
    const warmCore = above(coreC - CORE_C);
    const coldCore = above(CORE_C - coreC);
    const warmBody = above(bodyC - BODY_C);
    blood = Math.min(90, Math.max(0.5, (SKIN_BLOOD + 120 * warmCore) / (1 + 0.5 * coldSkin)));
    const regulatedSweat = Math.min(500, 170 * warmBody * Math.exp(warmSkin / 10.7));
    const sweat = 0.68 * regulatedSweat;
    const vapourResistance = 1 / (lr * facl * hc) + rcl / (lr * icl);
    const most = (saturationTorr(skinC) - vapour) / vapourResistance;
    let ratio = sweat / most;
    wettedness = 0.06 + 0.94 * ratio;
    let diffusion = wettedness * most - sweat;
    let sweatLoss = sweat;
    if (wettedness > wMax) {
      wettedness = wMax;
      ratio = wMax / 0.94;
      sweatLoss = ratio * most;
      diffusion = 0.06 * (1 - ratio) * most;
    }
    if (most < 0) {
      diffusion = 0;
      sweatLoss = 0;
      wettedness = wMax;
    }
    sweatEvaporation = sweatLoss + diffusion;
    // Shivering.
    m = metabolism + 19.4 * coldSkin * coldCore;
    skinShare = 0.041_773_7 + 0.745_183_3 / (blood + 0.585_417);
    lossW = dry + sweatEvaporation;
  }
  return { skinC, lossW, wettedness, radiationWPerM2K: hr };
}

/** The still room at 50 % humidity, in clothes that suit the work, in which the same skin loses as much. */
function standardRoomC({ skinC, lossW, wettedness, radiationWPerM2K: hr }: Body, input: SetInput, atm: number): number {
  const hc = convection(0, input, atm);
  const lr = LEWIS / atm;
  const clo = 1.52 / (input.met + 0.6944) - 0.1835;
  const rcl = 0.155 * clo;
  const facl = 1 + 0.25 * clo;
  const effective = 1 / (1 + 0.155 * facl * (hr + hc) * clo);
  const icl = (0.45 * (hc / (hr + hc)) * (1 - effective)) / (hc / (hr + hc) - effective * 0.45);
  const ra = 1 / (facl * (hr + hc));
  const heat = 1 / (ra + rcl);
  const vapour = 1 / (1 / (lr * facl * hc) + rcl / (lr * icl));
  const lost = (roomC: number): number =>
    heat * (skinC - roomC) + wettedness * vapour * (saturationTorr(skinC) - 0.5 * saturationTorr(roomC));
  // Falls with the room's temperature: halve until a hundredth of a hundredth of a kelvin is left.
  let [low, high] = [-60, 120];
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (lost(middle) > lossW) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
