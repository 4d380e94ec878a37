// Histograms of the latest completed jobs.
import type { Job } from "../api/types.ts";
import { duration } from "../lib/format.ts";

export interface Bin {
  label: string; // where the bin begins
  count: number;
}

const binCount = 24;
const minute = 60_000;
const widths = [1, 2, 5, 15, 30, 60, 180, 720, 1440].map((minutes) => minutes * minute);

// Completed jobs in equal stretches of time that end now and reach back to the oldest of them.
export function throughputBins(jobs: Job[], now: number): Bin[] {
  const times = jobs.map((job) => job.completed_at).filter((time): time is number => !!time);
  if (times.length === 0) return [];
  const oldest = Math.min(...times);
  const width = widths.find((candidate) => (now - oldest) / candidate < binCount) ?? widths.at(-1)!;
  const start = Math.floor(now / width - binCount + 1) * width;
  const bins = Array.from({ length: binCount }, (_, i) => ({ label: timeLabel(start + i * width, width), count: 0 }));
  for (const time of times) {
    const bin = bins[Math.floor((time - start) / width)];
    if (bin) bin.count++;
  }
  return bins;
}

function timeLabel(time: number, width: number): string {
  const date = new Date(time);
  if (width >= 720 * minute) return date.toLocaleDateString();
  return date.toTimeString().slice(0, 5);
}

// Durations in bins of equal ratio: they spread from milliseconds to minutes.
export function durationBins(jobs: Job[]): Bin[] {
  const durations = jobs.map((job) => job.actual_duration).filter((value): value is number => !!value);
  if (durations.length === 0) return [];
  const low = Math.log10(Math.min(...durations)), high = Math.log10(Math.max(...durations));
  const width = Math.max((high - low) / (binCount / 2), 0.05);
  const bins = Array.from({ length: binCount / 2 + 1 }, (_, i) =>
    ({ label: duration(10 ** (low + i * width)), count: 0 }));
  for (const value of durations) bins[Math.floor((Math.log10(value) - low) / width + 1e-9)]!.count++;
  while (bins.length > 1 && bins.at(-1)!.count === 0) bins.pop();
  return bins;
}
