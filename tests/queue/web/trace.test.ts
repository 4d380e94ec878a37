import assert from "node:assert/strict";
import { test } from "node:test";
import { guessBox, snapBox } from "../../../queue/web/src/figure/frame.ts";
import { traceLine, type Raster } from "../../../queue/web/src/figure/trace.ts";

const size = 200;
type Color = [number, number, number];
const red: Color = [214, 39, 40], black: Color = [0, 0, 0];

function paper(): Raster {
  return { width: size, height: size, data: new Uint8ClampedArray(4 * size * size).fill(255) };
}
function dot(raster: Raster, x: number, y: number, color: Color, radius = 1): void {
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++)
      raster.data.set(color, 4 * ((Math.round(y) + dy) * size + Math.round(x) + dx));
}
function line(raster: Raster, at: (t: number) => [number, number], color: Color, visible = (_: number) => true): void {
  for (let i = 0; i <= 2000; i++) {
    const [x, y] = at(i / 2000);
    if (visible(i)) dot(raster, x, y, color);
  }
}
function frame(raster: Raster): void {
  for (let i = 20; i <= 180; i++)
    for (const [x, y] of [[i, 20], [i, 180], [20, i], [180, i]] as const) dot(raster, x, y, black, 0);
}
const inside: [number, number, number, number] = [20, 20, 180, 180];

test("an exponential is followed through its steep part", () => {
  const raster = paper();
  const curve = (t: number): [number, number] => [30 + 140 * t, 175 - 150 * t ** 9];
  line(raster, curve, red);
  frame(raster);
  const points = traceLine(raster, [100, 175], inside);
  assert.ok(points.length > 40);
  const worst = Math.max(...points.map(([x, y]) =>
    Math.min(...Array.from({ length: 500 }, (_, i) => Math.hypot(curve(i / 499)[0] + 0.5 - x, curve(i / 499)[1] + 0.5 - y)))));
  assert.ok(worst < 1.6, `${worst} pixels off`);
  const ends = [points[0]!, points.at(-1)!].sort((a, b) => a[0] - b[0]);
  assert.ok(ends[0]![0] < 33 && ends[1]![1] < 29, JSON.stringify(ends));
});

test("another colour that crosses is left alone", () => {
  const raster = paper();
  line(raster, (t) => [30 + 140 * t, 100], red);
  line(raster, (t) => [100, 30 + 140 * t], [31, 119, 180]);
  const points = traceLine(raster, [60, 100], inside);
  assert.ok(points.every(([, y]) => Math.abs(y - 100.5) < 1.5));
  // The crossing is drawn over: what was clicked on ends there.
  assert.ok(Math.max(...points.map(([x]) => x)) < 102);
});

test("a click beside a thin line still takes it, one on paper takes nothing", () => {
  const raster = paper();
  line(raster, (t) => [30 + 140 * t, 100], red);
  assert.ok(traceLine(raster, [60, 103], inside).length > 20);
  assert.deepEqual(traceLine(raster, [60, 60], inside), []);
});

test("short dashes are one line", () => {
  const raster = paper();
  line(raster, (t) => [30 + 140 * t, 100], red, (i) => i % 100 < 75);
  const points = traceLine(raster, [60, 100], inside);
  assert.ok(points.length > 40, `${points.length} points`);
});

test("a roughly drawn box snaps to the frame, and stays where there is none", () => {
  const raster = paper();
  frame(raster);
  assert.deepEqual(snapBox(raster, [24, 17, 176, 185], 8), [20.5, 20.5, 180.5, 180.5]);
  assert.deepEqual(snapBox(paper(), [24, 17, 176, 185], 8), [24, 17, 176, 185]);
});

test("the first guess at a box is the frame, or the middle of the picture", () => {
  const raster = paper();
  frame(raster);
  assert.deepEqual(guessBox(raster), [20.5, 20.5, 180.5, 180.5]);
  const [left, , right] = guessBox(paper());
  assert.ok(left > 20 && right < 180);
});
