// Moments of the page worth looking at.
import { chartSvg, extraction, outcomeOf } from "./chart.mjs";
import { modelOutcome } from "./model.mjs";

const parts = ["BAS16", "1N4148", "STPS30L30C", "DFLS160", "BAS21HT1", "BAT54", "PMEG3020", "BSS138", "BSC014N04LS", "2N7002"];

export function fill(service, count) {
  const { store } = service;
  store.find("queue", 1).max_concurrent_jobs = 3;
  store.createQueue({ name: "nightly", mode: "manual", priority: "priority", max_concurrent_jobs: 4, description: "Whole library, by night" });
  const priorities = ["normal", "normal", "high", "low", "urgent"];
  const batch = store.add("batch", { name: "Diodes of the sensor board", created_at: Date.now() - 400_000 });
  for (let i = 0; i < count; i++) {
    const job = store.createJob({ queue_id: i % 9 === 4 ? 2 : 1, part: parts[i % parts.length], device: i % 10 < 7 ? "diode" : "mosfet",
      kind: i % 3 ? "model" : "extract", priority: priorities[i % 5] }, i < 12 ? batch.id : null);
    const started = Date.now() - (count - i) * 47_000;
    job.created_at = started - 1300 * (2 + (i % 11));
    if (i < count - 9) {
      const failed = i % 8 === 5;
      Object.assign(job, { status: failed ? "failed" : i % 13 === 7 ? "cancelled" : "completed", progress: 100,
        verdict: failed ? "" : ["accepted", "pass", "review", "accepted", "fail"][i % 5], attempts: 1, started_at: started,
        completed_at: started + 900 * (1 + (i % 7)), actual_duration: 900 * (1 + (i % 7)) + 13 * i,
        error: failed ? { code: i % 3 ? "bad_input" : "timeout", message: i % 3 ? "The PDF wants a password: save it without one" : "The worker took longer than 600 s" } : null });
    } else if (i < count - 6) {
      Object.assign(job, { status: "processing", progress: 25 + 20 * (i % 4), step: ["figure", "fit", "sweep"][i % 3], attempts: 1, started_at: Date.now() });
    }
  }
}

const doubtful = extraction({ wrongTop: 1, status: "review", reasons: [
  "y axis: the label '10' stands where the others want 1", "c3: only 91 % of a curve lies on drawn ink",
  "note: the conditions of the figure were not found"] });
const reviewed = { pause: 2, outcome: () => outcomeOf([doubtful, extraction({ figure: 2 })]) };

async function runJobs(service, ...parts) {
  parts.forEach((part) => service.store.createJob({ part, device: "diode", kind: "extract" }));
  while (service.store.all("job").some((job) => job.status !== "completed")) await new Promise((done) => setTimeout(done, 20));
}

async function makeModel(service) {
  service.store.createJob({ part: "BAS16", device: "diode", kind: "model" });
  while (service.store.find("job", 1).status !== "completed") await new Promise((done) => setTimeout(done, 20));
}
const models = { pause: 2, outcome: () => modelOutcome() };

async function fillLibrary(service) {
  for (const part of ["BAS16", "BAV99", "BAT54", "STPS30L30C"]) service.store.createJob({ part, device: "diode", kind: "model" });
  while (service.store.all("job").some((job) => job.status !== "completed")) await new Promise((done) => setTimeout(done, 20));
  const say = (job_id, decision, reviewer) => service.store.add("review", { job_id, subject: "model", decision, reviewer, comment: "", created_at: Date.now() });
  say(1, "accepted", "Ada");
  say(2, "accepted", "Grace");
  say(3, "rejected", "Ada");
  service.store.createJob({ part: "BAS16", device: "diode", kind: "model" });
  while (service.store.all("job").some((job) => job.status !== "completed")) await new Promise((done) => setTimeout(done, 20));
}
let drifting = 0;
const drift = { pause: 2, outcome: (job) => {
  const end = modelOutcome({ part: job.part });
  end.files[`${job.part}.lib`].bytes = Buffer.from(`.model D D(IS=${++drifting}n)`);
  return end;
} };

export const scenes = [
  { name: "libraries", path: "/libraries", service: drift, prepare: fillLibrary },
  { name: "digitize", path: "/digitize", act: async (page) => {
    const svg = chartSvg({ legend: false });
    await page.locator("input[type=file]").setInputFiles({ name: "BAS16 forward.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
    await page.locator(".steps").waitFor();
    for (const [mark, value] of [["left mark of the x", "0"], ["right mark of the x", "1.2"], ["lower mark of the y", "1m"], ["upper mark of the y", "10"]])
      await page.getByLabel(`Value of the ${mark} axis`).fill(value);
    await page.getByLabel("Scale of the y axis").selectOption("log10");
    await page.getByRole("button", { name: "trace every colour" }).click();
    await page.getByLabel("Choose c1").click();
    await page.locator("canvas").hover({ position: { x: 400, y: 240 } });
  } },
  { name: "parts", path: "/product/1", service: models, prepare: async (service) => {
    service.store.add("product", { name: "BAS16", part_number: "BAS16", manufacturer: "Nexperia", device_type: "diode", package: "SOT23", description: "High-speed switching diode", created_at: Date.now(), updated_at: Date.now() });
    service.store.createJob({ part: "BAS16", device: "diode", kind: "model", product_id: 1 });
    while (service.store.find("job", 1).status !== "completed") await new Promise((done) => setTimeout(done, 20));
  } },
  { name: "model", path: "/job/1/model", service: models, prepare: makeModel },
  { name: "model-dark-tall", path: "/job/1/model", service: models, prepare: makeModel, browser: { scheme: "dark", width: 1600, height: 1300 } },
  { name: "job", path: "/job/1", service: reviewed, prepare: (service) => runJobs(service, "BAS16") },
  { name: "review", path: "/review", service: reviewed, prepare: (service) => runJobs(service, "BAS16", "BAV99") },
  { name: "figure", path: "/job/1/figure/1", service: reviewed, prepare: (service) => runJobs(service, "BAS16"),
    act: async (page) => {
      await page.locator("canvas").waitFor();
      await page.waitForTimeout(600);
      await page.mouse.move(420, 330);
    } },
  { name: "figure-dark-4k", path: "/job/1/figure/1", service: reviewed, browser: { scheme: "dark", width: 3840, height: 2160 },
    prepare: (service) => runJobs(service, "BAS16") },
  { name: "no-token", token: false },
  { name: "monitor", service: { pause: 1e8 }, prepare: (service) => fill(service, 64) },
  { name: "monitor-dark", service: { pause: 1e8 }, browser: { scheme: "dark" }, prepare: (service) => fill(service, 64),
    act: async (page) => {
      for (const box of (await page.locator("tbody input").all()).slice(2, 5)) await box.click();
    } },
  { name: "monitor-4k", service: { pause: 1e8 }, browser: { width: 3840, height: 2160 }, prepare: (service) => fill(service, 300) },
  { name: "empty" },
  { name: "batches", path: "/queue/batches", service: { pause: 1e8 }, prepare: (service) => fill(service, 64) },
  { name: "statistics", path: "/queue/statistics", service: { pause: 1e8 }, prepare: (service) => fill(service, 164) },
  { name: "queue-dialog", service: { pause: 1e8 }, prepare: (service) => fill(service, 20),
    act: (page) => page.locator("text=Settings").first().click() },
  { name: "upload", act: async (page) => {
    await page.locator("input[type=file]").setInputFiles([
      { name: "NEXPERIA_BAS16.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 a") },
      { name: "IRF540N.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 b") },
      { name: "notes.docx", mimeType: "application/msword", buffer: Buffer.from("x") },
    ]);
  } },
];

// Starts the stand-in, opens the scene's view and plays it.
export async function show(scene, service, page) {
  const address = await service.start();
  await scene.prepare?.(service);
  await page.goto("about:blank");
  await page.goto(`${address}/#${scene.token === false ? "" : `token=${service.token}&`}${scene.path ?? ""}`);
  await scene.act?.(page, service);
}
