// How the queue does: throughput and durations of the latest jobs, causes of failure, verdicts.
import type { Distribution, Job, Statistics } from "../api/types.ts";
import { count, duration, plain } from "../lib/format.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { Failure, Skeleton } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { Histogram } from "./histogram.tsx";
import { durationBins, throughputBins } from "./statistics.ts";
import { useReloadOnEvents } from "./use_queues.ts";

const latest = 1000;

export function StatisticsView({ queue, queueName }: { queue: number | null; queueName: string }) {
  const { client } = useSession();
  const loaded = useLoaded(`statistics/${queue}`, async () => {
    const path = queue === null ? "/api/stats/global" : `/api/stats/queue/${queue}`;
    const [statistics, page] = await Promise.all([
      client.get<Statistics>(path),
      client.get<{ jobs: Job[] }>("/api/jobs", { queue, status: "completed", per_page: latest }),
    ]);
    return { statistics, jobs: page.jobs };
  });
  useReloadOnEvents(loaded.reload, (type) => /completed|failed/.test(type));
  if (loaded.error && !loaded.value) return <Failure error={loaded.error} retry={loaded.reload} />;
  if (!loaded.value) return <Skeleton lines={8} />;
  const { statistics, jobs } = loaded.value;
  return (
    <section class="statistics" aria-label="Statistics">
      <h2>{queueName ? `Queue ${queueName}` : "All queues"}</h2>
      <dl class="figures">
        <Figure name="Jobs an hour" value={plain(statistics.throughput_per_hour, 3)} />
        <Figure name="Workers busy" value={`${statistics.workers.busy} of ${statistics.workers.limit}`} />
        <Figure name="Completed" value={count(statistics.counts.completed)} />
        <Figure name="Failed" value={count(statistics.counts.failed)} />
        <Figure name="Wait, median / 95 %" value={spread(statistics.waiting_ms)} />
        <Figure name="Run, median / 95 %" value={spread(statistics.duration_ms)} />
      </dl>
      <div class="charts">
        <Histogram title="Completed jobs over time" bins={throughputBins(jobs, Date.now())} />
        <Histogram title="How long jobs run" bins={durationBins(jobs)} />
        <Bars title="Why jobs failed" values={statistics.failures} none="No job has failed." />
        <Bars title="Verdicts" values={statistics.verdicts} none="No job has ended yet." />
      </div>
    </section>
  );
}

function spread(distribution: Distribution): string {
  return `${duration(distribution.p50)} / ${duration(distribution.p95)}`;
}

function Figure({ name, value }: { name: string; value: string }) {
  return <div><dt>{name}</dt><dd>{value}</dd></div>;
}

function Bars({ title, values, none }: {
  title: string; values: Record<string, number>; none: string;
}) {
  const entries = Object.entries(values).sort((a, b) => b[1] - a[1]);
  const most = Math.max(1, ...entries.map(([, value]) => value));
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {entries.length === 0 && <p class="muted">{none}</p>}
      <dl class="bars">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name.replace(/_/g, " ")}</dt>
            <dd><i style={{ width: `${(100 * value) / most}%` }} /><span>{count(value)}</span></dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
