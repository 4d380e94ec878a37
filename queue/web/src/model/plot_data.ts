// From the curves of a figure to what uPlot draws: one common x column, a column a line.
import type { Point } from "../figure/extraction.ts";

export interface Line {
  label: string;
  color: string;
  dashed: boolean; // simulated; drawn ones are dots
  points: Point[];
}

export type Columns = [number[], ...(number | null | undefined)[][]];

// uPlot wants one sorted x for all lines. A line that is no function of x (an output loop) keeps its
// points in order of x, which draws it as dots without harm; `undefined` is a gap to draw across.
export function columnsOf(lines: Line[]): Columns {
  const xs = [...new Set(lines.flatMap((line) => line.points.map(([x]) => x)))].sort((a, b) => a - b);
  const at = new Map(xs.map((x, i) => [x, i]));
  const columns = lines.map((line) => {
    const column: (number | undefined)[] = new Array(xs.length).fill(undefined);
    for (const [x, y] of line.points) column[at.get(x)!] = y;
    return column;
  });
  return [xs, ...columns];
}

// What a logarithmic axis can show.
export function positive(points: Point[], logX: boolean, logY: boolean): Point[] {
  return points.filter(([x, y]) => (!logX || x > 0) && (!logY || y > 0));
}

// Whether values spread so far that a logarithmic axis shows them better.
export function prefersLog(values: number[]): boolean {
  const sizes = values.filter((value) => value > 0);
  if (sizes.length < values.length || sizes.length === 0) return false;
  return Math.max(...sizes) > 50 * Math.min(...sizes);
}
