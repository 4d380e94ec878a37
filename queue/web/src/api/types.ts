// Short names for the schemas of the contract.
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Queue = Schemas["Queue"];
export type QueueCreate = Schemas["QueueCreate"];
export type QueueChange = Schemas["QueueChange"];
export type Counts = Schemas["Counts"];
export type Job = Schemas["Job"];
export type Review = Schemas["Review"];
export type Decision = Schemas["Decision"];
export type Model = Schemas["Model"];
export type Library = Schemas["Library"];
export type JobCreate = Schemas["JobCreate"];
export type JobStatus = Schemas["JobStatus"];
export type JobKind = Schemas["JobKind"];
export type Priority = Schemas["Priority"];
export type Result = Schemas["Result"];
export type Attempt = Schemas["Attempt"];
export type StoredFile = Schemas["File"];
export type Batch = Schemas["Batch"];
export type Statistics = Schemas["Statistics"];
export type Distribution = Schemas["Distribution"];
export type Product = Schemas["Product"];
export type ProductCreate = Schemas["ProductCreate"];
export type Image = Schemas["Image"];
export type ServiceEvent = Schemas["Event"];

export const jobStatuses: JobStatus[] = [
  "pending", "queued", "processing", "completed", "failed", "cancelled",
];
export const priorities: Priority[] = ["low", "normal", "high", "urgent"];

export function hasEnded(status: JobStatus): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}
