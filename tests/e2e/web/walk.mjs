// A walk: a stand-in service, a browser, and what every walk checks at its end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser, seriousFindings, smallTexts } from "./browser.mjs";
import { FakeService } from "./fake_service/service.mjs";

export function walk(name, options, steps) {
  test(name, { timeout: 60_000 }, async () => {
    const service = new FakeService({ page: process.env.CURVESPICE_PAGE, ...options.service });
    const address = await service.start();
    const browser = await openBrowser(options.browser);
    try {
      const open = (path = "") => browser.page.goto(`${address}/#token=${service.token}&${path}`);
      await steps({ service, address, open, page: browser.page, context: browser.context });
      assert.deepEqual(browser.errors, [], "no script failed");
    } finally {
      await browser.close();
      await service.stop();
    }
  });
}

// The page as it stands can be read by everyone.
export async function assertReadable(page, where = "the page") {
  assert.deepEqual(await seriousFindings(page), [], where);
  assert.deepEqual(await smallTexts(page), [], where);
}

// Waits until the page says so, or fails with what it says instead.
export async function waitForText(page, selector, pattern) {
  await page.locator(selector).filter({ hasText: pattern }).first().waitFor({ timeout: 15_000 });
}

export async function waitForValue(page, field, value) {
  await page.waitForFunction(([element, wanted]) => element.value === wanted, [await field.elementHandle(), value], { timeout: 5_000 });
}
