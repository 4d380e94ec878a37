// Figures that the engine was not sure of and on which nobody has decided yet, newest job first.
import type { Client } from "../api/client.ts";
import type { Job, Result } from "../api/types.ts";
import type { FigureSummary } from "../figure/extraction.ts";
import { figureSubject, latestOn, type Review } from "./reviews.ts";

export interface OpenFigure {
  job: Job;
  index: number; // from 1
  summary: FigureSummary;
}

const latest = 100; // jobs looked through
const atOnce = 6;
const results = new Map<number, FigureSummary[]>(); // an ended job's result does not change

export async function openFigures(client: Client): Promise<OpenFigure[]> {
  const [{ jobs }, reviews] = await Promise.all([
    client.get<{ jobs: Job[] }>("/api/jobs", { status: "completed", per_page: latest }),
    client.get<{ reviews: Review[] }>("/api/reviews").then((answer) => answer.reviews),
  ]);
  const readable = jobs.filter((job) => job.kind === "extract" || job.kind === "model");
  const corrected = new Set(jobs.map((job) => job.corrects));
  const perJob = await inGroups(readable.filter((job) => !corrected.has(job.id)), atOnce, async (job) => {
    const figures = await figuresOf(client, job);
    return figures.flatMap((summary, i) => (isOpen(summary, job, reviews) ? [{ job, index: i + 1, summary }] : []));
  });
  return perJob.flat();
}

async function figuresOf(client: Client, job: Job): Promise<FigureSummary[]> {
  const kept = results.get(job.id);
  if (kept) return kept;
  const result = await client.get<Result>(`/api/job/${job.id}/result`);
  const figures = result.figures as unknown as FigureSummary[];
  results.set(job.id, figures);
  return figures;
}

function isOpen(summary: FigureSummary, job: Job, reviews: Review[]): boolean {
  const own = reviews.filter((review) => review.job_id === job.id);
  return summary.status !== "accepted" && latestOn(own, figureSubject(artifactOf(summary))) === null;
}

export function artifactOf(summary: FigureSummary): string {
  return summary.json.replace(/\.json$/, "");
}

async function inGroups<In, Out>(all: In[], size: number, run: (one: In) => Promise<Out>): Promise<Out[]> {
  const out: Out[] = [];
  for (let i = 0; i < all.length; i += size) out.push(...(await Promise.all(all.slice(i, i + size).map(run))));
  return out;
}
