import assert from "node:assert/strict";
import { test } from "node:test";
import { extend, nothing, selectAll, toggle } from "../../../queue/web/src/monitor/selection.ts";

const shown = [9, 8, 7, 6, 5];

test("a click chooses and a second one takes back", () => {
  const one = toggle(nothing, 8);
  assert.deepEqual([...one.ids], [8]);
  assert.deepEqual([...toggle(one, 8).ids], []);
});

test("shift chooses the run from the last click, in either direction", () => {
  assert.deepEqual([...extend(toggle(nothing, 8), 6, shown).ids].sort(), [6, 7, 8]);
  assert.deepEqual([...extend(toggle(nothing, 6), 9, shown).ids].sort(), [6, 7, 8, 9]);
});

test("shift after the anchor has left the page is a plain click", () => {
  assert.deepEqual([...extend(toggle(nothing, 99), 7, shown).ids].sort(), [7, 99]);
});

test("select all adds the page, and takes everything back when the page is chosen", () => {
  const all = selectAll(nothing, shown);
  assert.equal(all.ids.size, 5);
  assert.equal(selectAll(all, shown).ids.size, 0);
});
