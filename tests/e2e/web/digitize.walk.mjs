// A picture of a graph, digitized by hand from nothing: box, four values, lines; as CSV and as a figure.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { box, chartSvg, extraction, outcomeOf, truth } from "./chart.mjs";
import { assertReadable, waitForText, walk } from "./walk.mjs";

const options = { service: { pause: 3, outcome: () => outcomeOf([extraction()]) } };

// The chart as a PNG of 960 x 720 pixels, which is how a person would have it.
async function pngOf(context) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 960, height: 720 });
  await page.setContent(`<body style="margin:0">${chartSvg({ legend: false })}</body>`);
  const png = await page.screenshot();
  await page.close();
  return png;
}

async function openPicture({ page, context, open }) {
  const buffer = await pngOf(context);
  await open("/digitize");
  await page.locator("input[type=file]").setInputFiles({ name: "scan of BAS16.png", mimeType: "image/png", buffer });
  await waitForText(page, ".steps", "Type the values");
}

async function typeValues(page) {
  for (const [mark, value] of [["left mark of the x", "0"], ["right mark of the x", "1.2"], ["lower mark of the y", "1m"], ["upper mark of the y", "10"]])
    await page.getByLabel(`Value of the ${mark} axis`).fill(value);
  await page.getByLabel("Scale of the y axis").selectOption("log10");
  await page.getByLabel("Unit of the x axis").fill("V");
  await page.getByLabel("Unit of the y axis").fill("A");
  await page.getByLabel("Unit of the y axis").press("Enter");
}

// The largest distance of a row from its true curve, in fractions of the plot.
function worstOf(rows, curve) {
  const place = ([v, i]) => [v / 1.2, (Math.log10(i) + 3) / 4];
  const line = curve.points.map(place);
  const dense = line.slice(1).flatMap(([x, y], k) => Array.from({ length: 20 }, (_, j) =>
    [line[k][0] + ((x - line[k][0]) * j) / 20, line[k][1] + ((y - line[k][1]) * j) / 20]));
  return Math.max(...rows.map((row) => Math.min(...dense.map(([a, b]) => Math.hypot(a - place(row)[0], b - place(row)[1])))));
}

walk("box, four values, one click for all colours: the CSV is right", options, async (context) => {
  const { page, service } = context;
  await openPicture(context);
  await assertReadable(page);
  await typeValues(page);
  await page.getByRole("button", { name: "trace every colour" }).click();
  await waitForText(page, ".figure-status", "Traced 3 lines");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV ↓" }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  const rows = csv.split("\n").filter((row) => /^c\d/.test(row)).map((row) => row.split(","));
  for (const curve of truth()) {
    const worst = Math.min(...["c1", "c2", "c3"].map((id) =>
      worstOf(rows.filter((row) => row[0] === id).map((row) => [Number(row[2]), Number(row[3])]), curve)));
    console.log(`# ${curve.label}: at most ${(100 * worst).toFixed(2)} % of the plot off`);
    assert.ok(worst < 0.01, `${curve.label} is ${worst} of the plot off`);
  }
  await page.getByRole("button", { name: "Store as figure" }).click();
  await page.waitForURL(/job\/1\/figure\/1/);
  const { parameters } = service.store.find("job", 1);
  assert.equal(parameters.drawn.length, 3);
  parameters.box.forEach((edge, i) => assert.ok(Math.abs(edge - 2 * box[i]) < 1.5, `edge ${i} at ${edge}`));
  assert.match(parameters.x, /^-?0(\.00\d+)?:1\.\d+:lin:V$|^0:1\.2:lin:V$/);
  assert.match(parameters.y, /^0\.001:10:log:A$/);
});

walk("a box drawn roughly snaps to the frame; lines are clicked one by one", options, async (context) => {
  const { page } = context;
  await openPicture(context);
  await page.keyboard.press("b");
  const area = await page.locator("canvas").boundingBox();
  const scale = Math.min((area.width - 24) / 960, (area.height - 24) / 720);
  const at = (x, y) => [area.x + (area.width - scale * 960) / 2 + x * scale, area.y + (area.height - scale * 720) / 2 + y * scale];
  await page.mouse.move(...at(2 * box[0] + 5, 2 * box[1] - 4));
  await page.mouse.down();
  await page.mouse.move(...at(2 * box[2] - 4, 2 * box[3] + 5), { steps: 5 });
  await page.mouse.up();
  await typeValues(page);
  await page.keyboard.press("Tab");
  await page.locator("canvas").focus();
  await page.keyboard.press("t");
  const [, second] = truth();
  const [v, i] = second.points[80];
  await page.mouse.click(...at(2 * (box[0] + (360 * v) / 1.2), 2 * (box[3] - (270 * (Math.log10(i) + 3)) / 4)));
  await waitForText(page, ".figure-status", /Traced \d+ points/);
  assert.equal(await page.locator(".curve").count(), 1);
});
