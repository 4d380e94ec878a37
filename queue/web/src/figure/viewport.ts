// Where the picture lies in the window: screen = page * scale + offset (CSS pixels).
import type { Edges, Point } from "./extraction.ts";

export interface Viewport {
  scale: number;
  x: number;
  y: number;
}

export function toScreen(view: Viewport, [x, y]: Point): Point {
  return [x * view.scale + view.x, y * view.scale + view.y];
}

export function toPage(view: Viewport, [x, y]: Point): Point {
  return [(x - view.x) / view.scale, (y - view.y) / view.scale];
}

export function fit(area: Edges, width: number, height: number, margin = 12): Viewport {
  const [left, top, right, bottom] = area;
  const scale = Math.max(1e-3, Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top)));
  return { scale, x: (width - scale * (left + right)) / 2, y: (height - scale * (top + bottom)) / 2 };
}

// Keeps what is under `centre` (screen) where it is.
export function zoom(view: Viewport, centre: Point, factor: number): Viewport {
  const scale = Math.min(400, Math.max(0.02, view.scale * factor));
  const [x, y] = toPage(view, centre);
  return { scale, x: centre[0] - x * scale, y: centre[1] - y * scale };
}

export function pan(view: Viewport, dx: number, dy: number): Viewport {
  return { ...view, x: view.x + dx, y: view.y + dy };
}
