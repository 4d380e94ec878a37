// One part: what is known of it, its files, the jobs that worked on it, its latest model.
import { useState } from "preact/hooks";
import type { Image, Job, Product } from "../api/types.ts";
import { ago, bytes, plural } from "../lib/format.ts";
import { go } from "../lib/route.ts";
import { save } from "../lib/save.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { ParameterTable } from "../model/parameter_table.tsx";
import type { Verification } from "../model/verification.ts";
import { fileUrl } from "../figure/load_figure.ts";
import { useReloadOnEvents } from "../monitor/use_queues.ts";
import { Failure, Skeleton, StatusBadge, VerdictBadge } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useSession } from "../ui/session.ts";
import type { Client } from "../api/client.ts";
import { PartDialog } from "./part_dialog.tsx";

interface LoadedPart {
  part: Product;
  jobs: Job[];
  images: Image[];
  model: { job: Job; verification: Verification } | null;
}

export function PartPage({ id }: { id: number }) {
  const { client, toasts } = useSession();
  const [editing, setEditing] = useState(false);
  const loaded = useLoaded(`product/${id}`, () => loadPart(client, id));
  useReloadOnEvents(loaded.reload, (type) => /completed|failed|added/.test(type));
  if (loaded.error && !loaded.value) return <Failure error={loaded.error} retry={loaded.reload} />;
  if (!loaded.value) return <Skeleton lines={8} />;
  const { part, jobs, images, model } = loaded.value;
  const remove = () => client.remove(`/api/product/${id}`).then(() => go("products"), toasts.failed);
  const exportPart = () => client.blob(`/api/product/${id}/export`).then(
    (blob) => save(blob, `${part.part_number}.zip`), toasts.failed);
  return (
    <div class="page">
      <header class="page-head">
        <h1>{part.part_number}</h1>
        <span class="muted">{[part.manufacturer, part.device_type, part.package, part.description].filter(Boolean).join(", ")}</span>
        <span class="page-tools">
          <button onClick={() => setEditing(true)}>Edit</button>
          <button title="Its files, jobs, results and decisions as one archive" onClick={exportPart}>Export ↓</button>
          <button onClick={remove}>Delete</button>
        </span>
      </header>
      <div class="model-columns">
        <div class="model-figures">
          <History jobs={jobs} />
          {images.length > 0 && <Files images={images} />}
        </div>
        <div class="model-side">
          {model ? <ParameterTable parameters={model.verification.parameters} />
            : <section class="card"><h2>No model yet</h2><p class="muted">Upload its datasheet under “Queue” and choose “Make model”.</p></section>}
        </div>
      </div>
      {editing && <PartDialog part={part} onClose={() => setEditing(false)} onSaved={loaded.reload} />}
    </div>
  );
}

async function loadPart(client: Client, id: number): Promise<LoadedPart> {
  const [part, { jobs }, { images }] = await Promise.all([
    client.get<Product>(`/api/product/${id}`),
    client.get<{ jobs: Job[] }>("/api/jobs", { product: id, per_page: 200 }),
    client.get<{ images: Image[] }>("/api/images"),
  ]);
  const used = new Set(jobs.flatMap((job) => job.image_ids ?? []));
  const latest = jobs.find((job) => job.kind === "model" && job.status === "completed");
  const verification = latest
    ? await client.text(fileUrl(latest.id, "verification.json")).then((text) => JSON.parse(text) as Verification, () => null) : null;
  return { part, jobs, images: images.filter((image) => isDocument(image) && (used.has(image.id) || image.product_id === id)),
    model: latest && verification ? { job: latest, verification } : null };
}

// Not the models that libraries were built of.
function isDocument({ mime_type }: Image): boolean {
  return mime_type === "application/pdf" || mime_type.startsWith("image/");
}

function History({ jobs }: { jobs: Job[] }) {
  return (
    <section class="card" aria-label="History">
      <h2>{plural(jobs.length, "job")}</h2>
      <ul class="history">
        {jobs.map((job) => (
          <li key={job.id}>
            <a href={`#/job/${job.id}${job.kind === "model" && job.status === "completed" ? "/model" : ""}`}>{job.kind} {job.id}</a>
            <StatusBadge status={job.status} /><VerdictBadge verdict={job.verdict} />
            <span class="muted">{ago(job.created_at, Date.now())}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Files({ images }: { images: Image[] }) {
  const { client, toasts } = useSession();
  return (
    <section class="card" aria-label="Files">
      <h2>{plural(images.length, "datasheet or picture", "datasheets and pictures")}</h2>
      <ul class="files files-shown">
        {images.map((image) => (
          <li key={image.id}>
            <span class="thumbnail" aria-hidden="true"><Picture path={`/api/image/${image.id}/thumbnail`} alt="" otherwise="–" /></span>
            <button class="link" onClick={() => client.blob(`/api/image/${image.id}/file`).then((blob) => save(blob, image.filename), toasts.failed)}>{image.filename}</button>
            <span class="muted">{bytes(image.file_size)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
