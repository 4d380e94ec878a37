// What the pointer does with each tool. A tool sees places in page units; `down` may give a drag,
// which hears of every move until the button is let go.
import type { Editor, ToolName } from "./editor.ts";
import { appendPoint, distance, erase, join, nearest, split, type Hit } from "./edit_curves.ts";
import type { Edges, Point } from "./extraction.ts";
import { dragHandle, handleAt } from "./handles.ts";
import { addCurve, moveEdge, type Sheet } from "./sheet.ts";
import { hex, colorAt, inkNear, traceLine } from "./trace.ts";
import { toPage, type Viewport } from "./viewport.ts";

export interface Pointer {
  screen: Point;
  page: Point;
  view: Viewport;
  ui: number; // size of what can be grabbed, against usual
}
export type Drag = (pointer: Pointer) => void;
export interface Tool {
  key: string;
  title: string;
  help: string;
  down(editor: Editor, pointer: Pointer): Drag | null;
}

const reach = 10; // CSS pixels within which a click takes a curve
const eraserRadius = 9;

export const tools: Record<ToolName, Tool> = {
  adjust: { key: "v", title: "Adjust", help: "Drag marks and box edges; click a curve to choose it; drag elsewhere to move the picture", down: adjust },
  box: { key: "b", title: "Plot box", help: "Drag from corner to corner of the plot area; it snaps to lines", down: box },
  trace: { key: "t", title: "Trace", help: "Click a line: its colour is followed", down: trace },
  draw: { key: "d", title: "Draw", help: "Click points along the curve, or drag; Enter ends it", down: draw },
  erase: { key: "e", title: "Erase", help: "Rub out a stretch of the chosen curve, or of all when none is chosen", down: rub },
  split: { key: "s", title: "Split", help: "Click a curve where two curves begin", down: cut },
  join: { key: "j", title: "Join", help: "Click the curve that continues the chosen one", down: connect },
};

function curveUnder(editor: Editor, pointer: Pointer): Hit | null {
  const hit = nearest(editor.visibleCurves(), pointer.page);
  return hit && hit.distance * pointer.view.scale <= reach ? hit : null;
}

function adjust(editor: Editor, pointer: Pointer): Drag | null {
  const handle = handleAt(editor.sheet, pointer.view, pointer.screen, pointer.ui);
  if (!handle) {
    const hit = curveUnder(editor, pointer);
    if (hit) editor.choose(hit.id);
    return null;
  }
  const stroke = editor.newStroke();
  return ({ page }) => editor.apply(dragHandle(editor.sheet, handle, page), stroke);
}

function box(editor: Editor, start: Pointer): Drag {
  const stroke = editor.newStroke();
  const before = editor.sheet;
  return ({ page }) => {
    const [left, right] = [start.page[0], page[0]].sort((a, b) => a - b) as [number, number];
    const [top, bottom] = [start.page[1], page[1]].sort((a, b) => a - b) as [number, number];
    editor.apply(withBox(before, [left, top, right, bottom]), stroke);
  };
}

// Edges are moved outwards before inwards, so that the box is never turned inside out on the way.
export function withBox(sheet: Sheet, box: Edges): Sheet {
  const far = ([0, 1, 2, 3] as const).slice().sort((a, b) => growth(sheet.box, box, b) - growth(sheet.box, box, a));
  return far.reduce((before, edge) => moveEdge(before, edge, box[edge]), sheet);
}

function growth(from: Edges, to: Edges, edge: 0 | 1 | 2 | 3): number {
  return (edge < 2 ? -1 : 1) * (to[edge] - from[edge]);
}

function trace(editor: Editor, { page }: Pointer): null {
  const picture = editor.picture;
  if (!picture) {
    editor.say("This figure has no picture to trace in: draw the curve by hand.");
    return null;
  }
  const { raster, area } = picture;
  const scale = raster.width / (area[2] - area[0]);
  const toPixels = ([x, y]: Point): Point => [(x - area[0]) * scale, (y - area[1]) * scale];
  const place = toPixels(page);
  const [left, top] = toPixels([editor.sheet.box[0], editor.sheet.box[1]]);
  const [right, bottom] = toPixels([editor.sheet.box[2], editor.sheet.box[3]]);
  const pixels = traceLine(raster, place, [left, top, right, bottom]);
  if (pixels.length < 3) {
    editor.say("No line here: click on a curve inside of the plot box.");
    return null;
  }
  const ink = inkNear(raster, place)!;
  const points = pixels.map(([x, y]): Point => [x / scale + area[0], y / scale + area[1]]);
  const added = addCurve(editor.sheet, points, { color: hex(colorAt(raster, ink[0], ink[1])) });
  editor.apply(added.sheet);
  editor.choose(added.id);
  editor.say(`Traced ${points.length} points.`);
  return null;
}

function draw(editor: Editor, pointer: Pointer): Drag {
  const stroke = editor.newStroke();
  const add = (page: Point) => {
    if (editor.chosen !== null) return editor.apply(appendPoint(editor.sheet, editor.chosen, page), stroke);
    const added = addCurve(editor.sheet, [page]);
    editor.apply(added.sheet, stroke);
    editor.choose(added.id);
  };
  add(pointer.page);
  let last = pointer.page;
  return ({ page, view }) => {
    if (distance(page, last) * view.scale < 4) return;
    last = page;
    add(page);
  };
}

function rub(editor: Editor, pointer: Pointer): Drag {
  const stroke = editor.newStroke();
  const drag: Drag = ({ page, view }) =>
    editor.apply(erase(editor.sheet, editor.chosen, page, eraserRadius / view.scale), stroke);
  drag(pointer);
  return drag;
}

function cut(editor: Editor, pointer: Pointer): null {
  const hit = curveUnder(editor, pointer);
  if (hit) editor.apply(split(editor.sheet, hit));
  else editor.say("No curve here.");
  return null;
}

function connect(editor: Editor, pointer: Pointer): null {
  const hit = curveUnder(editor, pointer);
  if (!hit) editor.say("No curve here.");
  else if (editor.chosen === null) editor.choose(hit.id);
  else editor.apply(join(editor.sheet, editor.chosen, hit.id));
  return null;
}

export function pointerAt(screen: Point, view: Viewport, ui = 1): Pointer {
  return { screen, view, ui, page: toPage(view, screen) };
}
