// Finds the coloured lines of a plot by themselves: every colour that is neither paper nor grey and
// runs through a good part of the plot box.
import type { Edges, Point } from "./extraction.ts";
import { colorAt, hex, traceDefaults, traceLine, type Raster } from "./trace.ts";

export interface FoundLine {
  color: string;
  points: Point[]; // pixels
}

const leastSaturation = 60; // difference of the largest and the smallest of R, G, B
const leastReach = 0.25; // of the box's width or height
const bucket = 48; // width of a colour class

export function traceAll(raster: Raster, inside: Edges): FoundLine[] {
  const lines: FoundLine[] = [];
  for (const seed of seedsByColor(raster, inside)) {
    if (lines.some((line) => line.points.some((point) => Math.hypot(point[0] - seed[0], point[1] - seed[1]) < 6))) continue;
    const points = traceLine(raster, seed, inside, traceDefaults);
    if (reach(points, inside) >= leastReach) lines.push({ color: hex(colorAt(raster, seed[0], seed[1])), points });
  }
  return lines;
}

// A few places of each frequent saturated colour, spread over the box.
function seedsByColor(raster: Raster, inside: Edges): Point[] {
  const classes = new Map<string, Point[]>();
  const [left, top, right, bottom] = inside.map(Math.round) as Edges;
  for (let y = top + 2; y < bottom - 1; y++) {
    for (let x = left + 2; x < right - 1; x++) {
      const color = colorAt(raster, x, y);
      if (Math.max(...color) - Math.min(...color) < leastSaturation) continue;
      const name = color.map((part) => Math.round(part / bucket)).join();
      const places = classes.get(name);
      if (places) places.push([x, y]);
      else classes.set(name, [[x, y]]);
    }
  }
  const frequent = [...classes.values()].filter((places) => places.length > 0.3 * (right - left));
  frequent.sort((a, b) => b.length - a.length);
  return frequent.slice(0, 12).flatMap((places) =>
    [0.5, 0.2, 0.8, 0.05, 0.95].map((t) => places[Math.floor(t * (places.length - 1))]!));
}

function reach(points: Point[], [left, top, right, bottom]: Edges): number {
  if (points.length < 5) return 0;
  const span = (values: number[]) => Math.max(...values) - Math.min(...values);
  return Math.max(span(points.map(([x]) => x)) / (right - left), span(points.map(([, y]) => y)) / (bottom - top));
}
