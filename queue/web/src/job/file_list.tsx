import type { Job, StoredFile } from "../api/types.ts";
import { fileUrl } from "../figure/load_figure.ts";
import { bytes, plural } from "../lib/format.ts";
import { save } from "../lib/save.ts";
import { useSession } from "../ui/session.ts";

export function FileList({ job, files }: { job: Job; files: StoredFile[] }) {
  const { client, toasts } = useSession();
  if (files.length === 0) return null;
  const download = (name: string) =>
    client.blob(fileUrl(job.id, name)).then((blob) => save(blob, name), toasts.failed);
  return (
    <details class="card">
      <summary>{plural(files.length, "file")}</summary>
      <ul class="files">
        {files.map((file) => (
          <li key={file.name}>
            <button class="link" onClick={() => download(file.name)}>{file.name}</button>
            <span class="muted">{bytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
