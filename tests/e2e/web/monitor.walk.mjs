// The queue monitor: first start, upload, live rows, choosing many, and a service that goes away.
import assert from "node:assert/strict";
import { assertReadable, waitForText, walk } from "./walk.mjs";

const pdf = (name, text = name) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4 ${text}`) });
const badPart = (job) => job.part === "BADFILE1"
  ? { status: "failed", error: { code: "bad_input", message: "This PDF holds no page" } }
  : { status: "completed", verdict: "pass" };

walk("without a token the page says what to do, and takes one by hand", {}, async ({ page, address, service }) => {
  await page.goto(address);
  await waitForText(page, "code", "curvespice open");
  await assertReadable(page);
  await page.locator("input").fill(`${address}/#token=${service.token}`);
  await page.getByRole("button", { name: "Open" }).click();
  await waitForText(page, "h2", "Nothing in line");
  assert.ok(!page.url().includes(service.token), "the token is out of the address");
  await page.reload();
  await waitForText(page, "h2", "Nothing in line");
});

walk("a wrong token is refused in words", {}, async ({ page, address }) => {
  await page.goto(`${address}/#token=wrong`);
  await waitForText(page, "h2", "does not know this key");
});

walk("files are uploaded, become a batch, and one bad file fails alone", { service: { outcome: badPart } },
  async ({ page, open }) => {
    await open();
    await page.locator("input[type=file]").setInputFiles([pdf("NXP_BAS16.pdf"), pdf("1N4148.pdf"), pdf("BADFILE1.pdf"), pdf("notes.docx")]);
    await waitForText(page, ".upload-failed", "is no datasheet");
    await page.getByLabel("Device class of BADFILE1.pdf").selectOption("diode");
    assert.equal(await page.getByLabel("Part of NXP_BAS16.pdf").inputValue(), "BAS16");
    await assertReadable(page);
    await page.getByRole("button", { name: "Make 3 models" }).click();
    await waitForText(page, "tr", /BAS16.*completed.*pass/);
    await waitForText(page, "tr", /BADFILE1.*failed.*This PDF holds no page/);
    await waitForText(page, ".toast", /BAS16 and 2 more has ended2 completed, 1 failed/);
    assert.equal(await page.locator(".upload-row").count(), 1, "what failed stays on the list");
    await page.getByRole("link", { name: "Batches" }).click();
    await waitForText(page, ".batch", /100 %: 2 completed, 1 failed/);
    await page.getByRole("button", { name: "Retry failed" }).click();
    await waitForText(page, ".batch", /100 %: 2 completed, 1 failed/);
    await assertReadable(page);
  });

walk("a picture is pasted from the clipboard", {}, async ({ page, open }) => {
  await open();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([137, 80, 78, 71])], "BAT54.png", { type: "image/png" }));
    dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  });
  await waitForText(page, ".upload-row", "stored");
  assert.equal(await page.getByLabel("Part of BAT54.png").inputValue(), "BAT54");
  assert.equal(await page.locator(".thumbnail img").count(), 1);
});

walk("many jobs are filtered, sorted, paged, chosen and cancelled", { service: { pause: 1e8 } }, async ({ page, open, service }) => {
  for (let i = 1; i <= 120; i++) service.store.createJob({ part: i % 2 ? `BAS${i}` : `IRF${i}`, kind: "trivial" });
  await open();
  await waitForText(page, ".pager", "1–50 of 120");
  await page.getByLabel("Next page", { exact: true }).click();
  await waitForText(page, ".pager", "51–100 of 120");
  await page.keyboard.press("/");
  await page.keyboard.type("irf1");
  await waitForText(page, ".pager", "1–16 of 16");
  await page.getByRole("button", { name: /Part or file/ }).click();
  await waitForText(page, "tbody tr:first-child", "IRF10");
  await page.getByLabel("Select job 10", { exact: true }).click();
  await page.getByLabel("Select job 104", { exact: true }).click({ modifiers: ["Shift"] });
  const chosen = Number(/\d+/.exec(await page.locator(".selection-count").textContent())[0]);
  assert.equal(chosen, 4, "10, 100, 102, 104");
  await page.getByLabel("Set priority").selectOption("urgent");
  await waitForText(page, ".toast", "4 jobs set to urgent");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await waitForText(page, ".toast", "4 jobs cancelled");
  assert.equal(service.store.all("job").filter((job) => job.status === "cancelled").length, 4);
  await page.keyboard.press("ArrowDown");
  await assertReadable(page);
});

walk("a queue is made, paused, and jobs of a manual queue are started by hand", {}, async ({ page, open, service }) => {
  await open();
  await page.getByRole("button", { name: "New queue" }).click();
  await page.getByLabel("Name").fill("by hand");
  await page.getByLabel("Jobs start").last().selectOption("manual");
  await page.getByRole("button", { name: "Create queue" }).click();
  await waitForText(page, ".queue", "by hand");
  service.store.createJob({ queue: "by hand", part: "BAV99" });
  await waitForText(page, "tr", /BAV99.*held back/);
  await page.getByRole("button", { name: "New queue" }).click();
  await page.getByLabel("Name").fill("by hand");
  await page.getByRole("button", { name: "Create queue" }).click();
  await waitForText(page, ".form-error", "There is a queue 'by hand' already");
  await page.keyboard.press("Escape");
  await page.locator("tbody input").first().click();
  await page.getByRole("button", { name: "Start" }).click();
  await waitForText(page, "tr", /BAV99.*completed/);
});

walk("the service goes away and comes back: the page catches up by itself", {}, async ({ page, open, service }) => {
  await open();
  await waitForText(page, ".connection", "live");
  await service.stop();
  await waitForText(page, ".connection", "service lost");
  service.store.createJob({ part: "MEANWHILE1" });
  await service.start();
  await waitForText(page, ".connection", "live");
  await waitForText(page, "tr", /MEANWHILE1.*completed/);
});
