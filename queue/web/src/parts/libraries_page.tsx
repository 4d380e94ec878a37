// The library of approved models: what is in, what waits, what has drifted; and the libraries that
// were built of it, to download for each simulator.
import { useState } from "preact/hooks";
import type { Library } from "../api/types.ts";
import { ago, plural } from "../lib/format.ts";
import { save } from "../lib/save.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { useReloadOnEvents } from "../monitor/use_queues.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Empty, Failure, Field, Select, Skeleton, StatusBadge, VerdictBadge } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { buildLibrary, dialects, loadLibrary, type LibraryEntry } from "./library.ts";

export function LibrariesPage() {
  const { client } = useSession();
  const [building, setBuilding] = useState(false);
  const loaded = useLoaded("library", () => loadLibrary(client));
  useReloadOnEvents(loaded.reload, (type) => /completed|failed|job_added/.test(type));
  if (loaded.error && !loaded.value) return <Failure error={loaded.error} retry={loaded.reload} />;
  if (!loaded.value) return <Skeleton lines={8} />;
  const { entries, built } = loaded.value;
  const approved = entries.filter((entry) => entry.model.state === "approved").length;
  if (entries.length === 0) {
    return <Empty title="No model yet"><p>Models that jobs make appear here; the library takes those that a person has approved.</p></Empty>;
  }
  return (
    <div class="page">
      <header class="page-head">
        <h1>Library</h1>
        <span class="muted">{approved} of {plural(entries.length, "model")} approved</span>
        <span class="page-tools">
          <button class="primary" disabled={approved === 0} onClick={() => setBuilding(true)}>Build library</button>
        </span>
      </header>
      <table class="list">
        <thead><tr><th>Part</th><th>Class</th><th>Verified</th><th>Decision</th><th>By</th><th>Drift</th></tr></thead>
        <tbody>{entries.map((entry) => <Row key={entry.part} entry={entry} />)}</tbody>
      </table>
      {built.length > 0 && <Built libraries={built} />}
      {building && <BuildDialog count={approved} onClose={() => setBuilding(false)} onBuilt={loaded.reload} />}
    </div>
  );
}

function Row({ entry: { part, model, drift } }: { entry: LibraryEntry }) {
  const { id, device, verdict, state, review } = model;
  return (
    <tr>
      <td><a href={`#/job/${id}/model`}><strong>{part}</strong></a></td>
      <td>{device}</td>
      <td><VerdictBadge verdict={verdict} /></td>
      <td>{state === "waiting" ? <a href={`#/job/${id}/model`}>decide</a> : <VerdictBadge verdict={state} />}</td>
      <td class="muted">{review ? `${review.reviewer}, ${new Date(review.created_at).toLocaleDateString()}` : ""}</td>
      <td>{drift && <a class="drift" href={`#/job/${drift.id}/model`}>job {drift.id} made another model</a>}</td>
    </tr>
  );
}

function Built({ libraries }: { libraries: Library[] }) {
  return (
    <section aria-label="Built libraries">
      <h2>Built</h2>
      <ul class="model-list">
        {libraries.map((library) => <BuiltRow key={library.id} library={library} />)}
      </ul>
    </section>
  );
}

function BuiltRow({ library }: { library: Library }) {
  const { client, toasts } = useSession();
  const drifted = library.parts.filter((one) => one.drifted).map((one) => one.part);
  const download = (dialect: string) => {
    if (!dialect) return;
    client.blob(`/api/library/${library.id}/file?dialect=${dialect}`).then(
      (blob) => save(blob, `${library.name}-${dialect}.lib`), toasts.failed);
  };
  return (
    <li class="library-built">
      <strong>{library.name}</strong>
      <span class="muted">{plural(library.parts.length, "part")}, {ago(library.created_at, Date.now())}, <a href={`#/job/${library.id}`}>job {library.id}</a></span>
      {drifted.length > 0 && <span class="drift">has drifted: {drifted.join(", ")}</span>}
      <span class="page-tools">
        {library.status === "completed"
          ? <Select label={`Download ${library.name} for`} value="" onChange={download}
            options={[["", "Download for…"] as const, ...dialects.map((name) => [name, name] as const)]} />
          : <StatusBadge status={library.status} />}
      </span>
    </li>
  );
}

function BuildDialog({ count, onClose, onBuilt }: { count: number; onClose: () => void; onBuilt: () => void }) {
  const { client, toasts } = useSession();
  const [name, setName] = useState("library");
  const good = /^[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}$/.test(name);
  const submit = (event: Event) => {
    event.preventDefault();
    if (good) buildLibrary(client, name).then(() => (onBuilt(), onClose()), toasts.failed);
  };
  return (
    <Dialog title="Build a library" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p class="muted">{plural(count, "approved model")}, in one file for each simulator.</p>
        <Field label="Name of the library" hint="Letters, digits and _ - . +">
          <input value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </Field>
        <footer>
          <button class="primary" disabled={!good}>Build</button>
          <button type="button" onClick={onClose}>Cancel</button>
        </footer>
      </form>
    </Dialog>
  );
}
