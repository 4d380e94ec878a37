import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, positive, prefersLog } from "../../../queue/web/src/model/plot_data.ts";
import { changeText, spreadText } from "../../../queue/web/src/model/verification.ts";

const line = (points: [number, number][]) => ({ label: "", color: "", dashed: false, points });

test("lines share one sorted x, with gaps where a line has no point", () => {
  const columns = columnsOf([line([[2, 20], [1, 10]]), line([[3, 33], [1, 11]])]);
  assert.deepEqual(columns, [[1, 2, 3], [10, 20, undefined], [11, undefined, 33]]);
});

test("a logarithmic axis leaves out what it cannot show", () => {
  assert.deepEqual(positive([[0, 1], [1, -1], [2, 3]], true, true), [[2, 3]]);
  assert.equal(positive([[0, 1], [1, -1]], false, false).length, 2);
});

test("values over many decades prefer a log axis, negative ones never", () => {
  assert.ok(prefersLog([1e-3, 1]));
  assert.ok(!prefersLog([1, 10]));
  assert.ok(!prefersLog([-1, 100]));
});

test("an interval is told as a share of the value, where there is one", () => {
  const one = { name: "IS", value: 2, unit: "A", low: 1.9, high: 2.1, origin: "figure 3" };
  assert.equal(spreadText(one), "± 5.0 %");
  assert.equal(spreadText({ ...one, origin: "default" }), "");
});

test("another version's value is told as a change", () => {
  assert.equal(changeText(2, 2.1), "+5 %");
  assert.equal(changeText(-2, -2.5), "−25 %");
  assert.equal(changeText(0, 1), "");
});
