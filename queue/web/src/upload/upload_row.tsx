import { bytes } from "../lib/format.ts";
import { ProgressBar, Select } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useSession } from "../ui/session.ts";
import { deviceClasses } from "./guess.ts";
import type { Upload } from "./uploads.ts";

const options = [["", "device class?"] as const, ...deviceClasses.map((name) => [name, name] as const)];

export function UploadRow({ upload }: { upload: Upload }) {
  const { uploads } = useSession();
  const edit = (change: Partial<Upload>) => uploads.edit(upload.key, change);
  return (
    <li class={`upload-row upload-${upload.state}`}>
      <span class="thumbnail" aria-hidden="true">
        <Thumbnail upload={upload} />
      </span>
      <span class="upload-name" title={upload.url ?? upload.name}>
        {upload.name}
        <small>{upload.size === null ? "from the net" : bytes(upload.size)}</small>
      </span>
      <input aria-label={`Part of ${upload.name}`} placeholder="part" value={upload.part}
        onInput={(event) => edit({ part: event.currentTarget.value })} />
      <Select label={`Device class of ${upload.name}`} value={upload.device} options={options}
        onChange={(device) => edit({ device })} />
      <span class="upload-state">
        {stateCell(upload)}
        {upload.state === "failed" && <button onClick={() => uploads.retry(upload.key)}>Try again</button>}
      </span>
      <button class="icon" aria-label={`Remove ${upload.name}`}
        onClick={() => uploads.forget(new Set([upload.key]))}>×</button>
    </li>
  );
}

// A picture from the browser's own memory; of a datasheet its first page, once it is stored.
function Thumbnail({ upload }: { upload: Upload }) {
  if (upload.thumbnail) return <img src={upload.thumbnail} alt="" />;
  if (!upload.image) return <>{extension(upload.name)}</>;
  return <Picture path={`/api/image/${upload.image.id}/thumbnail`} alt="" otherwise={extension(upload.name)} />;
}

function stateCell(upload: Upload) {
  if (upload.state === "sending")
    return <ProgressBar percent={Math.round(100 * upload.sent)} label={`Sending ${upload.name}`} />;
  if (upload.state === "failed")
    return <span class="error-text" role="alert" title={upload.error?.hint}>{upload.error?.message}</span>;
  return <span class="muted">{upload.image?.duplicate ? "stored (known already)" : "stored"}</span>;
}

function extension(name: string): string {
  return (/\.([A-Za-z0-9]{2,4})$/.exec(name)?.[1] ?? "file").toUpperCase();
}
