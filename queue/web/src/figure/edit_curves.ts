// Edits of a curve's geometry: draw, erase, split, join. Points are page units.
import type { Point } from "./extraction.ts";
import { addCurve, changeCurve, removeCurve, type Sheet, type SheetCurve } from "./sheet.ts";

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

// Adds a point at the end that is nearer, so that a curve can be drawn on from either side.
export function appendPoint(sheet: Sheet, id: string, point: Point): Sheet {
  const curve = sheet.curves.find((one) => one.id === id);
  if (!curve) return sheet;
  const first = curve.points[0], last = curve.points.at(-1);
  const atStart = first && last && curve.points.length > 1 && distance(first, point) < distance(last, point);
  const points = atStart ? [point, ...curve.points] : [...curve.points, point];
  return changeCurve(sheet, id, { points, touched: true });
}

// Takes away what lies within `radius` of `centre`, from one curve or from all. What falls apart
// becomes two curves.
export function erase(sheet: Sheet, id: string | null, centre: Point, radius: number): Sheet {
  return sheet.curves.filter((curve) => id === null || curve.id === id)
    .reduce((before, curve) => eraseFrom(before, curve, centre, radius), sheet);
}

function eraseFrom(sheet: Sheet, curve: SheetCurve, centre: Point, radius: number): Sheet {
  const dense = densify(curve.points, radius / 2);
  const pieces = runs(dense, (point) => distance(point, centre) > radius);
  if (pieces.length === 1 && pieces[0]!.length === dense.length) return sheet;
  const [first, ...rest] = pieces.filter((piece) => piece.length > 1);
  if (!first) return removeCurve(sheet, curve.id);
  const { id: _, ...members } = curve;
  return rest.reduce((before, points) => addCurve(before, points, { ...members, touched: true }).sheet,
    changeCurve(sheet, curve.id, { points: first, touched: true }));
}

// Points between, so that no stretch is longer than `step`: an eraser between two far points cuts.
export function densify(points: Point[], step: number): Point[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    if (!before) return [point];
    const count = Math.max(1, Math.ceil(distance(before, point) / step));
    return Array.from({ length: count }, (_, k): Point => between(before, point, (k + 1) / count));
  });
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}

function runs(points: Point[], keep: (point: Point) => boolean): Point[][] {
  const pieces: Point[][] = [];
  let open = false;
  for (const point of points) {
    if (!keep(point)) {
      open = false;
      continue;
    }
    if (!open) pieces.push([]);
    open = true;
    pieces.at(-1)!.push(point);
  }
  return pieces;
}

// The place on any of the curves that is nearest to `point`.
export interface Hit {
  id: string;
  index: number; // of the point before the place
  place: Point;
  distance: number;
}

export function nearest(curves: SheetCurve[], point: Point): Hit | null {
  let best: Hit | null = null;
  for (const curve of curves) {
    for (let i = 0; i + 1 < curve.points.length; i++) {
      const place = nearestOnStretch(curve.points[i]!, curve.points[i + 1]!, point);
      const away = distance(place, point);
      if (!best || away < best.distance) best = { id: curve.id, index: i, place, distance: away };
    }
  }
  return best;
}

function nearestOnStretch(a: Point, b: Point, point: Point): Point {
  const dx = b[0] - a[0], dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square;
  return between(a, b, Math.min(1, Math.max(0, t)));
}

export function split(sheet: Sheet, hit: Hit): Sheet {
  const curve = sheet.curves.find((one) => one.id === hit.id);
  if (!curve) return sheet;
  const head: Point[] = [...curve.points.slice(0, hit.index + 1), hit.place];
  const tail: Point[] = [hit.place, ...curve.points.slice(hit.index + 1)];
  if (head.length < 2 || tail.length < 2) return sheet;
  const { id: _, ...members } = curve;
  return addCurve(changeCurve(sheet, curve.id, { points: head, touched: true }), tail, { ...members, touched: true }).sheet;
}

// One curve of two, over the pair of ends that lie nearest to each other.
export function join(sheet: Sheet, id: string, otherId: string): Sheet {
  const one = sheet.curves.find((curve) => curve.id === id);
  const other = sheet.curves.find((curve) => curve.id === otherId);
  if (!one || !other || one === other) return sheet;
  const a = one.points, b = other.points;
  const turned = (points: Point[]) => points.slice().reverse();
  const ways: [Point[], Point[]][] = [[a, b], [a, turned(b)], [turned(a), b], [b, a]];
  const gap = ([first, second]: [Point[], Point[]]) => distance(first.at(-1)!, second[0]!);
  const [first, second] = ways.reduce((best, way) => (gap(way) < gap(best) ? way : best));
  return changeCurve(removeCurve(sheet, otherId), id, { points: [...first, ...second], touched: true });
}
