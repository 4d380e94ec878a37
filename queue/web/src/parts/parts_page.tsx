// All parts, searched as one types.
import { useRef, useState } from "preact/hooks";
import type { Product } from "../api/types.ts";
import { ago, plural } from "../lib/format.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { Empty, Failure, Skeleton } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { PartDialog } from "./part_dialog.tsx";
import { allProducts } from "./products.ts";

export function PartsPage() {
  const { client } = useSession();
  const parts = useLoaded("products", () => allProducts(client));
  const [text, setText] = useState("");
  const [adding, setAdding] = useState(false);
  if (parts.error && !parts.value) return <Failure error={parts.error} retry={parts.reload} />;
  if (!parts.value) return <Skeleton lines={8} />;
  const shown = parts.value.filter((part) => searchText(part).includes(text.toLowerCase()));
  return (
    <div class="page">
      <header class="page-head">
        <h1>{plural(parts.value.length, "part")}</h1>
        <input type="search" aria-label="Search parts" placeholder="Number, maker, class" value={text}
          onInput={(event) => setText(event.currentTarget.value)} />
        <span class="page-tools">
          <ImportButton onImported={parts.reload} />
          <button onClick={() => setAdding(true)}>New part</button>
        </span>
      </header>
      {parts.value.length === 0 && <Empty title="No part yet"><p>A part is made for every datasheet that you upload under “Queue”.</p></Empty>}
      {shown.length > 0 && (
        <table class="list">
          <thead><tr><th>Part</th><th>Class</th><th>Maker</th><th>Package</th><th>Description</th><th>Changed</th></tr></thead>
          <tbody>
            {shown.map((part) => (
              <tr key={part.id}>
                <td><a href={`#/product/${part.id}`}><strong>{part.part_number}</strong></a></td>
                <td>{part.device_type}</td><td>{part.manufacturer}</td><td>{part.package}</td>
                <td>{part.description}</td><td class="muted">{ago(part.updated_at, Date.now())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && <PartDialog part={null} onClose={() => setAdding(false)} onSaved={parts.reload} />}
    </div>
  );
}

function ImportButton({ onImported }: { onImported: () => void }) {
  const { client, toasts } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const form = new FormData();
    form.append("file", file, file.name);
    try {
      const made = await client.upload<{ product: Product; jobs: number }>("/api/product/import", form, () => {});
      toasts.done(`${made.product.part_number} came in`, plural(made.jobs, "job"));
      onImported();
    } catch (error) {
      toasts.failed(error);
    }
  };
  return (
    <>
      <button title="An archive that “Export” of a part gave, here or in another service" onClick={() => input.current?.click()}>Import</button>
      <input ref={input} type="file" hidden accept=".zip" aria-label="Archive of a part"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }} />
    </>
  );
}

function searchText(part: Product): string {
  return [part.part_number, part.name, part.manufacturer, part.device_type, part.description].join(" ").toLowerCase();
}
