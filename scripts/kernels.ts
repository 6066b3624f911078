/** `node scripts/kernels.ts`: compiles the forecaster's kernels (AssemblyScript) and writes them as modules beside their source. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { pathToFileURL } from "node:url";
import { main } from "assemblyscript/asc";

const FOLDER = join(import.meta.dirname, "../forecasting/kernels");
const SOURCES = join(FOLDER, "assembly");
const OPTIONS = "-O3 --noAssert --runtime stub --importMemory --noExportMemory --initialMemory 1 --enable simd".split(" ");

export type Build = "simd" | "relaxed";

/** The wasm bytes of one build. The builds differ in their multiply-add only. */
async function compile(build: Build): Promise<Uint8Array> {
  const entry = (name: string) => (build === "relaxed" && name === "fused" ? "fused-relaxed" : name);
  let bytes: Uint8Array | undefined;
  const messages: string[] = [];
  const { error } = await main(
    ["index.ts", "-o", "out.wasm", ...OPTIONS, ...(build === "relaxed" ? ["--enable", "relaxed-simd"] : [])],
    {
      // The compiler knows sources by the ending `.ts` only.
      readFile: (name) => {
        const stem = /^(?:\.\/)?([\w-]+)\.ts$/.exec(name)?.[1];
        return stem !== undefined && readdirSync(SOURCES).includes(`${stem}.as`)
          ? readFileSync(join(SOURCES, `${entry(stem)}.as`), "utf8")
          : null;
      },
      writeFile: (name, contents) => {
        if (name === "out.wasm") bytes = contents as Uint8Array;
      },
      listFiles: () => [],
      stdout: { write: () => {} },
      stderr: { write: (text) => void messages.push(String(text)) },
    },
  );
  if (error || !bytes) throw new Error(`the kernels do not compile: ${messages.join("")}`);
  return bytes;
}

/** The text of the module that carries one build. */
export async function kernelModule(build: Build): Promise<string> {
  const base64 = Buffer.from(await compile(build)).toString("base64");
  const what = build === "simd" ? "SIMD" : "relaxed SIMD";
  return `/** Kernels compiled for ${what}: made by scripts/kernels.ts from assembly/, not by hand. */\nexport const ${build.toUpperCase()}_WASM =\n  "${base64}";\n`;
}

export const kernelPath = (build: Build): string => join(FOLDER, `${build}-wasm.ts`);

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  for (const build of ["simd", "relaxed"] as const) {
    const text = await kernelModule(build);
    writeFileSync(kernelPath(build), text);
    stdout.write(`${kernelPath(build)}: ${text.length} characters\n`);
  }
}
