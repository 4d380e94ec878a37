// One figure: picture and tools, what was read, corrections, decision, and on to the next.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Job } from "../api/types.ts";
import { go } from "../lib/route.ts";
import { useStore } from "../lib/store.ts";
import { openFigures } from "../review/open_figures.ts";
import { decide, figureSubject, latestOn, reviewsOf, type Decision, type Review } from "../review/reviews.ts";
import { useSession } from "../ui/session.ts";
import { AxisPanel } from "./axis_panel.tsx";
import { amongOthers, correctionsOf, isEmpty, type Corrections } from "./corrections.ts";
import { CurvePanel } from "./curve_panel.tsx";
import { Editor } from "./editor.ts";
import { familyText } from "./families.ts";
import { FamilyPanel } from "./family_panel.tsx";
import { FigureCanvas } from "./figure_canvas.tsx";
import type { LoadedFigure } from "./load_figure.ts";
import { sheetOf, type Sheet } from "./sheet.ts";
import { ToolBar } from "./tool_bar.tsx";
import { useEditorKeys } from "./use_editor_keys.ts";
import { VerdictPanel } from "./verdict_panel.tsx";
import { waitForJob } from "./wait_for_job.ts";

export function FigureReview({ figure, index }: { figure: LoadedFigure; index: number }) {
  const session = useSession();
  const { extraction, job, picture } = figure;
  const [editor, original] = useMemo(() => {
    const sheet = sheetOf(extraction);
    const made = new Editor(sheet);
    made.picture = picture?.raster ?? null;
    return [made, sheet] as const;
  }, [figure]);
  const state = useStore(editor.state);
  const sheet = state.history.present;
  const [busy, setBusy] = useState("");
  const [loupe, setLoupe] = useState(true);
  const review = useReview(job.id, extraction.artifact_name);
  const corrections = correctionsOf(original, sheet);
  const edited = !isEmpty(corrections);
  useLeaveWarning(edited);

  const whileBusy = async (what: string, run: () => Promise<void>) => {
    if (busy) return;
    setBusy(what);
    await run().catch(session.toasts.failed);
    setBusy("");
  };
  const extractAgain = () => whileBusy("Extracting again…", async () => {
    if (!edited) return;
    const own = { page: extraction.source.page, figure: numberOnPage(figure, index), ...readingOf(figure, sheet), ...corrections };
    const parameters = job.kind === "model" ? amongOthers(job.parameters, own) : own;
    const made = await session.client.put<Job>(`/api/job/${job.id}/corrections`, { parameters });
    const ended = await waitForJob(session, made.id);
    if (ended.status !== "completed") throw new Error(ended.error?.message ?? `Job ${made.id} was ${ended.status}.`);
    go(`job/${made.id}/figure/${job.kind === "model" ? index : 1}`);
  });
  const decideAndGoOn = (decision: Decision) => whileBusy("Saving…", async () => {
    await decide(session.client, job.id, figureSubject(extraction.artifact_name), decision);
    session.toasts.done(`Figure ${decision}`);
    await goToNext();
  });
  const goToNext = async () => {
    const open = await openFigures(session.client);
    const next = open.find((one) => one.job.id !== job.id || one.index !== index);
    go(next ? `job/${next.job.id}/figure/${next.index}` : "review");
  };
  useEditorKeys(editor, {
    a: () => void (!edited && decideAndGoOn("accepted")), r: () => void (!edited && decideAndGoOn("rejected")),
    n: () => void goToNext(), l: () => setLoupe(!loupe), "ctrl+enter": () => void extractAgain(),
  });

  return (
    <div class="figure-page">
      <header class="figure-head">
        <a href={`#/job/${job.id}`}>Job {job.id}</a>
        <h1>{extraction.source.file}, page {extraction.source.page}{extraction.source.figure && `, figure ${extraction.source.figure}`}</h1>
        <span class="muted">{extraction.title || extraction.source.caption || familyText(extraction.family)}</span>
        <FigureLinks job={job.id} index={index} total={figure.figures.length} />
      </header>
      <ToolBar editor={editor} state={state} loupe={loupe} onLoupe={() => setLoupe(!loupe)} />
      <FigureCanvas editor={editor} picture={picture} ticks={extraction.axes} loupe={loupe} />
      <aside class="figure-side" aria-label="What was read">
        <div class="figure-panels">
          <VerdictPanel extraction={extraction} editor={editor} />
          <AxisPanel editor={editor} sheet={sheet} read={extraction.axes} />
          <CurvePanel editor={editor} sheet={sheet} state={state} />
          <FamilyPanel editor={editor} sheet={sheet} />
        </div>
        <footer class="decision">
          <p class="muted" role="status">{busy || decisionText(review, edited)}</p>
          <div>
            <button class={edited ? "primary" : ""} disabled={!edited || !!busy} title="Ctrl+Enter" onClick={extractAgain}>Extract again</button>
            <button class={edited ? "" : "primary"} disabled={edited || !!busy} title="A" onClick={() => decideAndGoOn("accepted")}>Accept</button>
            <button disabled={edited || !!busy} title="R" onClick={() => decideAndGoOn("rejected")}>Reject</button>
            <button class="quiet" title="N" onClick={goToNext}>Next</button>
          </div>
        </footer>
      </aside>
    </div>
  );
}

function FigureLinks({ job, index, total }: { job: number; index: number; total: number }) {
  return (
    <nav class="figure-links" aria-label="Figures of the job">
      <a aria-disabled={index <= 1} href={index > 1 ? `#/job/${job}/figure/${index - 1}` : undefined}>‹ before</a>
      <span>{index} of {total}</span>
      <a aria-disabled={index >= total} href={index < total ? `#/job/${job}/figure/${index + 1}` : undefined}>after ›</a>
    </nav>
  );
}

// The k-th figure of its page, which is how the engine counts.
function numberOnPage({ figures, extraction }: LoadedFigure, index: number): number {
  return figures.slice(0, index).filter((one) => one.page === extraction.source.page && one.file === extraction.source.file).length;
}

// A page of a PDF has two readings, with units of their own: corrections are meant for this one.
function readingOf({ extraction, job }: LoadedFigure, sheet: Sheet): Partial<Corrections> & { method?: string } {
  if (extraction.method !== "raster" || !/\.pdf$/i.test(extraction.source.file) || !job.image_id) return {};
  return { method: "raster", box: sheet.box };
}

function decisionText(review: Review | null, edited: boolean): string {
  if (edited) return "Corrected: extract again to see what comes out (Ctrl+Enter).";
  if (!review) return "Nobody has decided on this figure.";
  return `${review.decision} ${review.reviewer ? `by ${review.reviewer}, ` : ""}${new Date(review.created_at).toLocaleString()}`;
}

function useReview(jobId: number, artifactName: string): Review | null {
  const { client } = useSession();
  const [review, setReview] = useState<Review | null>(null);
  useEffect(() => {
    reviewsOf(client, jobId).then((all) => setReview(latestOn(all, figureSubject(artifactName))), () => setReview(null));
  }, [jobId, artifactName]);
  return review;
}

function useLeaveWarning(edited: boolean): void {
  useEffect(() => {
    if (!edited) return;
    const listener = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", listener);
    return () => removeEventListener("beforeunload", listener);
  }, [edited]);
}
