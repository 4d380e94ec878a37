// Every attempt with how it ended and what its worker last said.
import type { Attempt, Job } from "../api/types.ts";
import { clockTime, duration, plural } from "../lib/format.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { useSession } from "../ui/session.ts";

export function Attempts({ job }: { job: Job }) {
  const { client } = useSession();
  const log = useLoaded(`log/${job.id}/${job.attempts}`, async () =>
    (await client.get<{ attempts: Attempt[] }>(`/api/job/${job.id}/log`)).attempts);
  if (!log.value || log.value.length === 0) return null;
  return (
    <details class="card" open={job.status === "failed"}>
      <summary>{plural(log.value.length, "attempt")}</summary>
      {log.value.map((attempt) => (
        <div key={attempt.number} class="attempt">
          <p>
            <strong>{attempt.number}</strong> {attempt.outcome}, {clockTime(attempt.started_at)}
            {attempt.ended_at && `, ${duration(attempt.ended_at - attempt.started_at)}`}
            {attempt.error && <span class="error-text"> {attempt.error.message}</span>}
          </p>
          {attempt.log && <pre tabIndex={0}>{attempt.log}</pre>}
        </div>
      ))}
    </details>
  );
}
