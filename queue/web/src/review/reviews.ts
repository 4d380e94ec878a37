// A person's decisions on figures and models, kept by the service with who and when.
import type { Client } from "../api/client.ts";
import type { Decision, Review } from "../api/types.ts";

export type { Decision, Review };

const nameKey = "curvespice-reviewer";

export function figureSubject(artifactName: string): string {
  return `figure:${artifactName}`;
}

export async function reviewsOf(client: Client, jobId: number): Promise<Review[]> {
  return (await client.get<{ reviews: Review[] }>(`/api/job/${jobId}/reviews`)).reviews;
}

export function decide(client: Client, jobId: number, subject: string, decision: Decision,
  comment = ""): Promise<Review> {
  return client.post<Review>(`/api/job/${jobId}/review`, { subject, decision, comment, reviewer: reviewerName() });
}

export function reviewerName(): string {
  return localStorage.getItem(nameKey) ?? "";
}
export function keepReviewerName(name: string): void {
  localStorage.setItem(nameKey, name);
}

// The last word on a subject.
export function latestOn(reviews: Review[], subject: string): Review | null {
  return reviews.filter((one) => one.subject === subject).sort((a, b) => a.created_at - b.created_at || a.id - b.id).at(-1) ?? null;
}
