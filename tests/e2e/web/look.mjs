// Takes screenshots against the stand-in, to look at while the page is being made and for the user
// guide (docs/images/page-*.png).
// usage: node look.mjs OUT_FOLDER [name...]
import { FakeService } from "./fake_service/service.mjs";
import { openBrowser } from "./browser.mjs";
import { scenes, show } from "./scenes.mjs";
import { fileURLToPath } from "node:url";

const [out, ...wanted] = process.argv.slice(2);
const page = process.env.CURVESPICE_PAGE ?? fileURLToPath(new URL("../../../build/share/curvespice-page", import.meta.url));
for (const scene of scenes) {
  if (wanted.length && !wanted.includes(scene.name)) continue;
  const service = new FakeService({ page, ...scene.service });
  const browser = await openBrowser(scene.browser);
  try {
    await show(scene, service, browser.page);
    await browser.page.waitForTimeout(scene.settle ?? 700);
    await browser.page.screenshot({ path: `${out}/${scene.name}.png` });
    if (browser.errors.length) console.log(scene.name, browser.errors);
  } finally {
    await browser.close();
    await service.stop();
  }
}
