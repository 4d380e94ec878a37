// Moves the stand-in's jobs on: a few steps of progress, then what `outcome(job)` says.
const steps = ["page", "figure", "fit", "sweep", "report"];

export class Worker {
  constructor(store, { outcome, pause = 30 }) {
    this.store = store;
    this.outcome = outcome;
    this.pause = pause;
    this.timer = null;
  }

  start() {
    this.timer ??= setInterval(() => this.step(), this.pause);
  }
  stop() {
    clearInterval(this.timer);
    this.timer = null;
  }

  step() {
    for (const queue of this.store.all("queue")) this.stepQueue(queue);
  }

  stepQueue(queue) {
    const jobs = this.store.all("job").filter((job) => job.queue_id === queue.id);
    const running = jobs.filter((job) => job.status === "processing");
    running.forEach((job) => this.advance(job));
    if (queue.status !== "active") return;
    const free = queue.max_concurrent_jobs - running.length;
    jobs.filter((job) => job.status === "queued").slice(0, Math.max(0, free)).forEach((job) =>
      this.store.change(job, { status: "processing", started_at: this.store.clock(), attempts: job.attempts + 1 }));
  }

  advance(job) {
    if (job.progress < 90) {
      const progress = job.progress + 10;
      this.store.change(job, { progress, step: steps[Math.floor(progress / 20)] });
      return;
    }
    const end = this.outcome(job);
    if (end.result) this.store.results.set(job.id, end.result);
    for (const [name, file] of Object.entries(end.files ?? {})) this.store.files.set(`${job.id}/${name}`, file);
    this.store.change(job, { status: end.status, progress: 100, step: "", verdict: end.verdict, error: end.error ?? null });
  }
}
