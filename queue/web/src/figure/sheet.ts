// What the person sees and edits of one figure: plot box, axes and curves, in page units. Values
// follow from the axes, so that a corrected axis moves no line on the picture. Every edit gives a
// new sheet and shares what it did not touch: undo is keeping the old one.
import { coordinateAt, problemOf, valueAt, type Axis } from "./axis.ts";
import type { AxisJson, CurveJson, Edges, Extraction, Point } from "./extraction.ts";

export type AxisName = "x" | "y" | "y2";

export interface SheetCurve {
  id: string;
  label: string;
  color: string; // as printed; what is drawn over it has its own colour
  axis: "y" | "y2";
  conditions: Record<string, number>;
  points: Point[]; // page units
  touched: boolean; // its geometry was changed or made by hand
}

export interface Sheet {
  box: Edges;
  axes: { x: Axis; y: Axis; y2?: Axis };
  curves: SheetCurve[];
  family: string;
  conditions: Record<string, number>;
}

export function sheetOf(extraction: Extraction): Sheet {
  const [left, top, right, bottom] = extraction.source.box_pt;
  const { x, y, y2 } = extraction.axes;
  const axes: Sheet["axes"] = { x: axisOf(x, left, right), y: axisOf(y, bottom, top) };
  if (y2) axes.y2 = axisOf(y2, bottom, top);
  return {
    box: extraction.source.box_pt, axes, family: extraction.family, conditions: extraction.conditions,
    curves: extraction.curves.map((curve) => curveOf(curve, axes)),
  };
}

export function emptySheet(box: Edges): Sheet {
  const [left, top, right, bottom] = box;
  const axis = (from: number, to: number): Axis => ({ title: "", quantity: "", unit: "", scale: "linear",
    references: [{ at: from, value: NaN }, { at: to, value: NaN }] });
  return { box, axes: { x: axis(left, right), y: axis(bottom, top) }, curves: [], family: "other", conditions: {} };
}

function axisOf(json: AxisJson, from: number, to: number): Axis {
  const { title, quantity, unit, scale } = json;
  return { title, quantity, unit, scale,
    references: [{ at: from, value: json.lo ?? NaN }, { at: to, value: json.hi ?? NaN }] };
}

function curveOf(curve: CurveJson, axes: Sheet["axes"]): SheetCurve {
  const y = (curve.axis === "y2" && axes.y2) || axes.y;
  return { id: curve.id, label: curve.label, color: curve.style.color, axis: curve.axis,
    conditions: curve.conditions, touched: false,
    points: curve.points.map(([a, b]): Point => [coordinateAt(axes.x, a), coordinateAt(y, b)]) };
}

export function curveValues(sheet: Sheet, curve: SheetCurve): Point[] | null {
  const y = (curve.axis === "y2" && sheet.axes.y2) || sheet.axes.y;
  if (problemOf(sheet.axes.x) || problemOf(y)) return null;
  return curve.points.map(([a, b]): Point => [valueAt(sheet.axes.x, a), valueAt(y, b)]);
}

// Values at the edges of the plot box: left/bottom and right/top.
export function edgeValues(sheet: Sheet, name: AxisName): Point {
  const [left, top, right, bottom] = sheet.box;
  const axis = sheet.axes[name] ?? sheet.axes.y;
  return name === "x" ? [valueAt(axis, left), valueAt(axis, right)] : [valueAt(axis, bottom), valueAt(axis, top)];
}

export function changeAxis(sheet: Sheet, name: AxisName, change: Partial<Axis>): Sheet {
  const axis = sheet.axes[name];
  return axis ? { ...sheet, axes: { ...sheet.axes, [name]: { ...axis, ...change } } } : sheet;
}

export function setReference(sheet: Sheet, name: AxisName, index: 0 | 1, change: { at?: number; value?: number }): Sheet {
  const axis = sheet.axes[name];
  if (!axis) return sheet;
  const references = axis.references.map((one, i) => (i === index ? { ...one, ...change } : one)) as Axis["references"];
  return changeAxis(sheet, name, { references });
}

// Moves one edge of the plot box; marks that lay on the edge go along with it.
export function moveEdge(sheet: Sheet, edge: 0 | 1 | 2 | 3, to: number): Sheet {
  const from = sheet.box[edge];
  const box = sheet.box.map((value, i) => (i === edge ? to : value)) as Edges;
  if (box[2] - box[0] < 4 || box[3] - box[1] < 4) return sheet;
  const names: AxisName[] = edge === 0 || edge === 2 ? ["x"] : ["y", "y2"];
  return names.reduce((before, name) => moveMarks(before, name, from, to), { ...sheet, box });
}

function moveMarks(sheet: Sheet, name: AxisName, from: number, to: number): Sheet {
  const index = sheet.axes[name]?.references.findIndex((one) => Math.abs(one.at - from) < 1e-6);
  return index === 0 || index === 1 ? setReference(sheet, name, index, { at: to }) : sheet;
}

export function changeCurve(sheet: Sheet, id: string, change: Partial<SheetCurve>): Sheet {
  return { ...sheet, curves: sheet.curves.map((curve) => (curve.id === id ? { ...curve, ...change } : curve)) };
}

export function removeCurve(sheet: Sheet, id: string): Sheet {
  return { ...sheet, curves: sheet.curves.filter((curve) => curve.id !== id) };
}

export function addCurve(sheet: Sheet, points: Point[], members: Partial<SheetCurve> = {}): { sheet: Sheet; id: string } {
  const id = freeId(sheet);
  const curve: SheetCurve = { label: "", color: "", axis: "y", conditions: {}, touched: true, ...members, id, points };
  return { sheet: { ...sheet, curves: [...sheet.curves, curve] }, id };
}

function freeId(sheet: Sheet): string {
  const used = new Set(sheet.curves.map((curve) => curve.id));
  for (let k = 1; ; k++) if (!used.has(`c${k}`)) return `c${k}`;
}
