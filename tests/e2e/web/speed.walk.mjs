// How quick the page is: first paint, and 200 live rows at fifty events a second.
import assert from "node:assert/strict";
import { waitForText, walk } from "./walk.mjs";

walk("the first paint comes within a second", {}, async ({ page, open }) => {
  await open();
  const paints = [];
  for (let i = 0; i < 5; i++) { // the best of five: other work on the machine is not the page's
    await page.reload();
    await waitForText(page, "h2", "Nothing in line");
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
  }
  console.log(`# first paint: ${paints.map((paint) => paint.toFixed(0)).join(", ")} ms`);
  assert.ok(Math.min(...paints) < 1000, `${paints} ms`);
});

walk("200 live jobs at 50 events a second take less than a fifth of a core", { service: { pause: 1e8 } }, async ({ page, context, open, service }) => {
  for (let i = 0; i < 200; i++) {
    const job = service.store.createJob({ part: `BAS${i}`, kind: "extract" });
    Object.assign(job, { status: "processing", started_at: Date.now() });
  }
  await open();
  await page.getByLabel("Rows on a page").selectOption("200");
  await waitForText(page, ".pager", "1–200 of 200");
  await page.waitForTimeout(1000);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" }); // processor time, not the clock
  const busy = async () => (await session.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value;
  const before = await busy(), started = Date.now();
  let sent = 0;
  await new Promise((done) => {
    const timer = setInterval(() => {
      const job = service.store.find("job", 1 + (sent % 200));
      service.store.change(job, { progress: (job.progress + 7) % 100, step: "fit" });
      if (++sent === 250) done(clearInterval(timer));
    }, 20);
  });
  const share = ((await busy()) - before) / ((Date.now() - started) / 1000);
  console.log(`# ${sent} events in ${((Date.now() - started) / 1000).toFixed(1)} s: ${(100 * share).toFixed(1)} % of a core`);
  assert.ok(share < 0.2, `${share} of a core`);
});
