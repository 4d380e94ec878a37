// Completed models on which nobody has decided yet.
import type { Client } from "../api/client.ts";
import type { Job } from "../api/types.ts";
import { latestOn, type Review } from "./reviews.ts";

const latest = 100;

export async function openModels(client: Client): Promise<Job[]> {
  const [{ jobs }, { reviews }] = await Promise.all([
    client.get<{ jobs: Job[] }>("/api/jobs", { status: "completed", per_page: latest }),
    client.get<{ reviews: Review[] }>("/api/reviews"),
  ]);
  return jobs.filter((job) => job.kind === "model" &&
    latestOn(reviews.filter((review) => review.job_id === job.id), "model") === null);
}
