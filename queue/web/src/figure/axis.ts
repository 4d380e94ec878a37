// An axis as two places on the page with their values: between and beyond them the scale is
// straight, or logarithmic.
import type { Scale } from "./extraction.ts";

export interface Reference {
  at: number; // page units along the axis
  value: number; // NaN: not typed yet
}

export interface Axis {
  title: string;
  quantity: string;
  unit: string;
  scale: Scale;
  references: [Reference, Reference];
}

function flatten(axis: Axis, value: number): number {
  return axis.scale === "log10" ? Math.log10(value) : value;
}

export function valueAt(axis: Axis, coordinate: number): number {
  const [a, b] = axis.references;
  const from = flatten(axis, a.value), to = flatten(axis, b.value);
  const flat = from + ((coordinate - a.at) / (b.at - a.at)) * (to - from);
  return axis.scale === "log10" ? 10 ** flat : flat;
}

export function coordinateAt(axis: Axis, value: number): number {
  const [a, b] = axis.references;
  const from = flatten(axis, a.value), to = flatten(axis, b.value);
  return a.at + ((flatten(axis, value) - from) / (to - from)) * (b.at - a.at);
}

// Why values cannot be computed, or null when they can.
export function problemOf(axis: Axis): string | null {
  const [a, b] = axis.references;
  if (!Number.isFinite(a.value) || !Number.isFinite(b.value)) return "type the values of both marks";
  if (a.value === b.value) return "both marks have the same value";
  if (Math.abs(a.at - b.at) < 1e-6) return "both marks are at the same place";
  if (axis.scale === "log10" && (a.value <= 0 || b.value <= 0)) return "a logarithmic axis has positive values only";
  return null;
}

// Round values for grid lines and read-outs: about `wanted` of them, decades on a log scale.
export function roundValues(axis: Axis, low: number, high: number, wanted: number): number[] {
  const from = Math.min(low, high), to = Math.max(low, high);
  if (axis.scale === "log10") {
    const first = Math.ceil(Math.log10(from) - 1e-9), last = Math.floor(Math.log10(to) + 1e-9);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i));
  }
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}
