// The page on the real service with the real engine: a drawn chart is uploaded, read, corrected,
// accepted; digitized by hand; the service is killed in mid-view.
import assert from "node:assert/strict";
import { box, chartSvg, truth } from "./chart.mjs";
import { realWalk, upload } from "./real_walk.mjs";
import { assertReadable, waitForText } from "./walk.mjs";

const svg = { name: "EX4148.svg", mimeType: "image/svg+xml", buffer: Buffer.from(chartSvg()) };

// The largest distance of an extracted curve from its true one, fractions of the plot.
function worstOf(points, curve) {
  const place = ([v, i]) => [v / 1.2, (Math.log10(i) + 3) / 4];
  const line = curve.points.map(place);
  const dense = line.slice(1).flatMap(([x, y], k) => Array.from({ length: 20 }, (_, j) =>
    [line[k][0] + ((x - line[k][0]) * j) / 20, line[k][1] + ((y - line[k][1]) * j) / 20]));
  return Math.max(...points.map((point) => Math.min(...dense.map(([a, b]) => Math.hypot(a - place(point)[0], b - place(point)[1])))));
}

async function extractionOf(service, job) {
  const { figures } = await service.get(`/api/job/${job}/result`);
  return service.get(`/api/job/${job}/files/${figures[0].json}`);
}

function assertRight(extraction, share) {
  for (const curve of truth()) {
    const worst = Math.min(...extraction.curves.map((one) => worstOf(one.points, curve)));
    console.log(`# ${curve.label}: ${(100 * worst).toFixed(2)} % of the plot off`);
    assert.ok(worst < share, `${curve.label} is ${worst} of the plot off`);
  }
}

realWalk("a chart is uploaded, read, corrected, accepted", {}, async ({ page, open, service, shot }) => {
  await open();
  await waitForText(page, ".connection", "live");
  await waitForText(page, "h2", "Nothing in line");
  await shot("first-start");
  await upload(page, svg);
  await page.getByRole("button", { name: "Extract curves" }).click();
  await waitForText(page, "tr", /EX4148.*completed/);
  await page.getByRole("link", { name: "EX4148" }).click();
  await page.locator(".figure-card").click();
  await waitForText(page, ".figure-status", "Fit");
  assertRight(await extractionOf(service, 1), 0.01);
  await assertReadable(page);
  await shot("figure");
  // The top of the axis is taken for 100 A: every current follows.
  await page.getByLabel("Value of the upper mark of the y axis").fill("100");
  const started = Date.now();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/job\/2\/figure\/1/);
  console.log(`# extracted again in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const corrected = await extractionOf(service, 2);
  assert.equal(corrected.axes.y.hi, 100);
  assert.ok(corrected.hints.length > 0);
  await waitForText(page, ".figure-status", "Fit");
  await page.getByRole("button", { name: "Accept" }).click();
  await waitForText(page, ".toast", "Figure accepted");
  const { reviews } = await service.get("/api/job/2/reviews");
  assert.deepEqual(reviews.map((one) => [one.subject, one.decision]), [[`figure:${corrected.artifact_name}`, "accepted"]]);
});

realWalk("a picture is digitized by hand and stored as a figure", {}, async ({ page, context, open, service }) => {
  const painter = await context.newPage();
  await painter.setViewportSize({ width: 960, height: 720 });
  await painter.setContent(`<body style="margin:0">${chartSvg({ legend: false })}</body>`);
  const buffer = await painter.screenshot();
  await painter.close();
  await open("/digitize");
  await page.locator("input[type=file]").setInputFiles({ name: "scan.png", mimeType: "image/png", buffer });
  await waitForText(page, ".steps", "Type the values");
  for (const [mark, value] of [["left mark of the x", "0"], ["right mark of the x", "1.2"], ["lower mark of the y", "1m"], ["upper mark of the y", "10"]])
    await page.getByLabel(`Value of the ${mark} axis`).fill(value);
  await page.getByLabel("Scale of the y axis").selectOption("log10");
  await page.getByRole("button", { name: "trace every colour" }).click();
  await waitForText(page, ".figure-status", "Traced 3 lines");
  await page.getByRole("button", { name: "Store as figure" }).click();
  await page.waitForURL(/job\/1\/figure\/1/, { timeout: 60_000 });
  const extraction = await extractionOf(service, 1);
  assert.equal(extraction.curves.length, 3);
  assert.equal(extraction.status, "review", "the engine never accepts what a hand has drawn");
  extraction.source.box_pt.forEach((edge, i) => assert.ok(Math.abs(edge - 2 * box[i]) < 1.5));
  assertRight(extraction, 0.01);
});

realWalk("the service is killed in mid-view and started again: the page goes on", {}, async ({ page, open, service }) => {
  await open();
  await waitForText(page, ".connection", "live");
  await service.end("SIGKILL");
  await waitForText(page, ".connection", "service lost");
  await service.start();
  await waitForText(page, ".connection", "live");
  await upload(page, svg);
  await page.getByRole("button", { name: "Extract curves" }).click();
  await waitForText(page, "tr", /EX4148.*completed/);
});
