// One job: how it goes, what it found, its files and its attempts.
import type { Job, Result } from "../api/types.ts";
import { hasEnded } from "../api/types.ts";
import { ago, clockTime, duration } from "../lib/format.ts";
import { go } from "../lib/route.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { act, allows, type JobAction } from "../monitor/job_actions.ts";
import { jobTitle } from "../monitor/job_row.tsx";
import { useReloadOnEvents } from "../monitor/use_queues.ts";
import { Failure, ProgressBar, Skeleton, StatusBadge, VerdictBadge } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { Attempts } from "./attempts.tsx";
import { DatasheetPages } from "./datasheet_pages.tsx";
import { FileList } from "./file_list.tsx";
import { FigureGrid } from "./figure_grid.tsx";

const buttons: [JobAction, string][] = [["start", "Start"], ["cancel", "Cancel"], ["retry", "Retry"], ["delete", "Delete"]];

export function JobPage({ id }: { id: number }) {
  const { client, toasts } = useSession();
  const job = useLoaded(`job/${id}`, () => client.get<Job>(`/api/job/${id}`));
  useReloadOnEvents(job.reload, (type) => type !== "system:service_status");
  const run = (action: JobAction) => act(client, job.value!, action).then(
    () => (action === "delete" ? go("queue") : job.reload()), toasts.failed);
  if (job.error && !job.value) return <Failure error={job.error} retry={job.reload} />;
  if (!job.value) return <Skeleton lines={8} />;
  const one = job.value;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{jobTitle(one)}</h1>
        <StatusBadge status={one.status} />
        <VerdictBadge verdict={one.verdict} />
        <span class="muted">job {one.id}, {[one.kind, one.device].filter(Boolean).join(", ")}
          {one.corrects && <>, corrects <a href={`#/job/${one.corrects}`}>job {one.corrects}</a></>}</span>
        <span class="page-tools">
          {one.kind === "model" && one.status === "completed" &&
            <a class="button primary" href={`#/job/${one.id}/model`}>Review model</a>}
          {buttons.filter(([action]) => allows(one, action)).map(([action, text]) => (
            <button key={action} onClick={() => run(action)}>{text}</button>
          ))}
        </span>
      </header>
      <JobState job={one} />
      {hasEnded(one.status) && <Found key={one.completed_at} job={one} />}
    </div>
  );
}

function JobState({ job }: { job: Job }) {
  if (job.status === "processing") {
    return (
      <section class="card">
        <ProgressBar percent={job.progress} label="Progress" />
        <p class="muted">{job.progress} % {job.step}
          {job.estimated_duration ? `, usually takes ${duration(job.estimated_duration)}` : ""}</p>
      </section>
    );
  }
  if (job.error) return <section class="card failure" role="alert"><p class="error-text">{job.error.message}</p></section>;
  if (job.status === "pending") return <section class="card"><p>Held back: it waits to be started{job.run_at ? `, at ${clockTime(job.run_at)} at the latest` : " by hand"}.</p></section>;
  if (job.status === "queued") return <section class="card"><p>In line since {ago(job.created_at, Date.now())}.</p></section>;
  return null;
}

function Found({ job }: { job: Job }) {
  const { client } = useSession();
  const result = useLoaded(`result/${job.id}`, () => client.get<Result>(`/api/job/${job.id}/result`));
  if (result.error) return <Failure error={result.error} retry={result.reload} />;
  if (!result.value) return <Skeleton lines={6} />;
  return (
    <>
      <FigureGrid job={job} result={result.value} />
      <DatasheetPages job={job} result={result.value} />
      <FileList job={job} files={result.value.files} />
      <Attempts job={job} />
    </>
  );
}
