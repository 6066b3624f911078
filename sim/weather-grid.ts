/** Weather of any step on the simulator's own even grid. */
import { column, type Frame, makeFrame, ZonecastError } from "#domain";

/** Columns that the simulator reads; the others are carried along when they are there. */
const NEEDED = [
  "outdoorTempC",
  "skyTempC",
  "directNormalWPerM2",
  "diffuseHorizontalWPerM2",
  "globalIrradianceWPerM2",
  "windSpeedMPerS",
];

/** Means over the interval that ends at the row; every other column is a state at the row. */
const MEANS = new Set(["directNormalWPerM2", "diffuseHorizontalWPerM2", "globalIrradianceWPerM2", "windSpeedMPerS"]);

/** Throws `bad-frame` for a missing column and `bad-input` for a gap, a single row or steps that do not fit. */
function checkWeather(weather: Frame, stepS: number): void {
  const ratio = weather.stepS / stepS;
  const fits = Number.isInteger(ratio) || Number.isInteger(1 / ratio);
  if (!fits || weather.length < 2)
    throw new ZonecastError(
      "bad-input",
      `weather of ${weather.length} rows each ${weather.stepS} s does not fit a step of ${stepS} s`,
      {
        hint: "give at least two rows, at a step that is a multiple or a part of the simulator's",
      },
    );
  for (const name of NEEDED) {
    const gap = column(weather, name).findIndex((v) => !Number.isFinite(v));
    if (gap >= 0) throw new ZonecastError("bad-input", `the weather has a gap in ${name} at row ${gap}`);
  }
}

/**
 * `weather` at `stepS`, from its first row to its last: states on straight lines between rows, means held over (or, when
 * the grid is coarser, averaged within) their interval. The coarser step must be a multiple of the finer one.
 * Throws `bad-frame` for a missing column and `bad-input` for a gap or steps that do not fit.
 */
export function onGrid(weather: Frame, stepS: number): Frame {
  checkWeather(weather, stepS);
  return resampled(weather, stepS);
}

function resampled(weather: Frame, stepS: number): Frame {
  const ratio = weather.stepS / stepS;
  const length = Math.floor((weather.length - 1) * ratio) + 1;
  const resample = (name: string, values: Float64Array): Float64Array => {
    const out = new Float64Array(length);
    const isMean = MEANS.has(name);
    for (let i = 0; i < length; i++) {
      const x = i / ratio;
      if (!isMean) {
        // Whole numbers as long as they can be: a piece of weather must give what all of it gives, to the last bit.
        const k = Math.floor(x);
        const between = ratio > 1 ? (i % ratio) / ratio : 0;
        out[i] = between === 0 ? values[k]! : values[k]! + between * (values[k + 1]! - values[k]!);
        continue;
      }
      const first = i === 0 ? 0 : Math.floor((i - 1) / ratio) + 1;
      const last = Math.ceil(x);
      let sum = 0;
      for (let k = first; k <= last; k++) sum += values[k]!;
      out[i] = sum / (last - first + 1);
    }
    return out;
  };
  return makeFrame(
    weather.startTs,
    stepS,
    [...weather.columns].map(([name, values]) => [name, resample(name, values)] as const),
  );
}

/** Weather on a grid, a piece of it at a time. */
export interface GridPieces {
  /** Steps from the first row to the last. */
  readonly steps: number;
  /** The piece in which step i lies: its rows from the one where the piece's first step begins to the one where its last ends. */
  pieceOf(step: number): { readonly firstStep: number; readonly frame: Frame };
}

/** A piece is about a day. */
const PIECE_S = 86_400;

/** The same as `onGrid`, made piece by piece so that long runs need no more memory than short ones. Throws what `onGrid` throws. */
export function gridPieces(weather: Frame, stepS: number): GridPieces {
  checkWeather(weather, stepS);
  const source = weather.stepS < stepS ? resampled(weather, stepS) : weather;
  const rowsPerPiece = Math.max(1, Math.round(PIECE_S / source.stepS));
  const ratio = source.stepS / stepS;
  return {
    steps: Math.floor((source.length - 1) * ratio),
    pieceOf(step) {
      const from = Math.floor(step / ratio / rowsPerPiece) * rowsPerPiece;
      const to = Math.min(source.length - 1, from + rowsPerPiece);
      const piece = makeFrame(
        source.startTs + from * source.stepS * 1000,
        source.stepS,
        [...source.columns].map(([name, values]) => [name, values.subarray(from, to + 1)] as const),
      );
      return { firstStep: from * ratio, frame: ratio === 1 ? piece : resampled(piece, stepS) };
    },
  };
}
