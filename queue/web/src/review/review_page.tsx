// What waits for a person: figures that the engine was not sure of, and models to approve.
import { FigureCard } from "../job/figure_grid.tsx";
import { plural } from "../lib/format.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { jobTitle } from "../monitor/job_row.tsx";
import { useReloadOnEvents } from "../monitor/use_queues.ts";
import { Empty, Failure, Skeleton, VerdictBadge } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { openFigures, type OpenFigure } from "./open_figures.ts";
import { openModels } from "./open_models.ts";

export function ReviewPage() {
  const { client } = useSession();
  const open = useLoaded("review", async () => {
    const [figures, models] = await Promise.all([openFigures(client), openModels(client)]);
    return { figures, models };
  });
  useReloadOnEvents(open.reload, (type) => type === "queue:job_completed" || type === "snapshot");
  if (open.error && !open.value) return <Failure error={open.error} retry={open.reload} />;
  if (!open.value) return <Skeleton lines={8} />;
  const { figures, models } = open.value;
  if (figures.length + models.length === 0) {
    return <Empty title="Nothing waits for you"><p>Figures that the engine is not sure of, and models to approve, appear here.</p></Empty>;
  }
  return (
    <div class="page">
      {figures.length > 0 && <FiguresToReview figures={figures} />}
      {models.length > 0 && (
        <section aria-label="Models to approve">
          <h2>{plural(models.length, "model")} to approve</h2>
          <ul class="model-list">
            {models.map((job) => (
              <li key={job.id}>
                <a href={`#/job/${job.id}/model`}><strong>{jobTitle(job)}</strong> {job.device}</a>
                <VerdictBadge verdict={job.verdict} />
                <span class="muted">job {job.id}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function FiguresToReview({ figures }: { figures: OpenFigure[] }) {
  const first = figures[0]!;
  return (
    <section aria-label="Figures to review">
      <header class="page-head">
        <h2>{plural(figures.length, "figure")} to review</h2>
        <a class="button primary" href={`#/job/${first.job.id}/figure/${first.index}`}>Start with the first</a>
      </header>
      <ul class="figure-grid">
        {figures.map(({ job, index, summary }) => (
          <FigureCard key={`${job.id}/${index}`} job={job.id} index={index} figure={summary} />
        ))}
      </ul>
    </section>
  );
}
