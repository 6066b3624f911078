/** Judges every import by the table: allowed folders and packages, and other folders only through their door. */
import type { Import, Source, Violation } from "./sources.ts";
import { EXCEPTIONS, OUTSIDE, type Row, TABLE, WITHOUT_DOOR } from "./table.ts";

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

const allows = (patterns: readonly string[], name: string) =>
  patterns.some((p) => (p.endsWith("*") ? name.startsWith(p.slice(0, -1)) : p === name));

function judge(folder: string, row: Row, { specifier, target }: Import): string | undefined {
  if (target !== undefined)
    return target.startsWith(`${folder}/`)
      ? undefined
      : `leaves ${folder}/ by a relative path (${specifier}); use the other folder's door`;
  if (specifier.startsWith("#")) {
    const [name = "", ...inside] = specifier.slice(1).split("/");
    if (name === folder) return `goes through its own door (${specifier}); within a folder imports are relative`;
    if (!row.folders.includes(name)) return `${folder}/ may not import ${name}/`;
    return inside.length > 0 ? `reaches into ${name}/ (${specifier}); its door is #${name}` : undefined;
  }
  if (specifier.startsWith("node:")) {
    const allowed = typeof row.node === "boolean" ? row.node : row.node.includes(specifier);
    return allowed ? undefined : `${folder}/ may not use ${specifier}`;
  }
  return allows(row.packages, packageOf(specifier)) ? undefined : `${folder}/ may not use the package ${packageOf(specifier)}`;
}

/** What breaks the table; a top folder without a row breaks it too. */
export function tableViolations(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source): Violation[] => {
    const { path, folder } = source;
    if (folder === "" || OUTSIDE.includes(folder)) return [];
    const row = TABLE[folder];
    if (!row) return [{ path, line: 1, why: `the folder ${folder}/ has no row in the import table` }];
    return source.imports.flatMap((found) => {
      if (EXCEPTIONS.some(([from, to]) => from === path && to === found.target)) return [];
      const why = judge(folder, row, found);
      return why === undefined ? [] : [{ path, line: found.line, why }];
    });
  });
}

/** Folders of the table that hold sources but no `index.ts`. */
export function doorViolations(sources: readonly Source[]): Violation[] {
  const paths = new Set(sources.map((s) => s.path));
  const folders = new Set(sources.map((s) => s.folder));
  return Object.keys(TABLE)
    .filter((folder) => folders.has(folder) && !WITHOUT_DOOR.includes(folder) && !paths.has(`${folder}/index.ts`))
    .map((folder) => ({ path: `${folder}/index.ts`, line: 1, why: `${folder}/ has no door` }));
}
