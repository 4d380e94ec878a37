// Debian's chromium through playwright-core, in an empty profile of its own.
import { createRequire } from "node:module";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(new URL("../../../queue/web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axePath = require.resolve("axe-core/axe.min.js");

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export async function openBrowser({ width = 1280, height = 720, scheme = "light" } = {}) {
  const profile = await mkdtemp(join(tmpdir(), "curvespice-web-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: flags,
    viewport: { width, height }, colorScheme: scheme, acceptDownloads: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { context, page, errors, close };
}

// axe-core's serious and critical findings, as one line each.
export async function seriousFindings(page) {
  await page.evaluate(await readFile(axePath, "utf8")); // the page's policy allows no script tag
  const results = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return results.violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.help} (${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")})`);
}

// Elements whose own text is smaller than 12 px.
export function smallTexts(page) {
  return page.evaluate(() => [...document.querySelectorAll("body *")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) &&
    parseFloat(getComputedStyle(element).fontSize) < 12).map((element) => element.outerHTML.slice(0, 120)));
}
