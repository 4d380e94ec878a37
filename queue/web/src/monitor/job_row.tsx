// A row of the job table. Drawn again only when its job or its selection changes: 200 rows live at
// fifty events a second must stay cheap.
import { Component } from "preact";
import type { Job } from "../api/types.ts";
import { duration } from "../lib/format.ts";
import { ProgressBar, StatusBadge, VerdictBadge } from "../ui/parts.tsx";

export interface JobRowProps {
  job: Job;
  queueName: string;
  selected: boolean;
  onSelect: (id: number, run: boolean) => void;
}

export class JobRow extends Component<JobRowProps> {
  override shouldComponentUpdate(next: JobRowProps): boolean {
    return next.job !== this.props.job || next.selected !== this.props.selected ||
      next.queueName !== this.props.queueName;
  }

  render({ job, queueName, selected, onSelect }: JobRowProps) {
    return (
      <tr class={selected ? "selected" : ""} data-job={job.id}>
        <td class="cell-check">
          <input type="checkbox" checked={selected} aria-label={`Select job ${job.id}`}
            onClick={(event) => onSelect(job.id, event.shiftKey)} />
        </td>
        <td class="cell-id"><a href={`#/job/${job.id}`}>{job.id}</a></td>
        <td class="cell-part">
          <a href={`#/job/${job.id}`}>{jobTitle(job)}</a>
          <small>{[job.kind, job.device].filter(Boolean).join(", ")}</small>
        </td>
        <td>{queueName}</td>
        <td><StatusBadge status={job.status} /></td>
        <td class="cell-progress">{progressCell(job)}</td>
        <td class={`priority-${job.priority}`}>{job.priority}</td>
        <td class="cell-number">{duration(job.actual_duration ?? job.estimated_duration)}</td>
      </tr>
    );
  }
}

export function jobTitle(job: Job): string {
  return job.title || job.part || `${job.kind} job ${job.id}`;
}

function progressCell(job: Job) {
  if (job.status === "processing") {
    return (
      <>
        <ProgressBar percent={job.progress} label={`Progress of job ${job.id}`} />
        <span class="progress-text">{job.progress} % {job.step}</span>
      </>
    );
  }
  if (job.error) return <span class="error-text" title={job.error.message}>{job.error.message}</span>;
  if (job.status === "completed") return <VerdictBadge verdict={job.verdict} />;
  if (job.status === "pending" && job.attempts > 0)
    return <span class="muted">tries again, attempt {job.attempts + 1} of {job.max_attempts}</span>;
  return null;
}
