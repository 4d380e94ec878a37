import assert from "node:assert/strict";
import { test } from "node:test";
import { targetOf } from "../../../queue/web/src/figure/reason_target.ts";
import { axisMark, axisTitle } from "../../../queue/web/src/lib/format.ts";
import { conditionsText, parseConditions, parseNumber } from "../../../queue/web/src/lib/number.ts";
import { partName } from "../../../queue/web/src/lib/part_name.ts";
import { latestOn, type Review } from "../../../queue/web/src/review/reviews.ts";

test("numbers as engineers type them", () => {
  const cases: [string, number][] = [["10", 10], ["10m", 0.01], ["4.7u", 4.7e-6], ["4.7 µ", 4.7e-6], ["1e-3", 1e-3], ["−2,5", -2.5],
    ["1k", 1000], ["2M", 2e6], [".5", 0.5]];
  for (const [text, value] of cases) assert.equal(parseNumber(text), value, text);
  for (const text of ["", "abc", "1.2.3", "1 x", "--1"]) assert.ok(Number.isNaN(parseNumber(text)), text);
});

test("conditions are read with and without units, and refused when they are not of the form", () => {
  assert.deepEqual(parseConditions("VGS = 10 V, TJ=25°C; f=1M"), { VGS: 10, TJ: 25, f: 1e6 });
  assert.deepEqual(parseConditions(""), {});
  assert.equal(parseConditions("warm"), null);
  assert.equal(conditionsText({ VGS: 10, TJ: 25 }), "VGS=10, TJ=25");
});

test("reasons point at what they speak of", () => {
  assert.deepEqual(targetOf("x axis: the scale is not proven"), { axis: "x" });
  assert.deepEqual(targetOf("right y axis: two labels"), { axis: "y2" });
  assert.deepEqual(targetOf("note: y axis: no unit"), { axis: "y" });
  assert.deepEqual(targetOf("c2: only 91 % of a curve lies on drawn ink"), { curve: "c2" });
  assert.deepEqual(targetOf("no curve was found in the plot"), { box: true });
  assert.equal(targetOf("the conditions are unknown"), null);
});

test("the last decision on a subject counts", () => {
  const review = (id: number, subject: string, decision: Review["decision"]): Review =>
    ({ id, job_id: 1, subject, decision, comment: "", reviewer: "", created_at: 5 });
  const all = [review(1, "model", "rejected"), review(2, "model", "accepted"), review(3, "figure:a", "rejected")];
  assert.equal(latestOn(all, "model")!.id, 2);
  assert.equal(latestOn(all, "figure:b"), null);
});

test("a part's number is a name that SPICE takes", () => {
  assert.equal(partName(" scan of BAS16 (2) "), "scan_of_BAS16_2");
  assert.equal(partName("-1N4148-A.1+"), "1N4148-A.1+");
  assert.equal(partName("Ω"), "");
  assert.equal(partName("x".repeat(80)).length, 64);
});

test("marks of an axis carry prefixes where zeros would not be read", () => {
  assert.deepEqual([1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 1000, 2e4].map(axisMark),
    ["10µ", "100µ", "1m", "0.01", "0.1", "1", "1000", "20k"]);
});

test("an axis is titled with the unit of its values, not with the printed one", () => {
  assert.equal(axisTitle("Forward current IF (mA)", "current", "A"), "Forward current IF (A)");
  assert.equal(axisTitle("Ambient temperature [°F]", "", "degC"), "Ambient temperature (°C)");
  assert.equal(axisTitle("", "capacitance", "F"), "capacitance (F)");
  assert.equal(axisTitle("Duty", "", "1"), "Duty");
});
