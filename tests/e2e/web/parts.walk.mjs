// Parts come with uploads; the library takes approved models and tells of drift.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { modelOutcome } from "./model.mjs";
import { assertReadable, waitForText, walk } from "./walk.mjs";

let made = 0;
const outcome = (job) => {
  const end = modelOutcome({ part: job.part });
  end.files[`${job.part}.lib`].bytes = Buffer.from(`.model D${job.part} D(IS=${++made}n)\n`);
  return end;
};
const pdf = (name) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4 ${name}`) });

walk("an uploaded datasheet makes a part, with its files, jobs and parameters", { service: { pause: 3, outcome } }, async ({ page, open, service }) => {
  await open();
  await page.locator("input[type=file]").setInputFiles([pdf("BAS16.pdf")]);
  await page.getByRole("button", { name: "Make model" }).click();
  await waitForText(page, "tr", /BAS16.*completed/);
  await page.getByRole("link", { name: "Parts" }).click();
  await page.getByRole("link", { name: "BAS16" }).click();
  await waitForText(page, ".errors tr", /IS.*figure 3/);
  await waitForText(page, ".files", "BAS16.pdf");
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Maker").fill("Nexperia");
  await page.getByRole("button", { name: "Save" }).click();
  await waitForText(page, ".page-head", "Nexperia");
  assert.equal(service.store.find("product", 1).manufacturer, "Nexperia");
  await assertReadable(page);
});

walk("the library holds what was approved, and says where a newer job differs", { service: { pause: 3, outcome } }, async ({ page, open, service }) => {
  for (const part of ["BAS16", "BAV99"]) service.store.createJob({ part, device: "diode", kind: "model" });
  while (service.store.all("job").some((job) => job.status !== "completed")) await new Promise((done) => setTimeout(done, 10));
  await open("/libraries");
  await waitForText(page, ".page-head", "0 of 2 models approved");
  service.store.add("review", { job_id: 1, subject: "model", decision: "accepted", reviewer: "Ada", comment: "", created_at: Date.now() });
  service.store.createJob({ part: "BAS16", device: "diode", kind: "model" });
  await waitForText(page, "tr", /BAS16.*approved.*Ada.*job 3 made another model/);
  await assertReadable(page);
  await page.getByRole("button", { name: "Build library" }).click();
  await page.getByRole("button", { name: "Build", exact: true }).click();
  await page.locator(".library-built select").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".library-built select").selectOption("pspice")]);
  assert.equal(await readFile(await download.path(), "utf8"), "* for pspice\n");
});
