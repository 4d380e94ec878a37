// A sheet as tidy CSV, as the command writes it (docs/formats.md).
import { valueAt } from "./axis.ts";
import { curveValues, type Sheet } from "./sheet.ts";

// `blur`: how far a point may be off, page units.
export function tidyCsv(sheet: Sheet, file: string, blur: number): string {
  const { x, y } = sheet.axes;
  const head = [
    `# source: ${file}, digitized by hand`, `# x: ${x.title || x.quantity} [${x.unit}], ${x.scale}`,
    `# y: ${y.title || y.quantity} [${y.unit}], ${y.scale}`, "curve,label,x,y,x_error,y_error",
  ];
  const rows = sheet.curves.flatMap((curve) => {
    const values = curveValues(sheet, curve);
    const own = (curve.axis === "y2" && sheet.axes.y2) || y;
    return (values ?? []).map(([a, b], i) => {
      const [px, py] = curve.points[i]!;
      const errors = [Math.abs(valueAt(x, px + blur) - a), Math.abs(valueAt(own, py + blur) - b)];
      return [curve.id, quoted(curve.label), ...[a, b, ...errors].map(digits)].join(",");
    });
  });
  return [...head, ...rows].join("\n") + "\n";
}

function digits(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
