// Draws the picture and what lies over it. Curves are kept as paths in page units, so that moving
// the picture costs no arithmetic per point.
import { problemOf, valueAt } from "./axis.ts";
import { axisColors, boxColor, curveColor } from "./colors.ts";
import type { EditorState } from "./editor.ts";
import type { Edges, Extraction, Point } from "./extraction.ts";
import { markPlace } from "./handles.ts";
import { plain, unitText } from "../lib/format.ts";
import type { AxisName, Sheet, SheetCurve } from "./sheet.ts";
import { toScreen, type Viewport } from "./viewport.ts";

export interface Picture {
  image: CanvasImageSource;
  area: Edges; // page units that the image shows
}

export interface Scene {
  picture: Picture | null;
  state: EditorState;
  ticks: Extraction["axes"] | null; // as the engine read them
  ratio: number; // device pixels a CSS pixel
  ui: number; // how much larger than usual marks and letters are
}

const paths = new WeakMap<Point[], Path2D>();

function pathOf(curve: SheetCurve): Path2D {
  let path = paths.get(curve.points);
  if (path) return path;
  path = new Path2D();
  curve.points.forEach(([x, y], i) => (i ? path!.lineTo(x, y) : path!.moveTo(x, y)));
  paths.set(curve.points, path);
  return path;
}

export function paint(context: CanvasRenderingContext2D, view: Viewport, scene: Scene): void {
  const { ratio, ui } = scene;
  const pageToDevice = () => context.setTransform(view.scale * ratio, 0, 0, view.scale * ratio, view.x * ratio, view.y * ratio);
  pageToDevice();
  if (scene.picture) drawPicture(context, scene.picture, view.scale * ratio);
  const { history: { present: sheet }, hidden, chosen, highlight } = scene.state;
  drawCurves(context, sheet, view.scale, { hidden, chosen, lit: highlight && "curve" in highlight ? highlight.curve : null });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const lit = highlight && "axis" in highlight ? highlight.axis : null;
  drawBox(context, sheet, view, !!highlight && "box" in highlight, ui);
  for (const name of ["x", "y", "y2"] as const) {
    if (!sheet.axes[name]) continue;
    drawTicks(context, sheet, view, name, scene.ticks?.[name]?.ticks ?? [], lit === name);
    drawMarks(context, sheet, view, name, lit === name, ui);
  }
  drawEnds(context, sheet, view, chosen);
}

function drawPicture(context: CanvasRenderingContext2D, picture: Picture, scale: number): void {
  const [left, top, right, bottom] = picture.area;
  context.imageSmoothingEnabled = scale < 6;
  context.imageSmoothingQuality = "high";
  context.drawImage(picture.image, left, top, right - left, bottom - top);
}

function drawCurves(context: CanvasRenderingContext2D, sheet: Sheet, scale: number,
  how: { hidden: ReadonlySet<string>; chosen: string | null; lit: string | null }): void {
  context.lineJoin = "round";
  sheet.curves.forEach((curve, i) => {
    if (how.hidden.has(curve.id)) return;
    const strong = curve.id === how.chosen || curve.id === how.lit;
    context.globalAlpha = strong ? 1 : 0.8;
    context.strokeStyle = curveColor(i);
    context.lineWidth = (strong ? 3.2 : 1.8) / scale;
    context.stroke(pathOf(curve));
  });
  context.globalAlpha = 1;
}

function drawBox(context: CanvasRenderingContext2D, sheet: Sheet, view: Viewport, lit: boolean, ui: number): void {
  const [left, top] = toScreen(view, [sheet.box[0], sheet.box[1]]);
  const [right, bottom] = toScreen(view, [sheet.box[2], sheet.box[3]]);
  context.strokeStyle = boxColor;
  context.lineWidth = lit ? 3 : 1.2;
  context.setLineDash(lit ? [] : [5, 3]);
  context.strokeRect(left, top, right - left, bottom - top);
  context.setLineDash([]);
  context.fillStyle = boxColor;
  for (const [x, y] of [[left, top], [right, top], [right, bottom], [left, bottom]] as Point[])
    context.fillRect(x - 3.5 * ui, y - 3.5 * ui, 7 * ui, 7 * ui);
}

// Each tick that the engine read: a stroke at its place with the value it took it for.
function drawTicks(context: CanvasRenderingContext2D, sheet: Sheet, view: Viewport, name: AxisName,
  ticks: [number, number, string][], lit: boolean): void {
  context.strokeStyle = context.fillStyle = axisColors[name];
  context.lineWidth = lit ? 3 : 1.5;
  const along = name === "x" ? 3 : name === "y" ? 0 : 2;
  for (const [at] of ticks) {
    const [x, y] = toScreen(view, name === "x" ? [at, sheet.box[along]] : [sheet.box[along], at]);
    context.beginPath();
    context.moveTo(name === "x" ? x : x - 5, name === "x" ? y - 5 : y);
    context.lineTo(name === "x" ? x : x + 5, name === "x" ? y + 5 : y);
    context.stroke();
  }
}

function drawMarks(context: CanvasRenderingContext2D, sheet: Sheet, view: Viewport, name: AxisName, lit: boolean,
  ui: number): void {
  const axis = sheet.axes[name]!;
  for (const index of [0, 1] as const) {
    const [x, y] = markPlace(sheet, view, name, index, ui);
    context.fillStyle = axisColors[name];
    context.beginPath();
    context.arc(x, y, (lit ? 8 : 6.5) * ui, 0, 2 * Math.PI);
    context.fill();
    context.strokeStyle = "#fff";
    context.lineWidth = 1.5;
    context.stroke();
    const value = axis.references[index].value;
    const text = Number.isFinite(value) ? `${plain(value)} ${unitText(axis.unit)}`.trim() : "?";
    const toLeft = name === "y2" || (name === "x" && axis.references[index].at > axis.references[1 - index]!.at);
    markLabel(context, [x, y], text, { color: axisColors[name], toLeft, ui });
  }
}

function markLabel(context: CanvasRenderingContext2D, [x, y]: Point, text: string,
  how: { color: string; toLeft: boolean; ui: number }): void {
  const { ui } = how;
  context.font = `600 ${12 * ui}px system-ui, sans-serif`;
  const width = context.measureText(text).width + 8 * ui;
  const left = how.toLeft ? x - width - 9 * ui : x + 9 * ui;
  context.fillStyle = "#ffffffe0";
  context.fillRect(left, y - 9 * ui, width, 18 * ui);
  context.fillStyle = how.color;
  context.textBaseline = "middle";
  context.fillText(text, left + 4 * ui, y + 0.5);
}

function drawEnds(context: CanvasRenderingContext2D, sheet: Sheet, view: Viewport, chosen: string | null): void {
  const index = sheet.curves.findIndex((curve) => curve.id === chosen);
  const curve = sheet.curves[index];
  if (!curve) return;
  const dots = curve.points.length <= 60 ? curve.points : [curve.points[0]!, curve.points.at(-1)!];
  context.fillStyle = "#fff";
  context.strokeStyle = curveColor(index);
  context.lineWidth = 1.5;
  for (const point of dots) {
    const [x, y] = toScreen(view, point);
    context.beginPath();
    context.arc(x, y, 3.2, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

// "0.42 V, 1.3 mA" at a place, as far as the axes are known.
export function readOut(sheet: Sheet, page: Point): string {
  const part = (name: AxisName, coordinate: number) => {
    const axis = sheet.axes[name];
    if (!axis || problemOf(axis)) return "?";
    return `${plain(valueAt(axis, coordinate), 4)} ${unitText(axis.unit)}`.trim();
  };
  const right = sheet.axes.y2 ? ` (right: ${part("y2", page[1])})` : "";
  return `x ${part("x", page[0])}   y ${part("y", page[1])}${right}`;
}
