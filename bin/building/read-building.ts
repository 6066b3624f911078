/** A building by the name of its file or its archetype. */
import { existsSync, readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { ZonecastError } from "#domain";
import { archetype, type BuildingModel, checkBuildingFile, faultsError, type Path, pathText } from "#sim";

export interface ReadBuilding {
  readonly model: BuildingModel;
  /** What should be looked at, a line each. */
  readonly doubts: readonly string[];
}

const ENDINGS = [".yaml", ".yml", ".json"];
/** Larger files are no buildings. */
const MOST_BYTES = 20_000_000;

/**
 * The building in a YAML or JSON file; a name without such an ending is an archetype's unless a file is called so.
 * Throws `bad-file` with line and place of every fault, `unknown-name` for an archetype that does not exist.
 */
export function readBuilding(name: string): ReadBuilding {
  const isFile = ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)) || existsSync(name);
  if (!isFile) return { model: archetype(name), doubts: [] };
  return parseBuilding(textOf(name), name);
}

/** The building in a YAML or JSON text. */
export function parseBuilding(text: string, file: string): ReadBuilding {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new ZonecastError("bad-file", `${file}: line ${line}, column ${col}: ${broken.message}`);
  }
  const lineOf = (path: Path): number | undefined => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      const range = typeof node === "object" && node !== null && "range" in node ? (node.range as readonly number[]) : undefined;
      if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
    }
    return undefined;
  };
  const { model, faults, doubts } = checkBuildingFile(document.toJS());
  if (!model) throw faultsError(faults, file, lineOf);
  return { model, doubts: doubts.map(({ path, message }) => `${placed(lineOf(path))}${pathText(path)} ${message}`) };
}

const placed = (line: number | undefined): string => (line === undefined ? "" : `line ${line}: `);

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MOST_BYTES) throw new Error("too large");
    return bytes.toString("utf8");
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
