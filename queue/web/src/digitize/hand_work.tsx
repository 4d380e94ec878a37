// The figure editor on a bare picture, with the three steps of hand-work beside it.
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Image, Job } from "../api/types.ts";
import { AxisPanel } from "../figure/axis_panel.tsx";
import { problemOf } from "../figure/axis.ts";
import { handWork } from "../figure/corrections.ts";
import { tidyCsv } from "../figure/csv.ts";
import { CurvePanel } from "../figure/curve_panel.tsx";
import { Editor } from "../figure/editor.ts";
import type { Edges, Point } from "../figure/extraction.ts";
import { FamilyPanel } from "../figure/family_panel.tsx";
import { FigureCanvas } from "../figure/figure_canvas.tsx";
import { guessBox } from "../figure/frame.ts";
import type { LoadedPicture } from "../figure/load_figure.ts";
import { addCurve, emptySheet, type Sheet } from "../figure/sheet.ts";
import { ToolBar } from "../figure/tool_bar.tsx";
import { traceAll } from "../figure/trace_all.ts";
import { useEditorKeys } from "../figure/use_editor_keys.ts";
import { waitForJob } from "../figure/wait_for_job.ts";
import { plural } from "../lib/format.ts";
import { partName } from "../lib/part_name.ts";
import { go } from "../lib/route.ts";
import { save } from "../lib/save.ts";
import { useStore } from "../lib/store.ts";
import { useSession } from "../ui/session.ts";

const stem = (name: string) => name.replace(/\.[^.]*$/, "");

export function HandWork({ image, page, picture, children }: {
  image: Image; page: number; picture: LoadedPicture; children?: ComponentChildren;
}) {
  const session = useSession();
  const editor = useMemo(() => {
    const made = new Editor(emptySheet(guessBox(picture.raster.raster)));
    made.picture = picture.raster;
    return made;
  }, [picture]);
  const state = useStore(editor.state);
  const sheet = state.history.present;
  const [loupe, setLoupe] = useState(true);
  const [busy, setBusy] = useState(false);
  const ready = isReady(sheet);
  const download = () =>
    save(new Blob([tidyCsv(sheet, image.filename, 0.5)], { type: "text/csv" }), `${stem(image.filename)}.csv`);
  const store = async () => {
    if (!ready || busy) return;
    setBusy(true);
    try {
      const parameters = { page, figure: 1, ...handWork(sheet) };
      const job = await session.client.post<Job>("/api/job/create", { kind: "extract", image_id: image.id, part: partName(stem(image.filename)), parameters });
      const ended = await waitForJob(session, job.id);
      if (ended.status !== "completed") throw new Error(ended.error?.message ?? `Job ${job.id} was ${ended.status}.`);
      go(`job/${job.id}/figure/1`);
    } catch (error) {
      session.toasts.failed(error);
    }
    setBusy(false);
  };
  useEditorKeys(editor, { l: () => setLoupe(!loupe), "ctrl+enter": () => void store() });
  return (
    <div class="figure-page">
      <header class="figure-head">
        <a href="#/digitize">Digitize</a>
        <h1>{image.filename}</h1>
        {children}
      </header>
      <ToolBar editor={editor} state={state} loupe={loupe} onLoupe={() => setLoupe(!loupe)} />
      <FigureCanvas editor={editor} picture={picture} ticks={null} loupe={loupe} />
      <aside class="figure-side" aria-label="Hand-work">
        <div class="figure-panels">
          <Steps sheet={sheet} editor={editor} picture={picture} />
          <AxisPanel editor={editor} sheet={sheet} read={null} />
          <CurvePanel editor={editor} sheet={sheet} state={state} />
          <FamilyPanel editor={editor} sheet={sheet} />
        </div>
        <footer class="decision">
          <p class="muted" role="status">{busy ? "Storing…" : ready ? "Ready to store." : "Give all values and at least one curve."}</p>
          <div>
            <button class="primary" disabled={!ready || busy} title="Ctrl+Enter" onClick={store}>Store as figure</button>
            <button disabled={!ready} onClick={download}>CSV ↓</button>
          </div>
        </footer>
      </aside>
    </div>
  );
}

function isReady(sheet: Sheet): boolean {
  return !problemOf(sheet.axes.x) && !problemOf(sheet.axes.y) && sheet.curves.some((curve) => curve.points.length > 1);
}

function Steps({ sheet, editor, picture }: { sheet: Sheet; editor: Editor; picture: LoadedPicture }) {
  const known = !problemOf(sheet.axes.x) && !problemOf(sheet.axes.y);
  return (
    <section class="panel" aria-label="Steps">
      <ol class="steps">
        <li>Drag the blue box onto the plot's frame, or draw it (<kbd>B</kbd>). Marks may be moved to any printed value.</li>
        <li class={known ? "step-done" : ""}>Type the values of the four marks.</li>
        <li class={sheet.curves.length ? "step-done" : ""}>
          Click each line (<kbd>T</kbd>), or{" "}
          <button class="link" onClick={() => traceEveryColor(editor, picture)}>trace every colour</button>.
        </li>
      </ol>
    </section>
  );
}

function traceEveryColor(editor: Editor, { raster: { raster, area } }: LoadedPicture): void {
  const scale = raster.width / (area[2] - area[0]);
  const inside = editor.sheet.box.map((value, i) => (value - area[i % 2]!) * scale) as Edges;
  const lines = traceAll(raster, inside);
  const sheet = lines.reduce((before, { color, points }) =>
    addCurve(before, points.map(([x, y]): Point => [x / scale + area[0], y / scale + area[1]]), { color }).sheet, editor.sheet);
  editor.apply(sheet);
  editor.say(lines.length ? `Traced ${plural(lines.length, "line")}.` : "No coloured line was found: click the lines one by one.");
}
