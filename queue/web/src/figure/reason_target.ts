// What in the picture a reason of the verdict speaks of.
import type { Highlight } from "./editor.ts";

export function targetOf(reason: string): Highlight {
  if (/^note:/i.test(reason)) return targetOf(reason.slice(5).trim());
  if (/right y axis|y2/i.test(reason)) return { axis: "y2" };
  if (/\bx axis|horizontal axis/i.test(reason)) return { axis: "x" };
  if (/\by axis|vertical axis/i.test(reason)) return { axis: "y" };
  const curve = /\b(c\d+)\b/.exec(reason)?.[1];
  if (curve) return { curve };
  return /curve|line|plot|frame|box/i.test(reason) ? { box: true } : null;
}
