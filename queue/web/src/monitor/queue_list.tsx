// The queues at the side: how each works, how full it is, what it does now.
import { useState } from "preact/hooks";
import type { Counts, Queue, QueueChange } from "../api/types.ts";
import { count } from "../lib/format.ts";
import type { Loaded } from "../lib/use_loaded.ts";
import { Failure, Skeleton } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { QueueDialog } from "./queue_dialog.tsx";

export function QueueList({ queues, chosen, onChoose }: {
  queues: Loaded<Queue[]>; chosen: number | null; onChoose: (id: number | null) => void;
}) {
  const [edited, setEdited] = useState<Queue | "new" | null>(null);
  return (
    <aside class="queues" aria-label="Queues">
      <header>
        <h2>Queues</h2>
        <button class="quiet" onClick={() => setEdited("new")}>New queue</button>
      </header>
      <button class="queue queue-all" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        All queues
      </button>
      {queues.error && !queues.value && <Failure error={queues.error} retry={queues.reload} />}
      {!queues.value && !queues.error && <Skeleton lines={4} />}
      {queues.value?.map((queue) => (
        <QueueCard key={queue.id} queue={queue} chosen={queue.id === chosen}
          onChoose={() => onChoose(queue.id)} onEdit={() => setEdited(queue)}
          onChanged={queues.reload} />
      ))}
      {edited && <QueueDialog queue={edited === "new" ? null : edited} others={queues.value ?? []}
        onClose={() => setEdited(null)} onChanged={queues.reload} />}
    </aside>
  );
}

function QueueCard({ queue, chosen, onChoose, onEdit, onChanged }: {
  queue: Queue; chosen: boolean; onChoose: () => void; onEdit: () => void; onChanged: () => void;
}) {
  const session = useSession();
  const change = (members: QueueChange) =>
    session.client.put(`/api/queue/${queue.id}`, members).then(onChanged, session.toasts.failed);
  const active = queue.status === "active";
  return (
    <section class={`queue ${chosen ? "chosen" : ""}`} aria-label={`Queue ${queue.name}`}>
      <button class="queue-name" aria-pressed={chosen} onClick={onChoose} title={queue.description}>
        <strong>{queue.name}</strong>
        <span class={`queue-status queue-${queue.status}`}>{queue.status}</span>
      </button>
      <p class="queue-mode">
        {queue.mode}, {queue.priority === "fifo" ? "first in, first out" : "by priority"},
        {" "}{queue.counts.processing} of {queue.max_concurrent_jobs} running
      </p>
      <CountsBar counts={queue.counts} />
      <div class="queue-tools">
        <button class="quiet" onClick={() => change({ status: active ? "paused" : "active" })}>
          {active ? "Pause" : "Resume"}
        </button>
        <button class="quiet" onClick={onEdit}>Settings</button>
      </div>
    </section>
  );
}

function CountsBar({ counts }: { counts: Counts }) {
  const parts = [
    ["in line", counts.queued], ["held", counts.pending], ["done", counts.completed],
    ["failed", counts.failed],
  ] as const;
  return (
    <dl class="counts">
      {parts.map(([name, value]) => (
        <div key={name} class={value && name === "failed" ? "counts-failed" : ""}>
          <dt>{name}</dt><dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
