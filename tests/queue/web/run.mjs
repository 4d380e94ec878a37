// Bundles the page's unit tests (TypeScript) and runs them with node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../../queue/web/package.json", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "curvespice-web-unit-"));
const names = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
try {
  require("esbuild").buildSync({ entryPoints: names.map((name) => join(here, name)), outdir: out, bundle: true,
    platform: "node", format: "esm", outExtension: { ".js": ".mjs" }, jsx: "automatic", jsxImportSource: "preact",
    nodePaths: [fileURLToPath(new URL("../../../queue/web/node_modules", import.meta.url))] });
  const files = readdirSync(out).map((name) => join(out, name));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
