/** Names in a building: each once, each known where it is used, and zones that hang together. */
import type { BuildingModel } from "../model.ts";
import type { Fault, Path } from "./fault.ts";

/** Double names, unknown zones, and zones that nothing touches. */
export function nameFaults(model: BuildingModel): Fault[] {
  const faults: Fault[] = [];
  for (const list of ["zones", "elements", "windows"] as const) {
    const first = new Map<string, number>();
    model[list].forEach(({ id }, i) => {
      const before = first.get(id);
      if (before === undefined) first.set(id, i);
      else faults.push({ path: [list, i, "id"], message: `'${id}' is the name of ${list}[${before}] already` });
    });
  }
  const zones = model.zones.map((z) => z.id);
  const known = (id: string, path: Path) => {
    if (!zones.includes(id)) faults.push({ path, message: `there is no zone '${id}'; there are: ${zones.join(", ")}` });
  };
  model.elements.forEach((e, i) => {
    known(e.zone, ["elements", i, "zone"]);
    if (e.boundary.to !== "zone") return;
    known(e.boundary.zone, ["elements", i, "boundary", "zone"]);
    if (e.boundary.zone === e.zone)
      faults.push({ path: ["elements", i, "boundary", "zone"], message: `is '${e.zone}' on both sides` });
  });
  model.windows.forEach((w, i) => void known(w.zone, ["windows", i, "zone"]));
  model.airLinks.forEach(({ zones: pair }, i) => {
    for (const k of [0, 1] as const) known(pair[k], ["airLinks", i, "zones", k]);
  });
  zones.forEach((id, i) => {
    if (!touched(model, id))
      faults.push({ path: ["zones", i], message: `nothing touches zone '${id}': no wall, window or air link` });
  });
  // Names that are not known would tear a building apart that hangs together.
  const groups = faults.length > 0 ? [] : groupsOf(model);
  if (groups.length > 1)
    faults.push({
      path: ["zones", zones.indexOf(groups[1]?.[0] ?? "")],
      message:
        `'${groups[1]?.[0]}' and '${groups[0]?.[0]}' exchange nothing: the zones fall into ${groups.length} parts, ` +
        `${groups.map((g) => g.join(" + ")).join(" | ")}; a wall or an air link joins them, or each part is a building of its own`,
    });
  return faults;
}

function touched(model: BuildingModel, id: string): boolean {
  return (
    model.elements.some((e) => e.zone === id || (e.boundary.to === "zone" && e.boundary.zone === id)) ||
    model.windows.some((w) => w.zone === id) ||
    model.airLinks.some((link) => link.zones.includes(id))
  );
}

/** Zones in groups that walls or air join: more than one group is a building in several parts. */
function groupsOf(model: BuildingModel): string[][] {
  const group = new Map(model.zones.map((z): [string, string] => [z.id, z.id]));
  const rootOf = (id: string): string => {
    const up = group.get(id) ?? id;
    return up === id ? id : rootOf(up);
  };
  const join = (a: string, b: string) => void group.set(rootOf(a), rootOf(b));
  for (const e of model.elements) if (e.boundary.to === "zone") join(e.zone, e.boundary.zone);
  for (const { zones } of model.airLinks) join(zones[0], zones[1]);
  return [...Map.groupBy(model.zones, (z) => rootOf(z.id)).values()].map((zones) => zones.map((z) => z.id));
}
