// The stand-in's queues, jobs, batches, files and parts, in memory.
export class Problem extends Error {
  constructor(status, code, message, hint) {
    super(message);
    Object.assign(this, { status, code, hint });
  }
}

const statuses = ["pending", "queued", "processing", "completed", "failed", "cancelled"];
export const hasEnded = (job) => ["completed", "failed", "cancelled"].includes(job.status);

export class Store {
  constructor(clock = Date.now) {
    this.clock = clock;
    this.tables = { queue: new Map(), job: new Map(), batch: new Map(), image: new Map(), product: new Map(), review: new Map() };
    this.last = {};
    this.files = new Map(); // image id or "job/name" -> {bytes, mime}
    this.results = new Map();
    this.observers = [];
    this.createQueue({ name: "default" });
  }

  find(kind, id) {
    const row = this.tables[kind].get(Number(id));
    if (row) return row;
    throw new Problem(404, "not_found", `There is no ${kind} ${id}.`, "It may have been deleted: load the list again.");
  }
  all(kind) {
    return [...this.tables[kind].values()];
  }
  add(kind, row) {
    const id = (this.last[kind] = (this.last[kind] ?? 0) + 1);
    const full = { id, ...row };
    this.tables[kind].set(id, full);
    return full;
  }

  createQueue(given) {
    if (this.all("queue").some((queue) => queue.name === given.name))
      throw new Problem(409, "conflict", `There is a queue '${given.name}' already.`, "Choose another name.");
    const now = this.clock();
    return this.add("queue", { mode: "automatic", status: "active", max_concurrent_jobs: 2, priority: "fifo",
      description: "", settings: {}, created_at: now, updated_at: now, ...given });
  }
  queueView(queue) {
    return { ...queue, counts: this.counts(this.all("job").filter((job) => job.queue_id === queue.id)) };
  }
  counts(jobs) {
    const counts = Object.fromEntries(statuses.map((status) => [status, 0]));
    for (const job of jobs) counts[job.status]++;
    return counts;
  }

  createJob(given, batch_id = null) {
    const queue = given.queue_id ? this.find("queue", given.queue_id)
      : this.all("queue").find((one) => one.name === (given.queue ?? "default"));
    const images = given.image_ids ?? (given.image_id ? [given.image_id] : []);
    images.forEach((id) => this.find("image", id));
    const job = this.add("job", {
      queue_id: queue.id, product_id: given.product_id ?? null, image_id: images[0] ?? null, image_ids: images,
      batch_id, corrects: given.corrects ?? null, kind: given.kind ?? "model", device: given.device ?? "",
      part: given.part ?? "", title: given.part || (images[0] ? this.find("image", images[0]).filename : ""),
      status: queue.mode === "manual" ? "pending" : "queued", priority: given.priority ?? "normal", progress: 0,
      step: "", extraction_method: "auto", parameters: given.parameters ?? {}, attempts: 0, max_attempts: 3,
      error: null, created_at: this.clock(), started_at: null, completed_at: null,
      estimated_duration: null, actual_duration: null,
    });
    this.emit("queue:job_added", job);
    return job;
  }

  change(job, members) {
    Object.assign(job, members);
    if (hasEnded(job) && members.status) {
      job.completed_at = this.clock();
      job.actual_duration = job.started_at ? job.completed_at - job.started_at : null;
    }
    this.emit(eventFor(members), job);
    return job;
  }
  emit(type, job) {
    this.observers.forEach((observer) => observer(type, job));
  }

  batchView(batch) {
    const jobs = this.all("job").filter((job) => job.batch_id === batch.id);
    const ended = jobs.filter(hasEnded).length;
    const counts = this.counts(jobs);
    const status = ended < jobs.length ? "running" : counts.failed ? "failed" : "completed";
    return { ...batch, job_ids: jobs.map((job) => job.id), counts, status,
      progress: Math.round(jobs.reduce((sum, job) => sum + (hasEnded(job) ? 100 : job.progress), 0) / Math.max(1, jobs.length)) };
  }
}

function eventFor(members) {
  if (members.status === "completed") return "queue:job_completed";
  if (members.status === "failed") return "queue:job_failed";
  return members.status ? "job:status_changed" : "job:progress_updated";
}
