// From an edited sheet to hints: the `parameters` of a request, as the command takes them.
import { problemOf, type Axis } from "./axis.ts";
import type { Edges, Point } from "./extraction.ts";
import { edgeValues, type AxisName, type Sheet, type SheetCurve } from "./sheet.ts";

export interface DrawnCurve {
  label: string;
  axis: "y" | "y2";
  color: string;
  conditions: Record<string, number>;
  points: Point[]; // page units
}

export interface Corrections {
  page?: number;
  figure?: number;
  x?: string; // lo:hi:lin|log:unit, at the edges of the plot box
  y?: string;
  y2?: string;
  curves?: string[]; // id=label
  box?: Edges;
  family?: string;
  conditions?: Record<string, number>;
  drawn?: DrawnCurve[]; // all curves, when the geometry of any was changed by hand
}

// What the person changed against `before`; empty when nothing.
export function correctionsOf(before: Sheet, after: Sheet): Corrections {
  const out: Corrections = {};
  const boxMoved = !same(before.box, after.box);
  for (const name of ["x", "y", "y2"] as AxisName[]) {
    const axis = after.axes[name];
    if (axis && (boxMoved || !same(before.axes[name], axis)) && !problemOf(axis)) out[name] = axisHint(after, name, axis);
  }
  if (boxMoved) out.box = after.box;
  if (before.family !== after.family) out.family = after.family;
  if (!same(before.conditions, after.conditions)) out.conditions = after.conditions;
  if (geometryChanged(before, after)) return { ...out, ...handWork(after) };
  const labels = after.curves.filter((curve) => curve.label !== before.curves.find((one) => one.id === curve.id)?.label);
  if (labels.length > 0) out.curves = labels.map((curve) => `${curve.id}=${curve.label}`);
  return out;
}

// Everything at once: an extraction can be made of this without looking at the picture.
export function handWork(sheet: Sheet): Corrections {
  const out: Corrections = { box: sheet.box, family: sheet.family, drawn: sheet.curves.filter(hasLength).map(drawn) };
  for (const name of ["x", "y", "y2"] as AxisName[]) {
    const axis = sheet.axes[name];
    if (axis && !problemOf(axis)) out[name] = axisHint(sheet, name, axis);
  }
  return out;
}

export function isEmpty(corrections: Corrections): boolean {
  return Object.keys(corrections).length === 0;
}

// "1e-6:1:log:A"; twelve digits are finer than any print and hide the noise of the arithmetic.
export function axisHint(sheet: Sheet, name: AxisName, axis: Axis): string {
  const [lo, hi] = edgeValues(sheet, name).map((value) => Number(value.toPrecision(12)));
  return [lo, hi, axis.scale === "log10" ? "log" : "lin", axis.unit].join(":").replace(/:$/, "");
}

// Of a model's job: all its figures are read again, each with its own corrections, and the model is
// made anew. What was corrected before stays corrected.
export function amongOthers(parameters: Record<string, unknown>, own: Corrections): { figures: Corrections[] } {
  const before = (parameters["figures"] ?? []) as Corrections[];
  const earlier = before.find((one) => one.page === own.page && one.figure === own.figure);
  return { figures: [...before.filter((one) => one !== earlier), { ...earlier, ...own }] };
}

function geometryChanged(before: Sheet, after: Sheet): boolean {
  return after.curves.some((curve) => curve.touched) ||
    before.curves.some((curve) => !after.curves.some((one) => one.id === curve.id));
}

function hasLength(curve: SheetCurve): boolean {
  return curve.points.length > 1;
}

function drawn(curve: SheetCurve): DrawnCurve {
  const { label, axis, color, conditions } = curve;
  const points = curve.points.map(([x, y]): Point => [round(x), round(y)]);
  return { label, axis, color, conditions, points };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
