// The queue monitor: queues at the left; jobs, batches or statistics at the right.
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Route } from "../lib/route.ts";
import { go } from "../lib/route.ts";
import { BatchList } from "./batch_list.tsx";
import { everything } from "./job_list.ts";
import { JobsView } from "./jobs_view.tsx";
import { QueueList } from "./queue_list.tsx";
import { StatisticsView } from "./statistics_view.tsx";
import { useQueues } from "./use_queues.ts";
import { UploadBar } from "../upload/upload_bar.tsx";

const tabs = [["jobs", "Jobs"], ["batches", "Batches"], ["statistics", "Statistics"]] as const;

export function MonitorPage({ route }: { route: Route }) {
  const queues = useQueues();
  const [queue, setQueue] = useState<number | null>(null);
  const tab = route.parts[1] ?? "jobs";
  const batch = route.query.get("batch");
  const product = route.query.get("product");
  const names = new Map(queues.value?.map((one) => [one.id, one.name]));
  useSearchKey();
  const showBatch = useCallback((id: number) => go(`queue/jobs?batch=${id}`), []);
  return (
    <div class="monitor">
      <QueueList queues={queues} chosen={queue} onChoose={setQueue} />
      <div class="monitor-main">
        <UploadBar queue={queue} />
        <nav class="tabs" aria-label="Monitor">
          {tabs.map(([name, text]) => (
            <a key={name} href={`#/queue/${name}`} aria-current={tab === name ? "page" : undefined}>{text}</a>
          ))}
        </nav>
        {tab === "jobs" && <JobsView key={`${queue}/${batch}/${product}`} queueNames={names} start={{
          ...everything, queue, batch: batch ? Number(batch) : null,
          product: product ? Number(product) : null,
        }} />}
        {tab === "batches" && <BatchList onShow={showBatch} />}
        {tab === "statistics" && <StatisticsView queue={queue} queueName={queue ? names.get(queue) ?? "" : ""} />}
      </div>
    </div>
  );
}

// "/" goes to the search, as in most tools with a long list.
function useSearchKey(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
      event.preventDefault();
      document.getElementById("job-search")?.focus();
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
