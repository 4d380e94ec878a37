// The picture with everything over it: zoom with the wheel, tools with the pointer, and a cross-hair
// for the keyboard (arrows move it, Space clicks).
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../lib/store.ts";
import { uiScale } from "../lib/ui_scale.ts";
import type { Editor } from "./editor.ts";
import type { Extraction, Point } from "./extraction.ts";
import { snapBox } from "./frame.ts";
import { cursorOf, handleAt } from "./handles.ts";
import { paintLoupe } from "./loupe.ts";
import { paint, readOut, type Picture } from "./paint.ts";
import { pointerAt, tools, withBox, type Drag } from "./tools.ts";
import { fit, pan, toPage, zoom, type Viewport } from "./viewport.ts";

export interface FigureCanvasProps {
  editor: Editor;
  picture: Picture | null;
  ticks: Extraction["axes"] | null;
  loupe: boolean;
}

export function FigureCanvas({ editor, picture, ticks, loupe }: FigureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const state = useStore(editor.state);
  const [view, setView] = useState<Viewport | null>(null);
  const [size, setSize] = useState<Point>([0, 0]);
  const [cursor, setCursor] = useState<Point | null>(null);
  const drag = useRef<Drag | null>(null);
  const moving = useRef<Point | null>(null); // the picture itself is dragged
  const area = picture?.area ?? around(editor.sheet.box);

  useSize(canvas, setSize);
  useEffect(() => {
    if (size[0] > 0) setView(fit(area, size[0], size[1]));
  }, [size, picture]);
  useLayoutEffect(() => {
    if (!canvas.current || !view) return;
    const frame = requestAnimationFrame(() => {
      const context = canvas.current!.getContext("2d")!;
      const scene = { picture, state, ticks, ratio: devicePixelRatio, ui: uiScale() };
      clear(context, size);
      paint(context, view, scene);
      if (cursor && loupe) paintLoupe(context, view, scene, cursor, size[0]);
      else if (cursor && document.activeElement === canvas.current) crossHair(context, cursor);
    });
    return () => cancelAnimationFrame(frame);
  }, [view, state, picture, cursor, loupe, size, ticks]);

  const down = (screen: Point, button: number) => {
    if (!view) return;
    drag.current = button === 0 ? tools[state.tool].down(editor, pointerAt(screen, view, uiScale())) : null;
    if (button !== 0 || (state.tool === "adjust" && !drag.current)) moving.current = screen;
  };
  const move = (screen: Point) => {
    setCursor(screen);
    if (!view) return;
    drag.current?.(pointerAt(screen, view, uiScale()));
    if (!moving.current) return;
    const [x, y] = moving.current;
    moving.current = screen;
    setView(pan(view, screen[0] - x, screen[1] - y));
  };
  const up = () => {
    if (drag.current && state.tool === "box") snapToLines(editor, view!);
    drag.current = moving.current = null;
  };
  const keys = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 1;
    const steps: Record<string, Point> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const by = steps[event.key];
    const at = cursor ?? [size[0] / 2, size[1] / 2];
    if (by) move([at[0] + by[0], at[1] + by[1]]);
    else if (event.key === " ") drag.current || moving.current ? up() : down(at, 0);
    else if (event.key === "+" || event.key === "-") setView((now) => now && zoom(now, at, event.key === "+" ? 1.25 : 0.8));
    else if (event.key === "0") setView(fit(area, size[0], size[1]));
    else return;
    event.preventDefault();
  };
  const handle = view && cursor && state.tool === "adjust" ? handleAt(editor.sheet, view, cursor, uiScale()) : null;

  return (
    <div class="figure-canvas">
      <canvas ref={canvas} tabIndex={0} role="application"
        aria-label="Figure. Arrows move the cross-hair, Space clicks, plus and minus zoom, zero fits."
        style={{ cursor: cursorOf(handle) || (state.tool === "adjust" ? "grab" : "crosshair") }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          down(placeOf(event), event.button);
        }}
        onPointerMove={(event) => move(placeOf(event))}
        onPointerUp={up}
        onPointerLeave={() => !drag.current && setCursor(null)}
        onWheel={(event) => {
          event.preventDefault();
          const at = placeOf(event);
          setView((now) => now && zoom(now, at, Math.exp(-event.deltaY / 400)));
        }}
        onKeyDown={keys} />
      <div class="figure-status">
        <span>{cursor && view ? readOut(editor.sheet, toPage(view, cursor)) : tools[state.tool].help}</span>
        <span role="status">{state.message}</span>
        <span class="figure-zoom">
          <button class="quiet" aria-label="Zoom out" onClick={() => setView((now) => now && zoom(now, middle(size), 0.8))}>−</button>
          <button class="quiet" onClick={() => setView(fit(area, size[0], size[1]))}>Fit</button>
          <button class="quiet" aria-label="Zoom in" onClick={() => setView((now) => now && zoom(now, middle(size), 1.25))}>+</button>
        </span>
      </div>
    </div>
  );
}

function placeOf(event: MouseEvent): Point {
  return [event.offsetX, event.offsetY];
}

function middle(size: Point): Point {
  return [size[0] / 2, size[1] / 2];
}

function around([left, top, right, bottom]: [number, number, number, number]): [number, number, number, number] {
  const margin = 0.15 * Math.max(right - left, bottom - top);
  return [left - margin, top - margin, right + margin, bottom + margin];
}

function snapToLines(editor: Editor, view: Viewport): void {
  if (!editor.picture) return;
  const { raster, area } = editor.picture;
  const scale = raster.width / (area[2] - area[0]);
  const toPixels = (value: number, i: number) => (value - area[i % 2]!) * scale;
  const pixels = editor.sheet.box.map(toPixels) as [number, number, number, number];
  const snapped = snapBox(raster, pixels, (8 / view.scale) * scale);
  editor.apply(withBox(editor.sheet, snapped.map((value, i) => value / scale + area[i % 2]!) as typeof snapped));
}

function useSize(canvas: { current: HTMLCanvasElement | null }, onSize: (size: Point) => void): void {
  useLayoutEffect(() => {
    const element = canvas.current!;
    const observer = new ResizeObserver(() => {
      element.width = Math.round(element.clientWidth * devicePixelRatio);
      element.height = Math.round(element.clientHeight * devicePixelRatio);
      onSize([element.clientWidth, element.clientHeight]);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
}

function clear(context: CanvasRenderingContext2D, size: Point): void {
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, size[0], size[1]);
}

function crossHair(context: CanvasRenderingContext2D, [x, y]: Point): void {
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.strokeStyle = "#1d5fa8";
  context.lineWidth = 1;
  context.strokeRect(x - 6, y - 6, 12, 12);
  context.beginPath();
  context.moveTo(x - 14, y);
  context.lineTo(x + 14, y);
  context.moveTo(x, y - 14);
  context.lineTo(x, y + 14);
  context.stroke();
}
