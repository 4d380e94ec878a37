// Follows a line of one colour from a place that was clicked on. The connected pixels of about that
// colour are walked from one far end to the other, and the middle of each step is a point: vertical
// parts survive, and a line may have any width.
import type { Edges, Point } from "./extraction.ts";

export interface Raster {
  width: number;
  height: number;
  data: Uint8ClampedArray; // RGBA
}

export interface TraceOptions {
  tolerance: number; // distance in RGB that still counts as the same colour
  gap: number; // pixels: how far a dash may lie from the next
  step: number; // pixels between two points
}

export const traceDefaults: TraceOptions = { tolerance: 70, gap: 2, step: 3 };
const reach = 3; // pixels around the click in which the line is looked for

export function colorAt(raster: Raster, x: number, y: number): [number, number, number] {
  const i = 4 * (y * raster.width + x);
  return [raster.data[i]!, raster.data[i + 1]!, raster.data[i + 2]!];
}

export function hex(color: readonly number[]): string {
  return "#" + color.map((part) => part.toString(16).padStart(2, "0")).join("");
}

// The pixel near the click that differs most from paper: a click beside a thin line still takes it.
export function inkNear(raster: Raster, place: Point): Point | null {
  let best: Point | null = null;
  let most = 60;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const x = Math.round(place[0]) + dx, y = Math.round(place[1]) + dy;
      if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) continue;
      const ink = 765 - colorAt(raster, x, y).reduce((sum, part) => sum + part, 0) - 4 * Math.hypot(dx, dy);
      if (ink > most) {
        most = ink;
        best = [x, y];
      }
    }
  }
  return best;
}

// Points of the line through `place`, all in pixels; `inside` bounds the search. Empty: no line.
export function traceLine(raster: Raster, place: Point, inside: Edges, options = traceDefaults): Point[] {
  const start = inkNear(raster, place);
  if (!start) return [];
  const mask = maskOf(raster, colorAt(raster, start[0], start[1]), inside, options.tolerance);
  const from = walk(mask, raster.width, start, options.gap);
  const farEnd = from.order.at(-1)!;
  const line = walk(mask, raster.width, [farEnd % raster.width, Math.floor(farEnd / raster.width)], options.gap);
  return centres(line, raster.width, options.step);
}

function maskOf(raster: Raster, color: readonly number[], inside: Edges, tolerance: number): Uint8Array {
  const mask = new Uint8Array(raster.width * raster.height);
  const [left, top, right, bottom] = inside.map(Math.round) as Edges;
  for (let y = Math.max(0, top + 1); y < Math.min(raster.height, bottom); y++) {
    for (let x = Math.max(0, left + 1); x < Math.min(raster.width, right); x++) {
      const i = 4 * (y * raster.width + x);
      const away = Math.hypot(raster.data[i]! - color[0]!, raster.data[i + 1]! - color[1]!, raster.data[i + 2]! - color[2]!);
      if (away <= tolerance) mask[y * raster.width + x] = 1;
    }
  }
  return mask;
}

interface Walk {
  order: number[]; // pixels by growing distance from the start
  far: Float32Array; // that distance, per pixel
}

// Breadth first over the mask, in rings: neighbours up to `gap` + 1 away are connected, and the
// distance grows by how far they are (a bucket queue keeps it in order).
function walk(mask: Uint8Array, width: number, [x, y]: Point, gap: number): Walk {
  const far = new Float32Array(mask.length).fill(Infinity);
  const offsets = neighbours(gap, width);
  const order: number[] = [];
  const buckets: number[][] = [[y * width + x]];
  far[y * width + x] = 0;
  for (let ring = 0; ring < buckets.length; ring++) {
    for (const pixel of buckets[ring] ?? []) {
      if (Math.floor(far[pixel]! * 2) !== ring) continue; // reached sooner another way
      order.push(pixel);
      for (const [offset, length] of offsets) {
        const next = pixel + offset;
        if (!mask[next] || far[next]! <= far[pixel]! + length + 1e-4) continue;
        far[next] = far[pixel]! + length;
        (buckets[Math.floor(far[next]! * 2)] ??= []).push(next);
      }
    }
  }
  return { order, far };
}

function neighbours(gap: number, width: number): [number, number][] {
  const out: [number, number][] = [];
  for (let dy = -gap - 1; dy <= gap + 1; dy++)
    for (let dx = -gap - 1; dx <= gap + 1; dx++)
      if (dx || dy) out.push([dy * width + dx, Math.hypot(dx, dy)]);
  return out.sort((a, b) => a[1] - b[1]);
}

function centres({ order, far }: Walk, width: number, step: number): Point[] {
  const sums: [number, number, number][] = [];
  for (const pixel of order) {
    const sum = (sums[Math.floor(far[pixel]! / step)] ??= [0, 0, 0]);
    sum[0] += (pixel % width) + 0.5;
    sum[1] += Math.floor(pixel / width) + 0.5;
    sum[2]++;
  }
  return sums.filter(Boolean).map(([x, y, count]): Point => [x / count, y / count]);
}
