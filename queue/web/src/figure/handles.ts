// What can be taken hold of: the marks of the axes, the edges and corners of the plot box.
import type { Point } from "./extraction.ts";
import { moveEdge, setReference, type AxisName, type Sheet } from "./sheet.ts";
import { toScreen, type Viewport } from "./viewport.ts";

export type Handle =
  | { kind: "mark"; axis: AxisName; index: 0 | 1 }
  | { kind: "edges"; x: 0 | 2 | null; y: 1 | 3 | null };

const grabRadius = 9; // CSS pixels
// A mark stands this far inside of the box: printed labels stay legible and corners free.
const markOffset = { x: 24, y: 16 };

export function markPlace(sheet: Sheet, view: Viewport, axis: AxisName, index: 0 | 1, ui: number): Point {
  const at = sheet.axes[axis]!.references[index].at;
  const [left, , right, bottom] = sheet.box;
  if (axis === "x") {
    const [x, y] = toScreen(view, [at, bottom]);
    return [x, y - markOffset.x * ui];
  }
  const [x, y] = toScreen(view, [axis === "y" ? left : right, at]);
  return [x + (axis === "y" ? markOffset.y : -markOffset.y) * ui, y];
}

export function handleAt(sheet: Sheet, view: Viewport, screen: Point, ui = 1): Handle | null {
  for (const axis of ["x", "y", "y2"] as const) {
    if (!sheet.axes[axis]) continue;
    for (const index of [0, 1] as const) {
      const [x, y] = markPlace(sheet, view, axis, index, ui);
      if (Math.hypot(x - screen[0], y - screen[1]) <= grabRadius * ui) return { kind: "mark", axis, index };
    }
  }
  return edgesAt(sheet, view, screen);
}

function edgesAt(sheet: Sheet, view: Viewport, [x, y]: Point): Handle | null {
  const [left, top] = toScreen(view, [sheet.box[0], sheet.box[1]]);
  const [right, bottom] = toScreen(view, [sheet.box[2], sheet.box[3]]);
  const near = (a: number, b: number) => Math.abs(a - b) <= 5;
  const along = (value: number, from: number, to: number) => value >= from - 5 && value <= to + 5;
  const column = !along(y, top, bottom) ? null : near(x, left) ? 0 : near(x, right) ? 2 : null;
  const row = !along(x, left, right) ? null : near(y, top) ? 1 : near(y, bottom) ? 3 : null;
  return column === null && row === null ? null : { kind: "edges", x: column, y: row };
}

export function dragHandle(sheet: Sheet, handle: Handle, page: Point): Sheet {
  if (handle.kind === "mark")
    return setReference(sheet, handle.axis, handle.index, { at: handle.axis === "x" ? page[0] : page[1] });
  const moved = handle.x === null ? sheet : moveEdge(sheet, handle.x, page[0]);
  return handle.y === null ? moved : moveEdge(moved, handle.y, page[1]);
}

export function cursorOf(handle: Handle | null): string {
  if (!handle) return "";
  if (handle.kind === "mark") return handle.axis === "x" ? "ew-resize" : "ns-resize";
  if (handle.x !== null && handle.y !== null) return (handle.x === 0) === (handle.y === 1) ? "nwse-resize" : "nesw-resize";
  return handle.x !== null ? "ew-resize" : "ns-resize";
}
