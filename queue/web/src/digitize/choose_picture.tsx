// The pictures that can be digitized by hand; a new one is dropped, pasted or chosen.
import { useRef } from "preact/hooks";
import type { Image } from "../api/types.ts";
import { ago, bytes } from "../lib/format.ts";
import { go } from "../lib/route.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { Empty, Failure, Skeleton } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useSession } from "../ui/session.ts";
import { useDropAndPaste } from "../upload/use_drop_and_paste.ts";

const shown = /^(image\/(png|jpeg|gif|webp|svg\+xml|bmp)|application\/pdf)$/;

export function ChoosePicture() {
  const { client, toasts } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const images = useLoaded("pictures", async () =>
    (await client.get<{ images: Image[] }>("/api/images")).images.filter((image) => shown.test(image.mime_type)));
  const open = async (files: File[]) => {
    const file = files[0];
    if (!file) return;
    const form = new FormData();
    form.append("file", file, file.name || "pasted.png");
    try {
      const answer = await client.upload<{ images: Image[] }>("/api/images", form, () => {});
      go(`digitize/${answer.images[0]!.id}`);
    } catch (error) {
      toasts.failed(error);
    }
  };
  const over = useDropAndPaste((files) => void open(files));
  return (
    <div class={`page ${over ? "upload-over" : ""}`}>
      <header class="page-head">
        <h1>Digitize by hand</h1>
        <button class="primary" onClick={() => input.current?.click()}>Choose a picture</button>
        <span class="muted">or drop one here, or paste it</span>
        <input ref={input} type="file" hidden accept="image/*,.pdf" aria-label="Picture"
          onChange={(event) => void open([...(event.currentTarget.files ?? [])])} />
      </header>
      {images.error && <Failure error={images.error} retry={images.reload} />}
      {!images.value && !images.error && <Skeleton lines={5} />}
      {images.value?.length === 0 && (
        <Empty title="No picture yet">
          <p>A scan, a photo or a screenshot of one graph is enough: mark its box, type four values,
            click the lines.</p>
        </Empty>
      )}
      <ul class="figure-grid">
        {images.value?.map((image) => (
          <li key={image.id}>
            <a class="figure-card" href={`#/digitize/${image.id}`}>
              <Picture path={`/api/image/${image.id}/thumbnail`} alt="" />
              <strong>{image.filename}</strong>
              <span class="muted">{bytes(image.file_size)}, {ago(image.upload_date, Date.now())}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
