/** A building model as a YAML text that a person can read and change. */
import { Document, isScalar, isSeq, visit } from "yaml";
import type { BuildingModel } from "#sim";

const HEAD = " A building of Zonecast. Every name says the unit of its number; docs/building-file.md explains each.";

export function buildingYaml(model: BuildingModel): string {
  const document = new Document(rounded(model));
  document.commentBefore = HEAD;
  // Days of 24 shares and pairs of names stay on one line.
  visit(document, {
    Seq(_, node) {
      if (isSeq(node) && node.items.every((item) => isScalar(item))) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Seven digits are more than anybody measures. */
function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(7));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
  return value;
}
