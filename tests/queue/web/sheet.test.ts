import assert from "node:assert/strict";
import { test } from "node:test";
import { coordinateAt, problemOf, roundValues, valueAt, type Axis } from "../../../queue/web/src/figure/axis.ts";
import { amongOthers, axisHint, correctionsOf, handWork, isEmpty } from "../../../queue/web/src/figure/corrections.ts";
import { begin, change, redo, undo } from "../../../queue/web/src/figure/history.ts";
import type { Extraction } from "../../../queue/web/src/figure/extraction.ts";
import { addCurve, changeAxis, changeCurve, curveValues, edgeValues, emptySheet, moveEdge, setReference, sheetOf, type Sheet } from "../../../queue/web/src/figure/sheet.ts";
import { withBox } from "../../../queue/web/src/figure/tools.ts";
import * as chart from "../../e2e/web/chart.mjs";

const near = (a: number, b: number) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);
const axis = (members: Partial<Axis>): Axis =>
  ({ title: "", quantity: "", unit: "V", scale: "linear", references: [{ at: 100, value: 0 }, { at: 300, value: 10 }], ...members });
const extraction = (options: object = {}) => chart.extraction(options) as unknown as Extraction;
const read = (): Sheet => sheetOf(extraction());

test("values and coordinates are each other's inverse, straight and logarithmic", () => {
  near(valueAt(axis({}), 150), 2.5);
  const log = axis({ scale: "log10", references: [{ at: 300, value: 1e-3 }, { at: 0, value: 10 }] });
  near(valueAt(log, 75), 1);
  for (const at of [0, 33, 299, 350]) near(coordinateAt(log, valueAt(log, at)), at);
});

test("an axis says what it lacks", () => {
  assert.equal(problemOf(axis({})), null);
  assert.match(problemOf(axis({ references: [{ at: 1, value: NaN }, { at: 2, value: 1 }] }))!, /type the values/);
  assert.match(problemOf(axis({ scale: "log10" }))!, /positive/);
  assert.match(problemOf(axis({ references: [{ at: 1, value: 5 }, { at: 2, value: 5 }] }))!, /same value/);
});

test("round values: decades on a log axis, 1-2-5 on a straight one", () => {
  assert.deepEqual(roundValues(axis({ scale: "log10" }), 2e-3, 20, 5), [0.01, 0.1, 1, 10]);
  assert.deepEqual(roundValues(axis({}), 0, 10, 5), [0, 2, 4, 6, 8, 10]);
});

test("a sheet gives back the values of the extraction it was made of", () => {
  const json = extraction();
  const sheet = sheetOf(json);
  sheet.curves.forEach((curve, k) => curveValues(sheet, curve)!.forEach(([x, y], i) => {
    near(x, json.curves[k]!.points[i]![0]);
    near(y, json.curves[k]!.points[i]![1]);
  }));
});

test("a corrected axis changes values and moves no line of the picture", () => {
  const wrong = sheetOf(extraction({ wrongTop: 1 }));
  const right = setReference(wrong, "y", 1, { value: 10 });
  assert.equal(right.curves, wrong.curves);
  const truth = extraction().curves[0]!.points;
  curveValues(right, right.curves[0]!)!.forEach(([, y], i) => near(y, truth[i]![1]));
  assert.deepEqual(correctionsOf(wrong, right), { y: "0.001:10:log:A" });
});

test("marks on an edge of the box go along with it, others stay", () => {
  const sheet = setReference(read(), "x", 0, { at: 100, value: 0.1 });
  const moved = moveEdge(moveEdge(sheet, 0, 60), 2, 440);
  assert.deepEqual(moved.axes.x.references.map((one) => one.at), [100, 440]);
  assert.deepEqual(moved.box, [60, 30, 440, 300]);
});

test("an edge cannot be drawn across its opposite", () => {
  const sheet = read();
  assert.equal(moveEdge(sheet, 0, 429), sheet);
});

test("a box moves anywhere in one go, whichever way", () => {
  for (const target of [[500, 400, 700, 600], [1, 2, 30, 40], [80, 40, 400, 290]] as const)
    assert.deepEqual(withBox(read(), [...target]).box, [...target]);
});

test("hints give the values at the edges although the marks lie inside", () => {
  const sheet = setReference(setReference(read(), "x", 0, { at: 130, value: 0.2 }), "x", 1, { at: 370, value: 1 });
  assert.deepEqual(edgeValues(sheet, "x").map((value) => Number(value.toFixed(9))), [0, 1.2]);
  assert.equal(axisHint(sheet, "x", sheet.axes.x), "0:1.2:lin:V");
});

test("nothing changed gives no corrections; names, family and unit give only themselves", () => {
  const before = read();
  assert.ok(isEmpty(correctionsOf(before, before)));
  const named = changeCurve(before, "c2", { label: "Tamb = 25 °C" });
  assert.deepEqual(correctionsOf(before, named), { curves: ["c2=Tamb = 25 °C"] });
  assert.deepEqual(correctionsOf(before, { ...before, family: "body_diode" }), { family: "body_diode" });
  assert.deepEqual(correctionsOf(before, changeAxis(before, "y", { unit: "mA" })), { y: "0.001:10:log:mA" });
});

test("geometry made by hand sends every curve, box and axes", () => {
  const before = read();
  const { sheet } = addCurve(before, [[100, 200], [200.00049, 100]], { label: "drawn", color: "#000000" });
  const sent = correctionsOf(before, sheet);
  assert.equal(sent.drawn!.length, 4);
  assert.deepEqual(sent.drawn![3], { label: "drawn", axis: "y", color: "#000000", conditions: {}, points: [[100, 200], [200, 100]] });
  assert.deepEqual(sent.box, before.box);
  assert.equal(sent.x, "0:1.2:lin:V");
});

test("an axis that is not known yet sends no hint", () => {
  assert.equal(handWork(emptySheet([0, 0, 10, 10])).x, undefined);
});

test("undo and redo go all the way; a drag is one step", () => {
  let history = begin(0);
  for (const value of [1, 2, 3]) history = change(history, value, 7);
  history = change(history, 4);
  assert.equal(undo(history).present, 3);
  assert.equal(undo(undo(history)).present, 0);
  assert.equal(undo(undo(undo(history))).present, 0);
  assert.equal(redo(redo(undo(undo(history)))).present, 4);
  assert.deepEqual(change(undo(history), 9).future, []);
});

test("a figure of a model is corrected among the others, which keep theirs", () => {
  const first = amongOthers({}, { page: 4, figure: 1, y: "1:2" });
  assert.deepEqual(first, { figures: [{ page: 4, figure: 1, y: "1:2" }] });
  const second = amongOthers(first, { page: 5, figure: 1, x: "0:1" });
  assert.deepEqual(amongOthers(second, { page: 4, figure: 1, x: "3:4" }).figures,
    [{ page: 5, figure: 1, x: "0:1" }, { page: 4, figure: 1, y: "1:2", x: "3:4" }]);
});
