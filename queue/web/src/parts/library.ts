// A library of approved models, put together from jobs: the latest approved model of each part, and
// whether a newer job has made another one since.
import type { Client } from "../api/client.ts";
import type { Job, StoredFile } from "../api/types.ts";
import { fileUrl } from "../figure/load_figure.ts";
import { latestOn, type Review } from "../review/reviews.ts";

export type EntryState = "approved" | "rejected" | "waiting";

export interface LibraryEntry {
  part: string;
  job: Job; // whose model the entry is: the latest approved, else the latest
  state: EntryState;
  review: Review | null;
  drift: Job | null; // a newer job whose model differs from the approved one
  modelFile: string;
}

interface Made {
  job: Job;
  file: StoredFile;
  review: Review | null;
}

const latest = 500;

export async function loadLibrary(client: Client): Promise<LibraryEntry[]> {
  const [{ jobs }, { reviews }] = await Promise.all([
    client.get<{ jobs: Job[] }>("/api/jobs", { status: "completed", per_page: latest }),
    client.get<{ reviews: Review[] }>("/api/reviews"),
  ]);
  const made = await Promise.all(jobs.filter((job) => job.kind === "model" && job.part).map(async (job) => {
    const { files } = await client.get<{ files: StoredFile[] }>(`/api/job/${job.id}/files`);
    const file = files.find((one) => one.name.endsWith(".lib"));
    const own = reviews.filter((one) => one.job_id === job.id);
    return file ? { job, file, review: latestOn(own, "model") } : null;
  }));
  return entriesOf(made.filter((one): one is Made => one !== null));
}

export function entriesOf(made: Made[]): LibraryEntry[] {
  const byPart = new Map<string, Made[]>();
  for (const one of made) byPart.set(one.job.part!, [...(byPart.get(one.job.part!) ?? []), one]);
  return [...byPart].map(([part, all]) => entryOf(part, all)).sort((a, b) => a.part.localeCompare(b.part));
}

function entryOf(part: string, all: Made[]): LibraryEntry {
  const newestFirst = all.slice().sort((a, b) => b.job.id - a.job.id);
  const newest = newestFirst[0]!;
  const approved = newestFirst.find((one) => one.review?.decision === "accepted");
  const shown = approved ?? newest;
  const differs = !!approved && newest.job.id > approved.job.id && newest.file.sha256 !== approved.file.sha256;
  const state = approved ? "approved" : shown.review ? "rejected" : "waiting";
  return { part, job: shown.job, state, review: shown.review, drift: differs ? newest.job : null, modelFile: shown.file.name };
}

// One file of all approved models, in the order of their parts: the same models give the same bytes.
export async function libraryText(client: Client, entries: LibraryEntry[]): Promise<string> {
  const approved = entries.filter((entry) => entry.state === "approved");
  const texts = await Promise.all(approved.map((entry) => client.text(fileUrl(entry.job.id, entry.modelFile))));
  return texts.map((text) => text.trimEnd() + "\n").join("\n");
}
