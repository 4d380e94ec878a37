// Bundles the page into the folder that the service serves: index.html, page.js, page.css.
//
// usage: node build.mjs OUT_FOLDER
import { build } from "esbuild";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "dist");
const limit = 250 * 1024; // bytes, compressed: the page opens at once even through a slow tunnel

async function bundle() {
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: { page: join(here, "src/main.tsx") },
    outdir: out,
    bundle: true,
    minify: true,
    sourcemap: false,
    target: "es2022",
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "warning",
  });
  await copyFile(join(here, "src/index.html"), join(out, "index.html"));
}

async function compressedSize() {
  const files = ["index.html", "page.js", "page.css"].map((name) => readFile(join(out, name)));
  return (await Promise.all(files)).reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
}

await bundle();
const size = await compressedSize();
console.log(`page: ${(size / 1024).toFixed(1)} KB compressed, in ${out}`);
if (size > limit) {
  console.error(`page: larger than ${limit / 1024} KB`);
  process.exitCode = 1;
}
