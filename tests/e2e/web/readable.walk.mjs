// Every view, light and dark: axe-core finds nothing serious, no text is smaller than 12 px, nothing
// runs over the sides of a small screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { FakeService } from "./fake_service/service.mjs";
import { scenes, show } from "./scenes.mjs";
import { assertReadable } from "./walk.mjs";

const views = scenes.filter((scene) => !scene.browser);

for (const scheme of ["light", "dark"]) {
  test(`all views can be read, ${scheme}`, { timeout: 240_000 }, async () => {
    const browser = await openBrowser({ scheme });
    try {
      for (const scene of views) {
        const service = new FakeService({ page: process.env.CURVESPICE_PAGE, ...scene.service });
        try {
          await show(scene, service, browser.page);
          await browser.page.waitForTimeout(400);
          await assertReadable(browser.page, scene.name);
          const over = await browser.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(over <= 0, `${scene.name} is ${over} px too wide`);
        } finally {
          await service.stop();
        }
      }
    } finally {
      await browser.close();
    }
  });
}
