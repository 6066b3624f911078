/** The part of the data card that says what the excitation of one building is worth. */
import type { QualityReport } from "../excitation/quality.ts";

export interface ShownQuality {
  readonly building: string;
  readonly report: QualityReport;
  /** Paths of its pictures. */
  readonly pictures: readonly string[];
}

/** A row a control, and the pictures. */
export function qualityText({ building, report, pictures }: ShownQuality): string {
  const { controls, correlations, information, comfort, jointPersistency: joint } = report;
  const isControl = (name: string) => controls.some((c) => c.name === name);
  /** Strongest correlation with what is, or is not, a control. */
  const strongest = (name: string, withControls: boolean) => {
    const others = correlations.flatMap((c) => {
      const other = c.control === name ? c.other : c.other === name ? c.control : undefined;
      return other !== undefined && isControl(other) === withControls ? [Math.abs(c.correlation)] : [];
    });
    return others.length === 0 ? "-" : Math.max(...others).toFixed(2);
  };
  const rows = controls.map(({ name, persistency, spectrum, coverage, saturated }, k) => {
    const shares = [spectrum.covered, coverage.occupied, saturated].map(percent);
    const inflation = information.responseInflation[k] ?? Number.NaN;
    return `| \`${name}\` | ${persistency.rank} of ${persistency.rows} | ${shares.join(" | ")} | ${inflation.toFixed(1)} | ${strongest(name, false)} | ${strongest(name, true)} |`;
  });
  return `
### Excitation of \`${building}\`

First zone, ${report.rows.toLocaleString("en")} rows, closed-loop episodes among them; in 18..26 °C ${percent(comfort.share)} of occupied time. All
controls together are persistently exciting of rank ${joint.rank} of ${joint.rows}; condition number of the information matrix ${information.condition.toPrecision(3)}.

| control | persistently exciting | bands of period | cells of temperature and level | at an end of its range | variance inflation of the response | with weather | with other controls |
|---|---|---|---|---|---|---|---|
${rows.join("\n")}

The last two are the strongest correlations at shifts of up to a day.

${pictures.map((p) => `![${p.split("/").at(-1)?.replace(".svg", "")}](${p})`).join("\n")}
`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
