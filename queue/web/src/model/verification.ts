// `curvespice/verification/1` as the service gives it (docs/formats.md).
import type { Point } from "../figure/extraction.ts";

export interface CurveCheck {
  label: string;
  conditions: Record<string, number>;
  temperature?: number;
  points: number;
  rms_span: number;
  p95_span: number;
  max_span: number;
  median_percent: number;
  bias_percent: number;
  units: { rms: number; unit: string };
  contradicts?: boolean;
  axis?: "y" | "y2";
  drawn?: Point[];
  simulated?: Point[];
  residuals?: number[];
}

export interface FigureCheck {
  figure: string;
  artifact: string;
  family: string;
  source: { file: string; page: number; caption: string };
  curves: CurveCheck[];
  errors: { extraction: number; fit: number; verification: number };
  grade: string;
  verdict: "pass" | "fail" | "skipped";
  reason: string;
  notes?: string[];
}

export interface ModelParameter {
  name: string;
  value: number;
  unit: string;
  low: number;
  high: number;
  origin: string;
  note?: string;
}

export interface Verification {
  part: string;
  device: string;
  model_file: string;
  model_sha256: string;
  simulator: string;
  verdict: "pass" | "fail";
  summary: string;
  figures: FigureCheck[];
  parameters: ModelParameter[];
  notes?: string[];
}

// Where the value stands in its interval, and how wide that is: "± 3 %".
export function spreadText({ value, low, high, origin }: ModelParameter): string {
  if (origin === "default" || !(high > low) || value === 0) return "";
  return `± ${(50 * (high - low) / Math.abs(value)).toPrecision(2)} %`;
}

// How far another version's value is from this one: "+3.1 %".
export function changeText(own: number, other: number): string {
  if (own === 0) return "";
  const change = (100 * (other - own)) / Math.abs(own);
  return `${change > 0 ? "+" : "−"}${Number(Math.abs(change).toPrecision(2))} %`;
}
