// The files that were dropped, pasted or named by address: sending them, and making jobs of them.
// Lives as long as the session, so that the list survives a change of view.
import { ApiError, type Client } from "../api/client.ts";
import type { Batch, Image, Job, JobCreate } from "../api/types.ts";
import { createStore, type Store } from "../lib/store.ts";
import { ensureProducts } from "../parts/products.ts";
import { partName } from "../lib/part_name.ts";
import { guessFromName } from "./guess.ts";

export type UploadState = "sending" | "stored" | "failed";
export interface Upload {
  key: number;
  name: string;
  size: number | null; // bytes, when known
  file: File | null; // null: fetched by the service from `url`
  url: string | null;
  thumbnail: string | null; // an object URL, of pictures
  part: string;
  device: string;
  state: UploadState;
  sent: number; // fraction
  image: Image | null;
  error: ApiError | null;
}

export type Purpose = "model" | "extract";
const atOnce = 3;

export class Uploads {
  readonly list: Store<Upload[]> = createStore<Upload[]>([]);
  private last = 0;
  private running = 0;
  private waiting: number[] = [];

  constructor(private readonly client: Client) {}

  addFiles(files: Iterable<File>): void {
    for (const file of files) {
      const picture = file.type.startsWith("image/");
      this.add({ name: file.name || "pasted.png", size: file.size, file, url: null,
        thumbnail: picture ? URL.createObjectURL(file) : null });
    }
  }

  addUrl(url: string): void {
    const name = decodeURIComponent(new URL(url).pathname.split("/").pop() || "datasheet");
    this.add({ name, size: null, file: null, url, thumbnail: null });
  }

  edit(key: number, change: Partial<Upload>): void {
    this.list.set((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  retry(key: number): void {
    this.edit(key, { state: "sending", sent: 0, error: null });
    this.waiting.push(key);
    this.pump();
  }

  forget(keys: ReadonlySet<number>): void {
    for (const one of this.list.get())
      if (keys.has(one.key) && one.thumbnail) URL.revokeObjectURL(one.thumbnail);
    this.list.set((before) => before.filter((one) => !keys.has(one.key)));
  }

  // One job a file; several files become one batch. The files leave the list.
  async start(purpose: Purpose, queue: number | null): Promise<Job | Batch | null> {
    const ready = this.list.get().filter((one) => one.state === "stored" && one.image);
    if (ready.length === 0) return null;
    const products = await ensureProducts(this.client, ready);
    const jobs = ready.map((one) => jobFor(one, purpose, queue, products.get(one.part.toUpperCase())));
    const made = jobs.length === 1
      ? await this.client.post<Job>("/api/job/create", jobs[0])
      : await this.client.post<Batch>("/api/batch/create", { name: batchName(ready), jobs });
    this.forget(new Set(ready.map((one) => one.key)));
    return made;
  }

  private add(item: Pick<Upload, "name" | "size" | "file" | "url" | "thumbnail">): void {
    const key = ++this.last;
    this.list.set((before) => [...before, { ...item, ...guessFromName(item.name), key,
      state: "sending", sent: 0, image: null, error: null }]);
    this.waiting.push(key);
    this.pump();
  }

  private pump(): void {
    while (this.running < atOnce && this.waiting.length > 0) {
      const upload = this.find(this.waiting.shift()!);
      if (!upload) continue;
      this.running++;
      void this.send(upload).finally(() => {
        this.running--;
        this.pump();
      });
    }
  }

  private find(key: number): Upload | undefined {
    return this.list.get().find((one) => one.key === key);
  }

  private async send(upload: Upload): Promise<void> {
    try {
      const answer = upload.file
        ? await this.sendFile(upload.key, upload.file, upload.name)
        : await this.client.post<{ images: Image[] }>("/api/images/fetch", { url: upload.url });
      const image = answer.images[0]!;
      this.edit(upload.key, { state: "stored", sent: 1, image, size: image.file_size });
    } catch (error) {
      this.edit(upload.key, { state: "failed", error: error as ApiError });
    }
  }

  private sendFile(key: number, file: File, name: string): Promise<{ images: Image[] }> {
    const form = new FormData();
    form.append("file", file, name);
    return this.client.upload("/api/images", form, (sent) => this.edit(key, { sent }));
  }
}

function jobFor(upload: Upload, purpose: Purpose, queue: number | null,
  product: number | undefined): JobCreate {
  return {
    kind: purpose, image_id: upload.image!.id, part: partName(upload.part),
    ...(upload.device ? { device: upload.device } : {}),
    ...(product === undefined ? {} : { product_id: product }),
    ...(queue === null ? {} : { queue_id: queue }),
  };
}

function batchName(uploads: Upload[]): string {
  return `${uploads[0]!.part || uploads[0]!.name} and ${uploads.length - 1} more`;
}
