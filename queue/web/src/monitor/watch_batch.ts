// Tells the person when a batch that was started here has ended, also when the tab is not in front.
import type { Batch, Counts } from "../api/types.ts";
import type { Session } from "../ui/session.ts";

const pause = 1000;

export function watchBatch(session: Session, id: number): void {
  askToNotify();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const look = async () => {
    const batch = await session.client.get<Batch>(`/api/batch/${id}`).catch(() => null);
    timer = null;
    if (!batch || openJobs(batch.counts) > 0) return;
    stop();
    tell(session, batch);
  };
  const stop = session.listen((event) => {
    if (/job_completed|job_failed|status_changed|snapshot/.test(event.type)) timer ??= setTimeout(() => void look(), pause);
  });
  timer = setTimeout(() => void look(), pause); // it may have ended before anybody listened
}

export function openJobs(counts: Counts): number {
  return counts.pending + counts.queued + counts.processing;
}

export function outcomeText(counts: Counts): string {
  const parts = [`${counts.completed} completed`];
  if (counts.failed) parts.push(`${counts.failed} failed`);
  if (counts.cancelled) parts.push(`${counts.cancelled} cancelled`);
  return parts.join(", ");
}

function tell(session: Session, batch: Batch): void {
  const title = `${batch.name || `Batch ${batch.id}`} has ended`;
  const text = outcomeText(batch.counts);
  session.toasts.done(title, text);
  if (document.hidden && "Notification" in window && Notification.permission === "granted") new Notification(title, { body: text });
}

function askToNotify(): void {
  if ("Notification" in window && Notification.permission === "default") void Notification.requestPermission();
}
