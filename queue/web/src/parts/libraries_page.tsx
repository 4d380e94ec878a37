// The library of approved models: what is in, what waits, what has drifted; one file to download.
import { plural } from "../lib/format.ts";
import { save } from "../lib/save.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { useReloadOnEvents } from "../monitor/use_queues.ts";
import { Empty, Failure, Skeleton, VerdictBadge } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { libraryText, loadLibrary, type LibraryEntry } from "./library.ts";

export function LibrariesPage() {
  const { client, toasts } = useSession();
  const loaded = useLoaded("library", () => loadLibrary(client));
  useReloadOnEvents(loaded.reload, (type) => type === "queue:job_completed");
  if (loaded.error && !loaded.value) return <Failure error={loaded.error} retry={loaded.reload} />;
  if (!loaded.value) return <Skeleton lines={8} />;
  const entries = loaded.value;
  const approved = entries.filter((entry) => entry.state === "approved").length;
  const download = () => libraryText(client, entries).then(
    (text) => save(new Blob([text], { type: "text/plain" }), "curvespice.lib"), toasts.failed);
  if (entries.length === 0) {
    return <Empty title="No model yet"><p>Models that jobs make appear here; the library takes those that a person has approved.</p></Empty>;
  }
  return (
    <div class="page">
      <header class="page-head">
        <h1>Library</h1>
        <span class="muted">{approved} of {plural(entries.length, "model")} approved</span>
        <span class="page-tools">
          <button class="primary" disabled={approved === 0} onClick={download}>Download {plural(approved, "approved model")}</button>
        </span>
      </header>
      <table class="list">
        <thead><tr><th>Part</th><th>Class</th><th>Verified</th><th>Decision</th><th>By</th><th>Drift</th></tr></thead>
        <tbody>{entries.map((entry) => <Row key={entry.part} entry={entry} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ entry }: { entry: LibraryEntry }) {
  const { part, job, state, review, drift } = entry;
  return (
    <tr>
      <td><a href={`#/job/${job.id}/model`}><strong>{part}</strong></a></td>
      <td>{job.device}</td>
      <td><VerdictBadge verdict={job.verdict} /></td>
      <td>{state === "waiting" ? <a href={`#/job/${job.id}/model`}>decide</a> : <VerdictBadge verdict={state} />}</td>
      <td class="muted">{review ? `${review.reviewer}, ${new Date(review.created_at).toLocaleDateString()}` : ""}</td>
      <td>{drift && <a class="drift" href={`#/job/${drift.id}/model`}>job {drift.id} made another model</a>}</td>
    </tr>
  );
}
