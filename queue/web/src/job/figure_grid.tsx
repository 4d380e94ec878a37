// The figures of a job, each with its overlay, verdict and first reason.
import type { Job, Result } from "../api/types.ts";
import type { FigureSummary } from "../figure/extraction.ts";
import { familyText } from "../figure/families.ts";
import { plural } from "../lib/format.ts";
import { VerdictBadge } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";

export function FigureGrid({ job, result }: { job: Job; result: Result }) {
  const figures = result.figures as unknown as FigureSummary[];
  if (figures.length === 0) {
    if (job.status !== "completed" || !job.image_id) return null;
    return (
      <section class="card">
        <p>No figure was found. <a href={`#/digitize/${job.image_id}`}>Digitize it by hand</a></p>
      </section>
    );
  }
  return (
    <section aria-label="Figures">
      <h2>{plural(figures.length, "figure")}</h2>
      <ul class="figure-grid">
        {figures.map((figure, i) => <FigureCard key={i} job={job.id} figure={figure} index={i + 1} />)}
      </ul>
    </section>
  );
}

export function FigureCard({ job, figure, index }: { job: number; figure: FigureSummary; index: number }) {
  const name = `Page ${figure.page}${figure.figure ? `, figure ${figure.figure}` : ""}`;
  return (
    <li>
      <a class="figure-card" href={`#/job/${job}/figure/${index}`}>
        <Picture path={`/api/job/${job}/overlay?figure=${index}`} alt={`${name} with its curves`} />
        <span class="figure-card-head"><strong>{name}</strong><VerdictBadge verdict={figure.status} /></span>
        <span class="muted">{familyText(figure.family)}, {plural(figure.curves, "curve")}</span>
        {figure.reasons?.[0] && <span class="figure-reason">{figure.reasons[0]}</span>}
      </a>
    </li>
  );
}
