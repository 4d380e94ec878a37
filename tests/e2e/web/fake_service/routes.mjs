// The routes of docs/openapi.yaml that the page uses, over the stand-in's store.
import { createHash } from "node:crypto";
import { hasEnded, Problem } from "./store.mjs";

const rank = { low: 0, normal: 1, high: 2, urgent: 3 };

export function routes(store) {
  return [
    ["GET", "/api/queues", () => ({ queues: store.all("queue").map((queue) => store.queueView(queue)) })],
    ["POST", "/api/queue/create", ({ body }) => [201, store.queueView(store.createQueue(body))]],
    ["GET", "/api/queue/{id}", ({ id }) => store.queueView(store.find("queue", id))],
    ["PUT", "/api/queue/{id}", ({ id, body }) => store.queueView(Object.assign(store.find("queue", id), body))],
    ["DELETE", "/api/queue/{id}", ({ id, query }) => deleteQueue(store, store.find("queue", id), query)],
    ["GET", "/api/jobs", ({ query }) => listJobs(store, query)],
    ["POST", "/api/job/create", ({ body }) => [201, store.createJob(body)]],
    ["GET", "/api/job/{id}", ({ id }) => store.find("job", id)],
    ["DELETE", "/api/job/{id}", ({ id }) => deleteJob(store, store.find("job", id))],
    ["PUT", "/api/job/{id}/priority", ({ id, body }) => store.change(store.find("job", id), { priority: body.priority, status: store.find("job", id).status })],
    ["POST", "/api/job/{id}/start", ({ id }) => transition(store, id, ["pending"], { status: "queued" })],
    ["POST", "/api/job/{id}/cancel", ({ id }) => transition(store, id, ["pending", "queued", "processing"], { status: "cancelled" })],
    ["POST", "/api/job/{id}/retry", ({ id }) => transition(store, id, ["failed", "cancelled"], { status: "queued", progress: 0, error: null })],
    ["GET", "/api/job/{id}/result", ({ id }) => result(store, store.find("job", id))],
    ["GET", "/api/job/{id}/files", ({ id }) => ({ files: filesOf(store, id) })],
    ["GET", "/api/job/{id}/files/{name}", ({ id, name }) => file(store, `${id}/${name}`)],
    ["GET", "/api/job/{id}/overlay", ({ id, query }) => overlay(store, id, Number(query.get("figure") ?? 1))],
    ["GET", "/api/job/{id}/log", ({ id }) => ({ attempts: attempts(store.find("job", id)) })],
    ["PUT", "/api/job/{id}/corrections", ({ id, body }) => [201, correct(store, store.find("job", id), body)]],
    ["GET", "/api/job/{id}/reviews", ({ id }) => ({ reviews: store.all("review").filter((one) => one.job_id === Number(id)) })],
    ["GET", "/api/reviews", () => ({ reviews: store.all("review").reverse() })],
    ["POST", "/api/job/{id}/review", ({ id, body }) => [201, store.add("review", { job_id: store.find("job", id).id, created_at: store.clock(), comment: "", ...body })]],
    ["GET", "/api/models", () => ({ models: models(store) })],
    ["GET", "/api/libraries", () => ({ libraries: libraries(store) })],
    ["POST", "/api/library/create", ({ body }) => [201, store.createJob({ kind: "library", part: body.name })]],
    ["GET", "/api/library/{id}/file", ({ query }) => ({ bytes: Buffer.from(`* for ${query.get("dialect")}\n`), mime: "text/plain" })],
    ["GET", "/api/batches", () => ({ batches: store.all("batch").reverse().map((batch) => store.batchView(batch)) })],
    ["POST", "/api/batch/create", ({ body }) => [201, createBatch(store, body)]],
    ["GET", "/api/batch/{id}", ({ id }) => store.batchView(store.find("batch", id))],
    ["POST", "/api/batch/{id}/cancel", ({ id }) => eachOf(store, id, (job) => !hasEnded(job), { status: "cancelled" })],
    ["POST", "/api/batch/{id}/retry", ({ id }) => eachOf(store, id, (job) => job.status === "failed", { status: "queued", progress: 0, error: null })],
    ["GET", "/api/stats/global", () => statistics(store, null)],
    ["GET", "/api/stats/queue/{id}", ({ id }) => statistics(store, store.find("queue", id))],
    ["GET", "/api/images", () => ({ images: store.all("image").reverse() })],
    ["POST", "/api/images", ({ raw, request }) => [201, { images: upload(store, raw, request.headers["content-type"]) }]],
    ["GET", "/api/image/{id}", ({ id }) => store.find("image", id)],
    ["GET", "/api/image/{id}/file", ({ id }) => file(store, Number(id))],
    ["GET", "/api/image/{id}/thumbnail", ({ id }) => file(store, Number(id))],
    ["GET", "/api/products", () => ({ products: store.all("product") })],
    ["POST", "/api/product/create", ({ body }) => [201, createProduct(store, body)]],
    ["GET", "/api/product/{id}", ({ id }) => store.find("product", id)],
    ["PUT", "/api/product/{id}", ({ id, body }) => Object.assign(store.find("product", id), body)],
    ["DELETE", "/api/product/{id}", ({ id }) => ({ deleted: store.tables.product.delete(store.find("product", id).id) })],
  ];
}

function conflict(message, hint) {
  return new Problem(409, "conflict", message, hint);
}

function transition(store, id, from, members) {
  const job = store.find("job", id);
  if (!from.includes(job.status)) throw conflict(`Job ${id} is ${job.status}.`, "Load it again to see its state.");
  return store.change(job, members);
}

function deleteQueue(store, queue, query) {
  const open = store.all("job").filter((job) => job.queue_id === queue.id && !hasEnded(job));
  if (open.length && (query.get("jobs") ?? "refuse") === "refuse")
    throw conflict(`Queue '${queue.name}' has ${open.length} jobs that wait or run.`, "Cancel or move them.");
  store.tables.queue.delete(queue.id);
  return { deleted: true };
}

function deleteJob(store, job) {
  if (job.status === "processing") throw conflict(`Job ${job.id} runs.`, "Cancel it first.");
  return { deleted: store.tables.job.delete(job.id) };
}

function listJobs(store, query) {
  const wanted = (name) => query.get(name);
  const text = (wanted("q") ?? "").toLowerCase();
  let jobs = store.all("job").filter((job) =>
    ["queue", "product", "batch"].every((name) => !wanted(name) || String(job[`${name}_id`]) === wanted(name)) &&
    ["status", "priority"].every((name) => !wanted(name) || job[name] === wanted(name)) &&
    [job.part, job.title, job.id].join(" ").toLowerCase().includes(text));
  const column = wanted("sort") ?? "id";
  const key = { priority: (job) => rank[job.priority], duration: (job) => job.actual_duration ?? -1 }[column] ?? ((job) => job[column]);
  jobs.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
  if ((wanted("order") ?? "desc") === "desc") jobs.reverse();
  const page = Number(wanted("page") ?? 1), per_page = Number(wanted("per_page") ?? 50);
  const total = jobs.length;
  jobs = jobs.slice((page - 1) * per_page, page * per_page);
  return { jobs, page, per_page, total };
}

function result(store, job) {
  if (!hasEnded(job)) throw conflict(`Job ${job.id} has not ended.`, "Wait for it.");
  return { job_id: job.id, status: job.status, verdict: job.verdict, error: job.error, figures: [], metadata: {},
    ...store.results.get(job.id), files: filesOf(store, job.id) };
}

function models(store) {
  return store.all("job").filter((job) => job.kind === "model" && job.status === "completed").reverse().flatMap((job) => {
    const made = filesOf(store, job.id).find((one) => one.name.endsWith(".lib"));
    const review = store.all("review").filter((one) => one.job_id === job.id && one.subject === "model").at(-1);
    const state = !review ? "waiting" : review.decision === "accepted" ? "approved" : "rejected";
    return made ? [{ id: job.id, part: job.part, device: job.device, verdict: job.verdict, file: made.name, sha256: made.sha256,
      created_at: job.completed_at, state, ...(review ? { review } : {}) }] : [];
  });
}

function libraries(store) {
  const parts = models(store).filter((one) => one.state === "approved").map(({ part, sha256 }) => ({ part, sha256, drifted: false }));
  return store.all("job").filter((job) => job.kind === "library").reverse().map((job) => (
    { id: job.id, name: job.part, status: job.status, created_at: job.created_at, parts, files: [] }));
}

function filesOf(store, id) {
  return [...store.files].filter(([key]) => String(key).startsWith(`${id}/`)).map(([key, { bytes, mime }]) => ({
    name: key.slice(String(id).length + 1), bytes: bytes.length, mime_type: mime, sha256: hash(bytes) }));
}

function file(store, key) {
  const found = store.files.get(key);
  if (!found) throw new Problem(404, "not_found", `There is no file ${key}.`, "");
  return found;
}

function overlay(store, id, figure) {
  const summary = store.results.get(Number(id))?.figures?.[figure - 1];
  if (!summary) throw new Problem(404, "not_found", `Job ${id} has no figure ${figure}.`, "");
  return file(store, `${id}/${summary.json.replace(/json$/, "png")}`);
}

function attempts(job) {
  return job.attempts === 0 ? [] : [{ number: job.attempts, started_at: job.started_at, ended_at: job.completed_at,
    outcome: job.status, error: job.error, log: job.error ? `worker: ${job.error.message}\n` : "" }];
}

function correct(store, job, body) {
  const { id, ...rest } = job;
  return store.createJob({ ...rest, parameters: body.parameters, corrects: id });
}

function createBatch(store, body) {
  const batch = store.add("batch", { name: body.name ?? "", created_at: store.clock() });
  body.jobs.forEach((job) => store.createJob({ queue_id: body.queue_id, queue: body.queue, ...job }, batch.id));
  return store.batchView(batch);
}

function eachOf(store, id, which, members) {
  const batch = store.find("batch", id);
  store.all("job").filter((job) => job.batch_id === batch.id && which(job)).forEach((job) => store.change(job, members));
  return store.batchView(batch);
}

function statistics(store, queue) {
  const jobs = store.all("job").filter((job) => !queue || job.queue_id === queue.id);
  const tally = (values) => values.filter(Boolean).reduce((sum, name) => ({ ...sum, [name]: (sum[name] ?? 0) + 1 }), {});
  const spread = (values) => ({ count: values.length, mean: null, p50: values[values.length >> 1] ?? null, p95: values.at(-1) ?? null });
  const sorted = (values) => values.filter((value) => value !== null).sort((a, b) => a - b);
  return { counts: store.counts(jobs), throughput_per_hour: jobs.filter(hasEnded).length,
    waiting_ms: spread(sorted(jobs.map((job) => job.started_at && job.started_at - job.created_at))),
    duration_ms: spread(sorted(jobs.map((job) => job.actual_duration))),
    failures: tally(jobs.map((job) => job.error?.code)), verdicts: tally(jobs.map((job) => job.verdict)),
    workers: { busy: jobs.filter((job) => job.status === "processing").length, limit: 2 } };
}

const types = { pdf: "application/pdf", png: "image/png", jpg: "image/jpeg", svg: "image/svg+xml" };

function upload(store, raw, contentType) {
  const boundary = "--" + /boundary=(.*)$/.exec(contentType)[1];
  return raw.toString("latin1").split(boundary).slice(1, -1).map((part) => {
    const split = part.indexOf("\r\n\r\n");
    const filename = Buffer.from(/filename="([^"]*)"/.exec(part.slice(0, split))[1], "latin1").toString();
    const bytes = Buffer.from(part.slice(split + 4, -2), "latin1");
    const mime = types[filename.split(".").pop().toLowerCase()];
    if (!mime) throw new Problem(415, "bad_input", `'${filename}' is no datasheet.`, "Give a PDF, PNG, JPEG or SVG file.");
    const sha256 = hash(bytes);
    const known = store.all("image").find((image) => image.sha256 === sha256);
    if (known) return { ...known, duplicate: true };
    const image = store.add("image", { product_id: null, filename, file_path: sha256, upload_date: store.clock(),
      description: "", status: "uploaded", file_size: bytes.length, mime_type: mime, sha256, duplicate: false, dimensions: null });
    store.files.set(image.id, { bytes, mime });
    return image;
  });
}

function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function createProduct(store, body) {
  if (store.all("product").some((one) => one.part_number === body.part_number))
    throw conflict(`There is a part ${body.part_number} already.`, "Open that one.");
  const now = store.clock();
  return store.add("product", { manufacturer: "", device_type: "", package: "", description: "", created_at: now, updated_at: now, ...body });
}
