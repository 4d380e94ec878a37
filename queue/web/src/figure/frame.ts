// Long straight dark lines of a picture: what a plot box that was drawn by hand snaps to, and a
// first guess at the box of a picture in which nothing was found.
import type { Edges } from "./extraction.ts";
import type { Raster } from "./trace.ts";

const dark = 150; // mean of R, G, B below which a pixel is ink

function isDark(raster: Raster, x: number, y: number): boolean {
  const i = 4 * (y * raster.width + x);
  return raster.data[i]! + raster.data[i + 1]! + raster.data[i + 2]! < 3 * dark;
}

// Longest run of ink in row or column `k`, between `from` and `to`; one missing pixel is bridged.
function longestRun(raster: Raster, across: boolean, k: number, from: number, to: number): number {
  let best = 0, run = 0, missing = 0;
  for (let i = Math.max(0, Math.floor(from)); i < Math.min(across ? raster.width : raster.height, to); i++) {
    const ink = across ? isDark(raster, i, k) : isDark(raster, k, i);
    missing = ink ? 0 : missing + 1;
    run = missing > 1 ? 0 : run + 1;
    best = Math.max(best, run);
  }
  return best;
}

// Moves each edge to the middle of the strongest line within `reach` pixels; an edge without a line
// stays where it is.
export function snapBox(raster: Raster, box: Edges, reach: number): Edges {
  const [left, top, right, bottom] = box;
  const column = (x: number) => snapEdge(raster, false, x, top, bottom, reach);
  const row = (y: number) => snapEdge(raster, true, y, left, right, reach);
  return [column(left), row(top), column(right), row(bottom)];
}

function snapEdge(raster: Raster, across: boolean, at: number, from: number, to: number, reach: number): number {
  const limit = across ? raster.height : raster.width;
  const needed = 0.6 * (to - from);
  const runs: [number, number][] = [];
  for (let k = Math.max(0, Math.floor(at - reach)); k <= Math.min(limit - 1, at + reach); k++) {
    const run = longestRun(raster, across, k, from, to);
    if (run >= needed) runs.push([k, run]);
  }
  if (runs.length === 0) return at;
  const most = Math.max(...runs.map(([, run]) => run));
  const strong = runs.filter(([, run]) => run > 0.97 * most).map(([k]) => k);
  const nearest = strong.reduce((best, k) => (Math.abs(k - at) < Math.abs(best - at) ? k : best));
  const line = strong.filter((k) => Math.abs(k - nearest) <= 3);
  return (Math.min(...line) + Math.max(...line)) / 2 + 0.5;
}

// The outermost long lines; where there are none, the middle two thirds.
export function guessBox(raster: Raster): Edges {
  const columns = longLines(raster, false), rows = longLines(raster, true);
  const { width, height } = raster;
  const [left, right] = columns.length > 1 ? [columns[0]!, columns.at(-1)!] : [width / 6, (width * 5) / 6];
  const [top, bottom] = rows.length > 1 ? [rows[0]!, rows.at(-1)!] : [height / 6, (height * 5) / 6];
  return [left + 0.5, top + 0.5, right + 0.5, bottom + 0.5];
}

function longLines(raster: Raster, across: boolean): number[] {
  const [count, length] = across ? [raster.height, raster.width] : [raster.width, raster.height];
  return Array.from({ length: count }, (_, k) => k)
    .filter((k) => longestRun(raster, across, k, 0, length) > 0.45 * length);
}
