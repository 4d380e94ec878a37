// The pages of a datasheet on which figures were found, each figure framed where it stands.
import type { Image, Job, Result } from "../api/types.ts";
import type { Client } from "../api/client.ts";
import type { Edges, Extraction, FigureSummary } from "../figure/extraction.ts";
import { fileUrl } from "../figure/load_figure.ts";
import { plural } from "../lib/format.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { Picture } from "../ui/picture.tsx";
import { useSession } from "../ui/session.ts";

interface Framed {
  index: number; // of the job, from 1
  summary: FigureSummary;
  box: Edges; // fractions of the page
}

interface FramedPage {
  image: Image;
  page: number;
  figures: Framed[];
}

export function DatasheetPages({ job, result }: { job: Job; result: Result }) {
  const { client } = useSession();
  const pages = useLoaded(`pages/${job.id}`, () => framedPages(client, job, result));
  if (!pages.value?.length) return null;
  return (
    <details class="card" open>
      <summary>Where they stand: {plural(pages.value.length, "page")}</summary>
      <ul class="datasheet-pages">
        {pages.value.map((page) => <PageWithFrames key={`${page.image.id}/${page.page}`} job={job.id} framed={page} />)}
      </ul>
    </details>
  );
}

function PageWithFrames({ job, framed: { image, page, figures } }: { job: number; framed: FramedPage }) {
  return (
    <li>
      <div class="datasheet-page">
        <Picture path={`/api/image/${image.id}/picture?page=${page}&width=700`} alt={`Page ${page} of ${image.filename}`} />
        {figures.map(({ index, summary, box }) => (
          <a key={index} class={`frame frame-${summary.status}`} href={`#/job/${job}/figure/${index}`} style={placeOf(box)}
            aria-label={`Figure ${index} of the job: ${summary.status}`} title={summary.reasons[0] ?? summary.status} />
        ))}
      </div>
      <span class="muted">{image.filename}, page {page}</span>
    </li>
  );
}

function placeOf([left, top, right, bottom]: Edges): Record<string, string> {
  const share = (value: number) => `${(100 * value).toFixed(3)}%`;
  return { left: share(left), top: share(top), width: share(right - left), height: share(bottom - top) };
}

async function framedPages(client: Client, job: Job, result: Result): Promise<FramedPage[]> {
  const images = await Promise.all((job.image_ids ?? []).map((id) => client.get<Image>(`/api/image/${id}`)));
  const summaries = result.figures as unknown as FigureSummary[];
  const found = await Promise.all(images.filter((one) => one.mime_type === "application/pdf").map(async (image) => {
    const own = summaries.map((summary, i) => ({ summary, index: i + 1 })).filter(({ summary }) => summary.file === image.filename);
    const { pages } = await client.get<{ pages: { width?: number; height?: number }[] }>(`/api/image/${image.id}/pages`);
    const figures = await Promise.all(own.map(async ({ summary, index }) => {
      const extraction = JSON.parse(await client.text(fileUrl(job.id, summary.json))) as Extraction;
      return { summary, index, box: onPage(extraction.source.box_pt, pages[summary.page - 1]) };
    }));
    return byPage(image, figures.filter((one): one is Framed => one.box !== null));
  }));
  return found.flat();
}

function onPage(box: Edges, page: { width?: number; height?: number } | undefined): Edges | null {
  if (!page?.width || !page.height) return null;
  return box.map((value, i) => value / (i % 2 ? page.height! : page.width!)) as Edges;
}

function byPage(image: Image, figures: Framed[]): FramedPage[] {
  const numbers = [...new Set(figures.map((one) => one.summary.page))].sort((a, b) => a - b);
  return numbers.map((page) => ({ image, page, figures: figures.filter((one) => one.summary.page === page) }));
}
