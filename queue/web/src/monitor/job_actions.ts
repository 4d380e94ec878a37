// What may be done with a job in its state, and doing it to many.
import type { Client } from "../api/client.ts";
import { hasEnded, type Job, type Priority } from "../api/types.ts";
import { plural } from "../lib/format.ts";
import type { Toasts } from "../ui/toasts.tsx";

export type JobAction = "start" | "cancel" | "retry" | "delete" | Priority;

export function allows(job: Job, action: JobAction): boolean {
  switch (action) {
    case "start": return job.status === "pending";
    case "cancel": return !hasEnded(job.status);
    case "retry": return job.status === "failed" || job.status === "cancelled";
    case "delete": return job.status !== "processing";
    default: return job.status === "pending" || job.status === "queued";
  }
}

const done: Record<string, string> = {
  start: "started", cancel: "cancelled", retry: "put in line again", delete: "deleted",
};

export function act(client: Client, job: Job, action: JobAction): Promise<unknown> {
  const path = `/api/job/${job.id}`;
  if (action === "delete") return client.remove(path);
  if (action === "start" || action === "cancel" || action === "retry")
    return client.post(`${path}/${action}`);
  return client.put(`${path}/priority`, { priority: action });
}

// Does it to every job that allows it. One that refuses does not stop the others.
export async function actOnAll(client: Client, jobs: Job[], action: JobAction,
  toasts: Toasts): Promise<void> {
  const able = jobs.filter((job) => allows(job, action));
  const outcomes = await Promise.allSettled(able.map((job) => act(client, job, action)));
  const failures = outcomes.filter((outcome) => outcome.status === "rejected");
  const succeeded = outcomes.length - failures.length;
  if (succeeded > 0) toasts.done(`${plural(succeeded, "job")} ${done[action] ?? `set to ${action}`}`);
  if (failures[0]) toasts.failed(failures[0].reason);
}
