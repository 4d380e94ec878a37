// Runs the walks one after the other; without chromium or a built page it says so and ends with 77
// (ctest: skipped).
import { existsSync, readdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const here = fileURLToPath(new URL(".", import.meta.url));
const browser = process.env.CHROMIUM ?? "/usr/bin/chromium";
const page = process.env.CURVESPICE_PAGE ?? join(here, "../../../build/share/curvespice-page");
const modules = join(here, "../../../queue/web/node_modules/playwright-core");
for (const [what, path] of [["a browser", browser], ["the built page", join(page, "page.js")], ["playwright-core", modules]]) {
  if (existsSync(path)) continue;
  console.log(`skipped: ${what} is not there (${path})`);
  process.exit(77);
}
const wanted = process.argv.slice(2);
const walks = readdirSync(here).filter((name) => name.endsWith(".walk.mjs") &&
  (wanted.length === 0 || wanted.some((word) => name.startsWith(word)))).map((name) => join(here, name));
const { status } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", ...walks],
  { stdio: "inherit", env: { ...process.env, CURVESPICE_PAGE: page, CHROMIUM: browser } });
process.exitCode = status ?? 1;
