import { count } from "../lib/format.ts";
import type { Bin } from "./statistics.ts";

export function Histogram({ title, bins }: { title: string; bins: Bin[] }) {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  return (
    <figure class="chart">
      <figcaption>{title}{bins.length > 0 && <span class="muted"> (highest {count(most)})</span>}</figcaption>
      {bins.length === 0 && <p class="muted">No job has completed yet.</p>}
      {bins.length > 0 && <>
        <div class="histogram" role="img" aria-label={`${title}: ${describe(bins)}`}>
          {bins.map((bin, i) => (
            <i key={i} style={{ height: `${(100 * bin.count) / most}%` }} title={`${bin.label}: ${bin.count}`} />
          ))}
        </div>
        <p class="histogram-ends"><span>{bins[0]!.label}</span><span>{bins.at(-1)!.label}</span></p>
      </>}
    </figure>
  );
}

function describe(bins: Bin[]): string {
  return bins.filter((bin) => bin.count > 0).map((bin) => `${bin.label}: ${bin.count}`).join(", ");
}
