// One page of the job table, and how events change it. Pure: the view draws what comes out.
import { hasEnded, type Job, type JobStatus, type Priority, type ServiceEvent } from "../api/types.ts";

export interface JobFilter {
  queue: number | null;
  product: number | null;
  batch: number | null;
  status: JobStatus | null;
  priority: Priority | null;
  text: string;
}

export type SortColumn = "id" | "part" | "status" | "priority" | "progress" | "duration";
export interface Sort {
  column: SortColumn;
  descending: boolean;
}

export interface JobPage {
  jobs: Job[];
  total: number;
  stale: boolean; // something happened that only the service can tell: ask again
}

export const everything: JobFilter = {
  queue: null, product: null, batch: null, status: null, priority: null, text: "",
};
export const newestFirst: Sort = { column: "id", descending: true };

export function matches(job: Job, filter: JobFilter): boolean {
  return (filter.queue === null || job.queue_id === filter.queue) &&
    (filter.product === null || job.product_id === filter.product) &&
    (filter.batch === null || job.batch_id === filter.batch) &&
    (filter.status === null || job.status === filter.status) &&
    (filter.priority === null || job.priority === filter.priority) &&
    (filter.text === "" || searchText(job).includes(filter.text.toLowerCase()));
}

function searchText(job: Job): string {
  return [job.id, job.part, job.device, job.kind, job.title, job.error?.message]
    .join(" ").toLowerCase();
}

export function applyEvents(page: JobPage, events: ServiceEvent[], filter: JobFilter): JobPage {
  return events.reduce((before, event) => applyEvent(before, event, filter), page);
}

function applyEvent(page: JobPage, event: ServiceEvent, filter: JobFilter): JobPage {
  if (event.type === "snapshot") return { ...page, stale: true };
  const change = jobChange(event);
  if (!change) return page;
  const index = page.jobs.findIndex((job) => job.id === change.id);
  // A new job belongs at a place that depends on the sorting: the service knows.
  if (index < 0) return isNews(event, change, filter) ? { ...page, stale: true } : page;
  const job = { ...page.jobs[index]!, ...change };
  const jobs = page.jobs.slice();
  jobs[index] = job;
  return { ...page, jobs, stale: page.stale || !matches(job, filter) || isIncomplete(event, change) };
}

// Events carry the job itself or only its id and what changed.
function jobChange(event: ServiceEvent): (Partial<Job> & { id: number }) | null {
  const payload = event.payload as Record<string, unknown>;
  const job = (payload["job"] ?? payload) as Record<string, unknown>;
  const id = payload["job_id"] ?? job["job_id"] ?? (payload["job"] || job["kind"] ? job["id"] : null);
  if (typeof id !== "number") return null;
  const { job_id: _, ...members } = job;
  return { ...(members as Partial<Job>), id };
}

// Whether an event about a job that is not on this page may still change the page.
function isNews(event: ServiceEvent, change: Partial<Job>, filter: JobFilter): boolean {
  if (event.type === "job:progress_updated") return false;
  return filter.queue === null || change.queue_id === undefined || change.queue_id === filter.queue;
}

// A job that ended has times and a verdict: an event that does not bring them makes us ask.
function isIncomplete(event: ServiceEvent, change: Partial<Job>): boolean {
  if (event.type === "job:progress_updated") return false;
  if (change.status === undefined) return event.type.startsWith("job:");
  return hasEnded(change.status) && change.completed_at === undefined;
}
