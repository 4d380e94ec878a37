// Loads the figure that the address names and shows its review.
import { useLoaded } from "../lib/use_loaded.ts";
import { Failure, Skeleton } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { FigureReview } from "./figure_review.tsx";
import { loadFigure } from "./load_figure.ts";

export function FigurePage({ job, index }: { job: number; index: number }) {
  const { client } = useSession();
  const loaded = useLoaded(`figure/${job}/${index}`, () => loadFigure(client, job, index));
  if (loaded.error) return <Failure error={loaded.error} retry={loaded.reload} />;
  if (!loaded.value) return <Skeleton lines={10} />;
  return <FigureReview key={`${job}/${index}`} figure={loaded.value} index={index} />;
}
