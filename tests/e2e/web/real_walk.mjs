// A walk through the page of the real service with the real engine.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { program, RealService } from "./real_service.mjs";
import { waitForText } from "./walk.mjs";

const skip = existsSync(program) ? false : `${program} is not built`;
const shots = process.env.CURVESPICE_SHOTS; // a folder for screenshots to look at

// `options.browser` goes to the browser, `options.needs` is a file without which it is skipped.
export function realWalk(name, options, steps) {
  const missing = options.needs && !existsSync(options.needs) ? `${options.needs} is not there` : false;
  test(name, { skip: skip || missing, timeout: 240_000 }, async () => {
    const service = new RealService();
    const browser = await openBrowser(options.browser);
    const { page, context, errors } = browser;
    const shot = async (title) => {
      if (!shots) return;
      await mkdir(shots, { recursive: true });
      await page.waitForTimeout(400); // what fades in has
      await page.screenshot({ path: `${shots}/${title}.png`, style: ".toasts { display: none }" });
    };
    try {
      const address = await service.start();
      const open = (path = "") => page.goto(`${address}/#token=${service.token}&${path}`);
      await steps({ service, open, page, context, shot });
      assert.deepEqual(errors, [], "no script failed");
    } catch (error) {
      await shot(`failed-${name.slice(0, 20)}`);
      throw error;
    } finally {
      await browser.close();
      await service.stop();
    }
  });
}

// Waits until all files are stored.
export async function upload(page, ...files) {
  await page.locator("input[type=file]").setInputFiles(files);
  await waitForText(page, ".upload-actions", "Extract curves");
  await page.waitForFunction((count) => document.querySelectorAll(".upload-stored").length === count, files.length);
}
