// The library of approved models: of each part the latest approved model, what waits, and whether a
// newer job has made another model since.
import type { Client } from "../api/client.ts";
import type { Job, Library, Model } from "../api/types.ts";

export interface LibraryEntry {
  part: string;
  model: Model; // the latest approved, else the latest
  drift: Model | null; // a newer model that differs from the approved one
}

export interface LoadedLibrary {
  entries: LibraryEntry[];
  built: Library[]; // newest first
}

export const dialects = ["ngspice", "ltspice", "pspice", "qspice", "xyce", "kicad"] as const;

export async function loadLibrary(client: Client): Promise<LoadedLibrary> {
  const [{ models }, { libraries }] = await Promise.all([
    client.get<{ models: Model[] }>("/api/models"),
    client.get<{ libraries: Library[] }>("/api/libraries"),
  ]);
  return { entries: entriesOf(models), built: libraries };
}

export function entriesOf(models: Model[]): LibraryEntry[] {
  const byPart = new Map<string, Model[]>();
  for (const model of models.filter((one) => one.part)) byPart.set(model.part, [...(byPart.get(model.part) ?? []), model]);
  return [...byPart].map(([part, all]) => entryOf(part, all)).sort((a, b) => a.part.localeCompare(b.part));
}

function entryOf(part: string, all: Model[]): LibraryEntry {
  const newestFirst = all.slice().sort((a, b) => b.id - a.id);
  const newest = newestFirst[0]!;
  const approved = newestFirst.find((one) => one.state === "approved");
  const differs = !!approved && newest.id > approved.id && newest.sha256 !== approved.sha256;
  return { part, model: approved ?? newest, drift: differs ? newest : null };
}

// The same models give the same bytes; which simulators it is written for, the job says.
export function buildLibrary(client: Client, name: string): Promise<Job> {
  return client.post<Job>("/api/library/create", { name });
}
