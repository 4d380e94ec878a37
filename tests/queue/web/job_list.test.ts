import assert from "node:assert/strict";
import { test } from "node:test";
import type { Job } from "../../../queue/web/src/api/types.ts";
import { applyEvents, everything, matches, type JobPage } from "../../../queue/web/src/monitor/job_list.ts";

function job(members: Partial<Job> & { id: number }): Job {
  return {
    title: "BAS16", queue_id: 1, kind: "model", status: "queued", priority: "normal", progress: 0, extraction_method: "auto",
    parameters: {}, attempts: 0, max_attempts: 3, created_at: 1, ...members,
  };
}
const page = (...jobs: Job[]): JobPage => ({ jobs, total: jobs.length, stale: false });
const event = (type: string, payload: object) => ({ type, payload: payload as Record<string, never>, seq: 1 });

test("progress changes its own row and leaves the others the same objects", () => {
  const before = page(job({ id: 1 }), job({ id: 2 }));
  const after = applyEvents(before, [event("job:progress_updated", { job_id: 2, progress: 40, step: "fit" })], everything);
  assert.equal(after.jobs[1]!.progress, 40);
  assert.equal(after.jobs[1]!.step, "fit");
  assert.equal(after.jobs[0], before.jobs[0]);
  assert.equal(after.stale, false);
});

test("progress of a job on another page changes nothing", () => {
  const before = page(job({ id: 1 }));
  assert.equal(applyEvents(before, [event("job:progress_updated", { job_id: 9, progress: 5 })], everything), before);
});

test("a whole job in an event replaces the row without asking the service", () => {
  const ended = job({ id: 1, status: "completed", completed_at: 7, verdict: "pass" });
  const after = applyEvents(page(job({ id: 1 })), [event("queue:job_completed", { job: ended })], everything);
  assert.equal(after.jobs[0]!.verdict, "pass");
  assert.equal(after.stale, false);
});

test("an end without times makes the page ask", () => {
  const after = applyEvents(page(job({ id: 1 })), [event("queue:job_failed", { job_id: 1, status: "failed" })], everything);
  assert.equal(after.jobs[0]!.status, "failed");
  assert.equal(after.stale, true);
});

test("a new job makes the page ask, unless it is for another queue", () => {
  const added = event("queue:job_added", { job: job({ id: 3, queue_id: 2 }) });
  assert.equal(applyEvents(page(), [added], everything).stale, true);
  assert.equal(applyEvents(page(), [added], { ...everything, queue: 1 }).stale, false);
});

test("a job that no longer fits the filter makes the page ask", () => {
  const filter = { ...everything, status: "queued" as const };
  const running = event("job:status_changed", { job: job({ id: 1, status: "processing" }) });
  assert.equal(applyEvents(page(job({ id: 1 })), [running], filter).stale, true);
});

test("a snapshot makes the page ask", () => {
  assert.equal(applyEvents(page(), [event("snapshot", {})], everything).stale, true);
});

test("events that are not about a job change nothing", () => {
  const before = page(job({ id: 1 }));
  assert.equal(applyEvents(before, [event("system:service_status", { status: "ok" })], everything), before);
});

test("text is searched in part, device and error, in any case", () => {
  const failed = job({ id: 4, part: "BAS16", error: { code: "timeout", message: "Took too long" } });
  for (const text of ["bas", "TOO LONG", "4"]) assert.ok(matches(failed, { ...everything, text }));
  assert.ok(!matches(failed, { ...everything, text: "1n4148" }));
});
