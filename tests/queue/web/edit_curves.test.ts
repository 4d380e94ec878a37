import assert from "node:assert/strict";
import { test } from "node:test";
import { appendPoint, erase, join, nearest, split } from "../../../queue/web/src/figure/edit_curves.ts";
import type { Point } from "../../../queue/web/src/figure/extraction.ts";
import { addCurve, emptySheet } from "../../../queue/web/src/figure/sheet.ts";

const straight: Point[] = [[0, 0], [100, 0]];
const withLine = (points: Point[] = straight) => addCurve(emptySheet([0, 0, 100, 100]), points, { label: "a" });

test("drawing goes on at the nearer end", () => {
  const { sheet, id } = withLine();
  assert.deepEqual(appendPoint(sheet, id, [110, 5]).curves[0]!.points.at(-1), [110, 5]);
  assert.deepEqual(appendPoint(sheet, id, [-8, 5]).curves[0]!.points[0], [-8, 5]);
});

test("rubbing out the middle leaves two curves of the same name, cut where the eraser was", () => {
  const { sheet } = withLine();
  const { curves } = erase(sheet, null, [50, 0], 10);
  assert.equal(curves.length, 2);
  assert.deepEqual(curves.map((curve) => curve.label), ["a", "a"]);
  const end = curves[0]!.points.at(-1)![0];
  assert.ok(end <= 40 && end > 34, `cut at ${end}`);
  assert.ok(curves[1]!.points[0]![0] >= 60);
});

test("rubbing where nothing is changes nothing", () => {
  const { sheet, id } = withLine();
  assert.equal(erase(sheet, id, [50, 30], 10), sheet);
});

test("rubbing out everything removes the curve", () => {
  const { sheet } = withLine([[48, 0], [52, 0]]);
  assert.equal(erase(sheet, null, [50, 0], 10).curves.length, 0);
});

test("only the chosen curve is rubbed", () => {
  const first = withLine();
  const second = addCurve(first.sheet, [[50, -50], [50, 50]]);
  const after = erase(second.sheet, second.id, [50, 0], 10);
  assert.deepEqual(after.curves.find((curve) => curve.id === first.id)!.points, straight);
  assert.equal(after.curves.length, 3);
});

test("the nearest place lies on a stretch, not only on its points", () => {
  const { sheet } = withLine();
  const hit = nearest(sheet.curves, [30, 4])!;
  assert.deepEqual(hit.place, [30, 0]);
  assert.equal(hit.distance, 4);
});

test("split and join are each other's inverse but for the point between", () => {
  const { sheet, id } = withLine();
  const cut = split(sheet, nearest(sheet.curves, [40, 1])!);
  assert.deepEqual(cut.curves.map((curve) => curve.points), [[[0, 0], [40, 0]], [[40, 0], [100, 0]]]);
  const whole = join(cut, id, cut.curves[1]!.id);
  assert.deepEqual(whole.curves.map((curve) => curve.points), [[[0, 0], [40, 0], [40, 0], [100, 0]]]);
});

test("join turns a curve round when its far end is the nearer one", () => {
  const first = withLine([[0, 0], [10, 0]]);
  const second = addCurve(first.sheet, [[30, 0], [12, 0]]);
  assert.deepEqual(join(second.sheet, first.id, second.id).curves[0]!.points, [[0, 0], [10, 0], [12, 0], [30, 0]]);
});
