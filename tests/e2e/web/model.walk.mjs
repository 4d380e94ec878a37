// The review of a model: plots, errors, parameters; approval with a name and a comment.
import assert from "node:assert/strict";
import { modelOutcome } from "./model.mjs";
import { assertReadable, waitForText, walk } from "./walk.mjs";

const options = { service: { pause: 3, outcome: (job) => modelOutcome({ part: job.part }) } };

async function makeModel({ service, open }) {
  service.store.createJob({ part: "BAS16", device: "diode", kind: "model" });
  while (service.store.find("job", 1).status !== "completed") await new Promise((done) => setTimeout(done, 10));
  await open("/review");
}

walk("a model is found, looked at, rejected with a reason and then approved", options, async (context) => {
  const { page, service } = context;
  await makeModel(context);
  await page.getByRole("link", { name: "BAS16 diode" }).click();
  await waitForText(page, ".errors", "RMS");
  assert.equal(await page.locator(".plot canvas").count(), 2);
  await waitForText(page, ".errors tr", /IS.*1.02e-9 A.*figure 3/);
  await waitForText(page, ".figure-check", "A derating curve is no characteristic");
  await assertReadable(page);
  const ink = () => page.locator(".plot canvas").first().evaluate((canvas) => canvas.toDataURL().length);
  const before = await ink();
  await page.getByLabel("log y").click();
  await page.waitForFunction((old) => document.querySelector(".plot canvas")?.toDataURL().length !== old, before);
  await page.getByLabel("Your name").fill("Ada");
  assert.ok(await page.getByRole("button", { name: "Reject" }).isDisabled(), "a rejection needs a comment");
  await page.getByLabel("Comment").fill("25 °C is off above 1 A");
  await page.getByRole("button", { name: "Reject" }).click();
  await waitForText(page, ".audit", /rejected Ada.*25 °C is off above 1 A/s);
  await page.getByRole("button", { name: "Approve" }).click();
  await waitForText(page, ".audit li:first-child", /approved Ada/);
  assert.deepEqual(service.store.all("review").map((one) => [one.subject, one.decision, one.reviewer]),
    [["model", "rejected", "Ada"], ["model", "accepted", "Ada"]]);
  await page.getByRole("link", { name: "Review" }).click();
  await waitForText(page, "h2", "Nothing waits for you");
});

walk("model and report are downloaded", options, async (context) => {
  const { page, open } = context;
  await makeModel(context);
  await open("/job/1/model");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Model ↓" }).click()]);
  assert.equal(download.suggestedFilename(), "BAS16.lib");
});

walk("two versions of a part's model are compared", { service: { pause: 3, outcome: (job) => {
  const end = modelOutcome({ part: job.part });
  const json = JSON.parse(end.files["verification.json"].bytes);
  json.parameters[0].value *= job.id === 1 ? 1 : 1.1;
  end.files["verification.json"].bytes = Buffer.from(JSON.stringify(json));
  return end;
} } }, async (context) => {
  const { page, service, open } = context;
  service.store.createJob({ part: "BAS16", device: "diode", kind: "model" });
  await makeModel(context);
  while (service.store.find("job", 2).status !== "completed") await new Promise((done) => setTimeout(done, 10));
  await open("/job/1/model");
  await page.getByLabel("Compare with").last().selectOption("2");
  await waitForText(page, ".errors tr", /IS.*1.122e-9 \+10 %/);
  await waitForText(page, ".errors tr", /RS.*same/);
});
