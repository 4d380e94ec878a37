// The state of the figure editor and what changes it; no drawing here and no DOM.
import { createStore, type Store } from "../lib/store.ts";
import type { Edges } from "./extraction.ts";
import { begin, change, redo, undo, type History } from "./history.ts";
import { removeCurve, type AxisName, type Sheet } from "./sheet.ts";
import type { Raster } from "./trace.ts";

export type ToolName = "adjust" | "box" | "trace" | "draw" | "erase" | "split" | "join";
// What a reason of the verdict, or the pointer over a list, points at.
export type Highlight = { axis: AxisName } | { curve: string } | { box: true } | null;

export interface EditorState {
  history: History<Sheet>;
  tool: ToolName;
  chosen: string | null; // a curve
  hidden: ReadonlySet<string>;
  highlight: Highlight;
  message: string; // what the last click found, for the status line
}

// The picture's pixels, and where they lie on the page.
export interface PictureRaster {
  raster: Raster;
  area: Edges;
}

export class Editor {
  readonly state: Store<EditorState>;
  picture: PictureRaster | null = null;
  private strokes = 0;

  constructor(sheet: Sheet) {
    this.state = createStore<EditorState>({
      history: begin(sheet), tool: "adjust", chosen: null, hidden: new Set(), highlight: null, message: "",
    });
  }

  get sheet(): Sheet {
    return this.state.get().history.present;
  }
  get chosen(): string | null {
    return this.state.get().chosen;
  }

  newStroke(): number {
    return ++this.strokes;
  }
  apply(sheet: Sheet, stroke: number | null = null): void {
    this.merge({ history: change(this.state.get().history, sheet, stroke) });
  }
  undo(): void {
    this.merge({ history: undo(this.state.get().history) });
    this.dropLostChoice();
  }
  redo(): void {
    this.merge({ history: redo(this.state.get().history) });
    this.dropLostChoice();
  }

  setTool(tool: ToolName): void {
    this.merge({ tool, message: "" });
  }
  choose(chosen: string | null): void {
    this.merge({ chosen });
  }
  highlight(highlight: Highlight): void {
    this.merge({ highlight });
  }
  say(message: string): void {
    this.merge({ message });
  }
  toggleHidden(id: string): void {
    const hidden = new Set(this.state.get().hidden);
    if (!hidden.delete(id)) hidden.add(id);
    this.merge({ hidden });
  }
  removeChosen(): void {
    if (this.chosen === null) return;
    this.apply(removeCurve(this.sheet, this.chosen));
    this.choose(null);
  }

  visibleCurves() {
    const { hidden } = this.state.get();
    return this.sheet.curves.filter((curve) => !hidden.has(curve.id));
  }

  private dropLostChoice(): void {
    if (!this.sheet.curves.some((curve) => curve.id === this.chosen)) this.choose(null);
  }
  private merge(members: Partial<EditorState>): void {
    this.state.set((before) => ({ ...before, ...members }));
  }
}
