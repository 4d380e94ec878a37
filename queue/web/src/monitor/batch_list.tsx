// Batches with their progress, and what can be done with each as a whole.
import type { Batch } from "../api/types.ts";
import { ago, count, plural } from "../lib/format.ts";
import { save } from "../lib/save.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { Empty, Failure, ProgressBar, Skeleton } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { useReloadOnEvents } from "./use_queues.ts";
import { openJobs } from "./watch_batch.ts";

export function BatchList({ onShow }: { onShow: (id: number) => void }) {
  const { client } = useSession();
  const batches = useLoaded("batches", async () =>
    (await client.get<{ batches: Batch[] }>("/api/batches")).batches);
  useReloadOnEvents(batches.reload, (type) => type !== "system:service_status");
  if (batches.error && !batches.value) return <Failure error={batches.error} retry={batches.reload} />;
  if (!batches.value) return <Skeleton lines={6} />;
  if (batches.value.length === 0) {
    return <Empty title="No batch yet"><p>Files that are uploaded together become one batch.</p></Empty>;
  }
  return (
    <ul class="batches">
      {batches.value.map((batch) => (
        <BatchRow key={batch.id} batch={batch} onShow={() => onShow(batch.id)} onChanged={batches.reload} />
      ))}
    </ul>
  );
}

function BatchRow({ batch, onShow, onChanged }: {
  batch: Batch; onShow: () => void; onChanged: () => void;
}) {
  const { client, toasts } = useSession();
  const { counts } = batch;
  const name = batch.name || `Batch ${batch.id}`;
  const open = openJobs(counts);
  const post = (action: string) =>
    client.post(`/api/batch/${batch.id}/${action}`).then(onChanged, toasts.failed);
  const download = () => client.blob(`/api/batch/${batch.id}/zip`)
    .then((blob) => save(blob, `${name}.zip`), toasts.failed);
  return (
    <li class="batch">
      <div class="batch-head">
        <button class="link" onClick={onShow}><strong>{name}</strong></button>
        <span class="muted">{plural(batch.job_ids.length, "job")}, {ago(batch.created_at, Date.now())}</span>
      </div>
      <ProgressBar percent={batch.progress} label={`Progress of ${name}`} />
      <p class="batch-counts">
        {batch.progress} %: {count(counts.completed)} completed
        {counts.failed > 0 && <>, <strong class="error-text">{count(counts.failed)} failed</strong></>}
        {counts.cancelled > 0 && <>, {count(counts.cancelled)} cancelled</>}
        {open > 0 && <>, {count(open)} to do</>}
      </p>
      <div class="batch-tools">
        <button disabled={open === 0} onClick={() => post("cancel")}>Cancel</button>
        <button disabled={counts.failed === 0} onClick={() => post("retry")}>Retry failed</button>
        <button disabled={counts.completed === 0} onClick={download}>Download zip</button>
      </div>
    </li>
  );
}
