// Where datasheets come in: drop, paste, choose or give an address; then say what to do with them.
import { useRef, useState } from "preact/hooks";
import type { Batch, Job } from "../api/types.ts";
import { plural } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import { watchBatch } from "../monitor/watch_batch.ts";
import { useSession } from "../ui/session.ts";
import { UploadRow } from "./upload_row.tsx";
import type { Purpose } from "./uploads.ts";
import { useDropAndPaste } from "./use_drop_and_paste.ts";

const accepted = ".pdf,.png,.jpg,.jpeg,.webp,.tif,.tiff,.bmp,.gif,.svg";

export function UploadBar({ queue }: { queue: number | null }) {
  const session = useSession();
  const { uploads, toasts } = session;
  const list = useStore(uploads.list);
  const over = useDropAndPaste((files) => uploads.addFiles(files));
  const ready = list.filter((one) => one.state === "stored");
  const start = async (purpose: Purpose) => {
    try {
      const made = await uploads.start(purpose, queue);
      if (!made) return;
      toasts.done(`${plural(jobsIn(made), "job")} in line`);
      if ("job_ids" in made) watchBatch(session, made.id);
    } catch (error) {
      toasts.failed(error);
    }
  };
  const forget = (all: boolean) =>
    uploads.forget(new Set((all ? list : ready).map((one) => one.key)));
  return (
    <section class={`upload ${over ? "upload-over" : ""}`} aria-label="Upload">
      <div class="upload-bar">
        <ChooseFiles />
        <span class="upload-hint">or drop them anywhere, or paste a picture</span>
        <AddressForm />
      </div>
      {list.length > 0 && <>
        <ul class="upload-list">{list.map((one) => <UploadRow key={one.key} upload={one} />)}</ul>
        <div class="upload-actions">
          <button class="primary" disabled={!ready.length || ready.some((one) => !one.device || !one.part)}
            onClick={() => start("model")}>Make {ready.length > 1 ? `${ready.length} models` : "model"}</button>
          <button disabled={!ready.length} onClick={() => start("extract")}>Extract curves</button>
          <button disabled={!ready.length} onClick={() => forget(false)}>Only store</button>
          <button class="quiet" onClick={() => forget(true)}>Clear list</button>
          {ready.some((one) => !one.device || !one.part) &&
            <span class="muted">A model needs part and device class.</span>}
        </div>
      </>}
      {over && <div class="drop-veil"><p>Drop to upload</p></div>}
    </section>
  );
}

function jobsIn(made: Job | Batch): number {
  return "job_ids" in made ? made.job_ids.length : 1;
}

function ChooseFiles() {
  const { uploads } = useSession();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="primary" onClick={() => input.current?.click()}>Add datasheets or pictures</button>
      <input ref={input} type="file" multiple hidden accept={accepted} aria-label="Files"
        onChange={(event) => {
          uploads.addFiles(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }} />
    </>
  );
}

function AddressForm() {
  const { uploads } = useSession();
  const [url, setUrl] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (!/^https?:\/\/./.test(url)) return;
    uploads.addUrl(url);
    setUrl("");
  };
  return (
    <form class="upload-address" onSubmit={submit}>
      <input type="url" placeholder="https://… address of a datasheet" aria-label="Address of a datasheet"
        value={url} onInput={(event) => setUrl(event.currentTarget.value)} />
      <button disabled={!/^https?:\/\/./.test(url)}>Fetch</button>
    </form>
  );
}
