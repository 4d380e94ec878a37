// Fetches a figure: its extraction, its picture and the picture's pixels.
import type { Client } from "../api/client.ts";
import type { Job, Result } from "../api/types.ts";
import type { Edges, Extraction, FigureSummary } from "./extraction.ts";
import type { PictureRaster } from "./editor.ts";
import type { Picture } from "./paint.ts";

export interface LoadedPicture extends Picture {
  raster: PictureRaster;
}

export interface LoadedFigure {
  job: Job;
  figures: FigureSummary[];
  extraction: Extraction;
  picture: LoadedPicture | null;
}

export async function loadFigure(client: Client, jobId: number, index: number): Promise<LoadedFigure> {
  const [job, result] = await Promise.all([
    client.get<Job>(`/api/job/${jobId}`), client.get<Result>(`/api/job/${jobId}/result`),
  ]);
  const figures = result.figures as unknown as FigureSummary[];
  const summary = figures[index - 1];
  if (!summary) throw new Error(`Job ${jobId} has ${figures.length} figures: there is no figure ${index}.`);
  const text = await client.text(fileUrl(jobId, summary.json));
  const extraction = JSON.parse(text) as Extraction;
  return { job, figures, extraction, picture: await loadPicture(client, job, extraction) };
}

export function fileUrl(jobId: number, name: string): string {
  return `/api/job/${jobId}/files/${encodeURIComponent(name)}`;
}

// The figure's clean crop; of an uploaded picture the picture itself, whose pixels are page units.
async function loadPicture(client: Client, job: Job, extraction: Extraction): Promise<LoadedPicture | null> {
  const { figure_png, crop_pt } = extraction.source;
  try {
    if (figure_png && crop_pt) return await decode(await client.blob(fileUrl(job.id, figure_png)), crop_pt);
    if (job.image_id && extraction.method === "raster")
      return await decode(await client.blob(`/api/image/${job.image_id}/file`), null);
  } catch {
    // A picture that cannot be shown leaves the curves, which can.
  }
  return null;
}

export async function decode(blob: Blob, area: Edges | null): Promise<LoadedPicture> {
  const image = await imageOf(blob);
  const width = image.naturalWidth || 1200, height = image.naturalHeight || 800;
  const shown = area ?? [0, 0, width, height] as Edges;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { image: canvas, area: shown, raster: { raster: { width, height, data }, area: shown } };
}

function imageOf(blob: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(blob);
    const image = new Image();
    image.onload = () => (URL.revokeObjectURL(url), resolve(image));
    image.onerror = () => (URL.revokeObjectURL(url), reject(new Error("The browser cannot show this picture.")));
    image.src = url;
  });
}
