// A round window that shows what is under the pointer several times larger.
import { paint, type Scene } from "./paint.ts";
import type { Point } from "./extraction.ts";
import { toPage, type Viewport } from "./viewport.ts";

const usualSize = 168; // CSS pixels
const power = 5;

export function paintLoupe(context: CanvasRenderingContext2D, view: Viewport, scene: Scene, pointer: Point,
  width: number): void {
  const size = usualSize * scene.ui;
  const onLeft = pointer[0] > width - size - 40 && pointer[1] < size + 40;
  const centre: Point = [onLeft ? size / 2 + 10 : width - size / 2 - 10, size / 2 + 10];
  const [x, y] = toPage(view, pointer);
  const scale = view.scale * power;
  context.save();
  context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
  context.beginPath();
  context.arc(centre[0], centre[1], size / 2, 0, 2 * Math.PI);
  context.clip();
  context.fillStyle = "#fff";
  context.fillRect(centre[0] - size, centre[1] - size, 2 * size, 2 * size);
  paint(context, { scale, x: centre[0] - x * scale, y: centre[1] - y * scale }, scene);
  context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
  crossHair(context, centre, size);
  context.restore();
}

function crossHair(context: CanvasRenderingContext2D, [x, y]: Point, size: number): void {
  context.strokeStyle = "#15202bcc";
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x - size / 2, y);
  context.lineTo(x + size / 2, y);
  context.moveTo(x, y - size / 2);
  context.lineTo(x, y + size / 2);
  context.stroke();
  context.lineWidth = 4;
  context.beginPath();
  context.arc(x, y, size / 2 - 1, 0, 2 * Math.PI);
  context.stroke();
}
