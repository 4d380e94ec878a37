import assert from "node:assert/strict";
import { test } from "node:test";
import type { Model } from "../../../queue/web/src/api/types.ts";
import { tidyCsv } from "../../../queue/web/src/figure/csv.ts";
import { addCurve, emptySheet, setReference } from "../../../queue/web/src/figure/sheet.ts";
import { entriesOf } from "../../../queue/web/src/parts/library.ts";

function made(id: number, part: string, sha256: string, state: Model["state"] = "waiting") {
  return { id, part, sha256, state } as Model;
}

test("the latest approved model of a part is in, a newer different one is drift", () => {
  const [entry] = entriesOf([made(1, "A", "x", "approved"), made(2, "A", "y", "approved"), made(3, "A", "z")]);
  assert.deepEqual([entry!.model.id, entry!.model.state, entry!.drift?.id], [2, "approved", 3]);
});

test("the same bytes again are no drift, an older other model neither", () => {
  assert.equal(entriesOf([made(2, "A", "x", "approved"), made(3, "A", "x")])[0]!.drift, null);
  assert.equal(entriesOf([made(2, "A", "x", "approved"), made(1, "A", "old")])[0]!.drift, null);
});

test("without an approval the latest is shown as waiting or rejected", () => {
  assert.equal(entriesOf([made(1, "A", "x")])[0]!.model.state, "waiting");
  assert.equal(entriesOf([made(1, "A", "x"), made(2, "A", "y", "rejected")])[0]!.model.state, "rejected");
});

test("parts come in the order of their names", () => {
  assert.deepEqual(entriesOf([made(1, "B", "x"), made(2, "A", "y")]).map((entry) => entry.part), ["A", "B"]);
});

test("hand-work as CSV has values, errors and quoted names", () => {
  let sheet = emptySheet([0, 0, 100, 100]);
  for (const [axis, lo, hi] of [["x", 0, 10], ["y", 0, 1]] as const)
    sheet = setReference(setReference(sheet, axis, 0, { value: lo }), axis, 1, { value: hi });
  sheet = addCurve(sheet, [[0, 100], [50, 0]], { label: 'a, "b"' }).sheet;
  const lines = tidyCsv(sheet, "scan.png", 1).split("\n");
  assert.equal(lines[3], "curve,label,x,y,x_error,y_error");
  assert.equal(lines[5], 'c1,"a, ""b""",5,1,0.1,0.01');
});
