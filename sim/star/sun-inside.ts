/** Where the sun ends that has come into a room: on the floor first, then back and forth between all surfaces. */

export interface SunlitFace {
  readonly areaM2: number;
  /** Share kept of the light that falls on it. What a window lets out again is kept by nobody. */
  readonly absorptance: number;
  readonly isFloor: boolean;
  /** Light from the sky does not fall on the windows through which it came. */
  readonly isWindow: boolean;
  /** Share of the light that falls on it and leaves the room. */
  readonly lost: number;
}

/** Share of beam and of diffuse light that each face ends up with; what is missing to 1 left by the windows. */
export interface SunShares {
  readonly beam: readonly number[];
  readonly diffuse: readonly number[];
}

const BOUNCES = 60;

/** Reflections are diffuse and reach the other faces by their area. */
export function sunShares(faces: readonly SunlitFace[], beamFalls: "on-floor" | "evenly"): SunShares {
  const opaque = faces.map((f) => (f.isWindow ? 0 : f.areaM2));
  const floor = faces.map((f) => (f.isFloor && beamFalls === "on-floor" ? f.areaM2 : 0));
  const hasFloor = floor.some((a) => a > 0);
  return { beam: settle(faces, normalised(hasFloor ? floor : opaque)), diffuse: settle(faces, normalised(opaque)) };
}

function normalised(areas: readonly number[]): number[] {
  const sum = areas.reduce((a, b) => a + b, 0);
  return areas.map((a) => (sum > 0 ? a / sum : 1 / areas.length));
}

function settle(faces: readonly SunlitFace[], first: readonly number[]): number[] {
  const total = faces.reduce((sum, f) => sum + f.areaM2, 0);
  const kept = faces.map(() => 0);
  let falling = [...first];
  for (let bounce = 0; bounce < BOUNCES; bounce++) {
    const next = faces.map(() => 0);
    faces.forEach((f, i) => {
      const light = falling[i] ?? 0;
      kept[i] = (kept[i] ?? 0) + light * f.absorptance;
      const reflected = light * (1 - f.absorptance - f.lost);
      if (faces.length === 1) kept[i] = (kept[i] ?? 0) + reflected;
      faces.forEach((other, j) => {
        if (j !== i) next[j] = (next[j] ?? 0) + (reflected * other.areaM2) / (total - f.areaM2);
      });
    });
    falling = next;
  }
  return kept;
}
