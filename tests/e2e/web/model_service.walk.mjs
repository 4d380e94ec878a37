// From the datasheet to a library through the page of the real service: the drawn example is made into
// a model, approved, put into a library; a batch with a bad file goes on; reviews are on record.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chartSvg } from "./chart.mjs";
import { realWalk, upload } from "./real_walk.mjs";
import { assertReadable, waitForText } from "./walk.mjs";

const datasheet = process.env.CURVESPICE_EXAMPLE ??
  fileURLToPath(new URL("../../../build/example/EX4148.pdf", import.meta.url));

const svg = (name) => ({ name, mimeType: "image/svg+xml", buffer: Buffer.from(chartSvg()) });
const bad = { name: "BROKEN.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 and then nothing") };

realWalk("a datasheet becomes an approved model in a library", { needs: datasheet }, async ({ page, open, service, shot }) => {
  await open();
  await upload(page, datasheet);
  await page.getByLabel("Device class of EX4148.pdf").selectOption("diode");
  await shot("upload");
  await page.getByRole("button", { name: "Make model" }).click();
  await waitForText(page, "tr", /EX4148.*(processing|completed)/);
  await shot("monitor-running");
  await page.locator("tr").filter({ hasText: /EX4148.*completed/ }).waitFor({ timeout: 90_000 });
  await shot("monitor");
  await page.getByRole("link", { name: "EX4148" }).click();
  await waitForText(page, "h2", /figures?$/);
  await shot("job");
  await assertReadable(page, "the job");
  await page.getByRole("link", { name: "Review model" }).click();
  await waitForText(page, ".figure-check", "grade");
  await shot("model");
  await assertReadable(page, "the model");
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Comment").fill("follows the datasheet");
  await page.getByRole("button", { name: "Approve" }).click();
  await waitForText(page, ".audit", /approved.*Ada/);
  const { models } = await service.get("/api/models");
  assert.deepEqual(models.map((one) => [one.part, one.state, one.review.reviewer]), [["EX4148", "approved", "Ada"]]);
  await page.getByRole("link", { name: "Libraries" }).click();
  await waitForText(page, "tr", /EX4148.*approved.*Ada/);
  await page.getByRole("button", { name: "Build library" }).click();
  await page.getByLabel("Name of the library").fill("diodes");
  await page.getByRole("button", { name: "Build", exact: true }).click();
  await waitForText(page, ".library-built", /diodes.*1 part/);
  await page.locator(".library-built select").first().waitFor();
  await shot("library");
  await assertReadable(page, "the library");
  const [download] = await Promise.all([page.waitForEvent("download"),
    page.locator(".library-built select").first().selectOption("ltspice")]);
  assert.match(await readFile(await download.path(), "utf8"), /for ltspice[^]*\.model/);
  await page.getByRole("link", { name: "Parts" }).click();
  await page.getByRole("link", { name: "EX4148" }).click();
  await waitForText(page, ".errors tr", "IS");
  await shot("part");
  await assertReadable(page, "the part");
  const [archive] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export ↓" }).click()]);
  await page.getByRole("link", { name: "Parts" }).click();
  await page.getByLabel("Archive of a part").setInputFiles({ name: "EX4148.zip", mimeType: "application/zip", buffer: await readFile(await archive.path()) });
  await waitForText(page, ".toast", /already a product with the part number 'EX4148'/);
});

realWalk("a batch goes on beside a bad file, which says what it is", {}, async ({ page, open, service, shot }) => {
  await open();
  await upload(page, svg("D1.svg"), bad, svg("D2.svg"));
  await page.getByRole("button", { name: /Extract curves/ }).click();
  await waitForText(page, "tr", /D1.*completed/);
  await waitForText(page, "tr", /D2.*completed/);
  await waitForText(page, "tr", /BROKEN.*failed/);
  const { jobs } = await service.get("/api/jobs?status=failed");
  assert.match(jobs[0].error.message, /BROKEN\.pdf/);
  assert.doesNotMatch(jobs[0].error.message, /[0-9a-f]{64}/);
  await waitForText(page, ".toast", /ended/);
  await shot("batch-jobs");
  await page.getByRole("link", { name: "Batches" }).click();
  await waitForText(page, ".batch", /2 completed, 1 failed/);
  await shot("batches");
  await assertReadable(page, "the batches");
  const [zip] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download zip" }).first().click()]);
  assert.equal((await readFile(await zip.path())).subarray(0, 2).toString(), "PK");
  await page.getByRole("link", { name: "Statistics" }).click();
  await waitForText(page, ".statistics", /bad input/);
  await shot("statistics");
  await assertReadable(page, "the statistics");
});

realWalk("jobs are searched, sorted and filtered by the service", {}, async ({ page, open, service }) => {
  for (const [part, priority] of [["BAS16", "low"], ["1N4148", "urgent"], ["BAT54", "normal"]])
    await service.post("/api/job/create", { kind: "trivial", part, priority });
  await open();
  await waitForText(page, "tr", /1N4148.*completed/);
  const rows = () => page.locator("tbody .cell-part a").allTextContents();
  await page.getByRole("button", { name: "Part or file" }).click();
  await page.waitForFunction(() => document.querySelector("tbody .cell-part a")?.textContent === "1N4148");
  assert.deepEqual(await rows(), ["1N4148", "BAS16", "BAT54"]);
  await page.locator("#job-search").fill("bat");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
  assert.deepEqual(await rows(), ["BAT54"]);
  await page.locator("#job-search").fill("");
  await page.getByLabel("Priority", { exact: true }).selectOption("urgent");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
  assert.deepEqual(await rows(), ["1N4148"]);
});
