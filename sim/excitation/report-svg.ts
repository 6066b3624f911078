/** The quality report as pictures: one SVG text for each measure, readable on light and on dark. */

import { BIN_K, type ComfortShare } from "./quality/comfort.ts";
import type { Coverage } from "./quality/coverage.ts";
import type { Information } from "./quality/information.ts";
import type { EnergyUse, QualityReport } from "./quality.ts";
import { axes, legend, line, PLOT } from "./svg/axes.ts";
import { heatMap } from "./svg/heat-map.ts";
import { figure, picture, px, seriesColour, text } from "./svg/picture.ts";

const percent = (share: number): string => (Number.isNaN(share) ? "–" : `${figure(100 * share)} %`);

/**
 * Pictures by name: `comfort`, `spectrum`, `persistency`, `information`, `correlation` and `energy` where there is any, and a
 * `coverage of` each control. Column names are escaped.
 */
export function qualityPictures(report: QualityReport): ReadonlyMap<string, string> {
  const pictures = new Map([
    ["comfort", comfortPicture(report.comfort)],
    ["spectrum", spectrumPicture(report)],
    ["persistency", persistencyPicture(report)],
    ["information", informationPicture(report.information)],
  ]);
  for (const { name, coverage } of report.controls) pictures.set(`coverage of ${name}`, coveragePicture(name, coverage));
  if (report.correlations.length > 0) pictures.set("correlation", correlationPicture(report));
  if (report.energy.length > 0) pictures.set("energy", energyPicture(report.energy));
  return pictures;
}

function comfortPicture({ share, rows, histogram, firstBinC, band }: ComfortShare): string {
  const most = histogram.reduce((a, b) => Math.max(a, b), 0) / (rows || 1);
  const to = Math.max(band.maxC + 1, firstBinC + BIN_K * histogram.length);
  const from = Math.min(band.minC - 1, firstBinC);
  const plot = axes({ label: "zone temperature, °C", from, to }, { label: "share of time, %", from: 0, to: 105 * most || 1 });
  const bars = [...histogram].map((n, i) => {
    const [left, right] = [plot.x(firstBinC + BIN_K * i), plot.x(firstBinC + BIN_K * (i + 1))];
    const top = plot.y((100 * n) / rows);
    const inside = firstBinC + BIN_K * i >= band.minC && firstBinC + BIN_K * (i + 1) <= band.maxC;
    const box = `x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${px(PLOT.bottom - top)}"`;
    return `<rect ${box} fill="${seriesColour(inside ? 0 : 1)}"/>`;
  });
  const [left, right] = [plot.x(band.minC), plot.x(band.maxC)];
  const shade = `<rect class="soft" x="${px(left)}" y="${PLOT.top}" width="${px(right - left)}" height="${PLOT.bottom - PLOT.top}"/>`;
  const words = `${percent(share)} of occupied time in ${figure(band.minC)}..${figure(band.maxC)} °C`;
  return picture("Comfort", words, [shade, ...plot.marks, ...bars]);
}

function spectrumPicture({ controls }: QualityReport): string {
  const edges = controls[0]?.spectrum.bandEdgesH ?? [];
  const [from = 96, to = 0.75] = [edges[0], edges.at(-1)];
  // Power by octave: what is equally strong at all time scales is level.
  const lines = controls.map(({ spectrum: { frequencyPerH, density, bandShares } }) => {
    const total = density.reduce((a, b) => a + b, 0) || 1;
    const xs = [...frequencyPerH.slice(1)].map((f) => 1 / f);
    const ys = xs.map((period, i) => (density[i + 1] ?? 0) / (total * period * (frequencyPerH[1] ?? 1)));
    const seen = xs.flatMap((period, i) => (period <= from && period >= to ? [i] : []));
    return { xs: seen.map((i) => xs[i] ?? Number.NaN), ys: seen.map((i) => ys[i] ?? Number.NaN), bandShares };
  });
  const most = Math.max(1e-6, ...lines.flatMap((l) => l.ys));
  const plot = axes(
    { label: "period, h", from, to, log: true, ticks: [96, 48, 24, 12, 6, 3, 1.5, 0.75].filter((t) => t >= to * 0.999) },
    { label: "power per e-fold", from: most / 1e4, to: most, log: true },
  );
  const span = (of: (c: (typeof controls)[number]) => number, shown: (v: number) => string) => {
    const all = controls.map(of);
    const [least, most] = [Math.min(...all), Math.max(...all)].map(shown);
    return least === most ? least : `${least}..${most}`;
  };
  const words = `bands ${span(
    (c) => 100 * c.spectrum.covered,
    (v) => v.toFixed(0),
  )} %; evenness ${span(
    (c) => c.spectrum.evenness,
    (v) => v.toFixed(2),
  )}`;
  return picture("Spectrum", words, [
    ...plot.marks,
    ...lines.map(({ xs, ys }, i) => line(plot, xs, ys, i)),
    ...legend(controls.map((c) => c.name)),
  ]);
}

function persistencyPicture({ controls, jointPersistency: joint }: QualityReport): string {
  const all = controls.length > 1 ? [...controls.map((c) => c.persistency), joint] : controls.map((c) => c.persistency);
  const names = controls.length > 1 ? [...controls.map((c) => c.name), "together"] : [];
  const rows = Math.max(2, ...all.map((p) => p.rows));
  const plot = axes(
    { label: "singular value", from: 1, to: rows },
    { label: "share of the largest", from: 1e-4, to: 1, log: true },
  );
  const limit = plot.y(joint.tolerance);
  return picture("Persistency of excitation", `rank ${joint.rank} of ${joint.rows}${controls.length > 1 ? " together" : ""}`, [
    ...plot.marks,
    `<line class="axis" stroke-dasharray="4 3" x1="${PLOT.left}" x2="${PLOT.right}" y1="${px(limit)}" y2="${px(limit)}"/>`,
    ...all.map((p, i) =>
      line(
        plot,
        [...p.singularValues.keys()].map((k) => k + 1),
        p.singularValues,
        i,
      ),
    ),
    ...legend(names),
  ]);
}

function informationPicture({ regressors, correlation, condition, responseInflation }: Information): string {
  const n = regressors.length;
  const side = PLOT.bottom + 20 - PLOT.top;
  const left = 190;
  const at = (row: number) => PLOT.top + (side * (row + 0.5)) / n + 4;
  const cells = Array.from({ length: n * n }, (_, k) => k).flatMap((k) => {
    const [row, column] = [Math.floor(k / n), k % n];
    return n > 8
      ? []
      : [
          text(left + (side * (column + 0.5)) / n, at(row), figure(Number((correlation[k] ?? 0).toFixed(2))), {
            anchor: "middle",
          }),
        ];
  });
  const words = `condition ${figure(condition)}; inflation of the response ${responseInflation.map(figure).join(", ")}`;
  return picture("Information: correlation of regressors", words, [
    ...heatMap({
      left,
      top: PLOT.top,
      width: side,
      height: side,
      columns: n,
      rows: n,
      // Half strength, so that the figures in the cells stay readable.
      shade: (column, row) => (column === row ? 0 : 0.55 * (correlation[row * n + column] ?? 0)),
    }),
    ...regressors.map((name, row) => text(left - 8, at(row), name, { anchor: "end" })),
    ...cells,
  ]);
}

function coveragePicture(name: string, { counts, cells, stateRange, controlRange, occupied, evenness }: Coverage): string {
  const most = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 0)) || 1;
  const plot = axes(
    { label: "zone temperature, °C", from: stateRange.min, to: stateRange.max },
    { label: name, from: controlRange.min, to: controlRange.max },
  );
  const words = `${percent(occupied)} of ${cells} x ${cells} cells seen; evenness ${figure(evenness)}`;
  return picture("State-action coverage", words, [
    ...heatMap({
      left: PLOT.left,
      top: PLOT.top,
      width: PLOT.right - PLOT.left,
      height: PLOT.bottom - PLOT.top,
      columns: cells,
      rows: cells,
      shade: (column, row) => Math.log1p(counts[column * cells + (cells - 1 - row)] ?? 0) / most,
    }),
    ...plot.marks,
  ]);
}

function correlationPicture({ correlations }: QualityReport): string {
  const shown = [...correlations].sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation)).slice(0, 10);
  const strongest = shown[0];
  const middle = 370;
  const rowHeight = (PLOT.bottom + 10 - PLOT.top) / Math.max(4, shown.length);
  const bars = shown.flatMap(({ control, other, correlation, lagH }, i) => {
    const y = PLOT.top + rowHeight * i;
    const wide = 130 * Math.abs(correlation);
    const place = `x="${px(correlation < 0 ? middle - wide : middle)}" y="${px(y + 3)}" height="${px(rowHeight - 6)}"`;
    return [
      `<rect ${place} width="${px(wide)}" fill="${seriesColour(correlation < 0 ? 1 : 0)}"/>`,
      text(12, y + rowHeight / 2 + 4, `${control} ~ ${other}`),
      text(
        middle + (correlation < 0 ? 6 : -6),
        y + rowHeight / 2 + 4,
        `${figure(Number(correlation.toFixed(2)))} at ${figure(lagH)} h`,
        {
          anchor: correlation < 0 ? "start" : "end",
        },
      ),
    ];
  });
  const words = strongest ? `strongest ${figure(Number(strongest.correlation.toFixed(2)))}, within a day` : "";
  return picture("Correlation of controls", words, [
    ...bars,
    `<line class="axis" x1="${middle}" x2="${middle}" y1="${PLOT.top}" y2="${PLOT.bottom + 10}"/>`,
  ]);
}

function energyPicture(energy: readonly EnergyUse[]): string {
  const days = Math.max(1, ...energy.map((e) => e.perDayWh.length));
  const mostKWh = Math.max(1e-3, ...energy.flatMap((e) => [...e.perDayWh])) / 1000;
  const plot = axes({ label: "day", from: 0, to: days }, { label: "kWh a day", from: 0, to: 1.05 * mostKWh });
  const words = energy.map((e) => `${e.name} ${figure(e.energyWh / 1000)} kWh`).join(", ");
  return picture("Energy", words, [
    ...plot.marks,
    ...energy.map(({ perDayWh }, i) => {
      const ends = [...perDayWh].flatMap((wh, day) => [
        [day, wh / 1000],
        [day + 1, wh / 1000],
      ]);
      return line(
        plot,
        ends.map(([day]) => day ?? 0),
        ends.map(([, kWh]) => kWh ?? 0),
        i,
      );
    }),
    ...legend(energy.map((e) => e.name)),
  ]);
}
