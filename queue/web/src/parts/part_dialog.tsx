import { useState } from "preact/hooks";
import type { ApiError } from "../api/client.ts";
import type { Product, ProductCreate } from "../api/types.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";

type Form = Required<ProductCreate>;
const fields: [keyof Form, string][] = [
  ["part_number", "Part number"], ["name", "Name"], ["manufacturer", "Maker"], ["device_type", "Device class"],
  ["package", "Package"], ["description", "Description"],
];
const empty: Form = { part_number: "", name: "", manufacturer: "", device_type: "", package: "", description: "" };

export function PartDialog({ part, onClose, onSaved }: {
  part: Product | null; onClose: () => void; onSaved: () => void;
}) {
  const { client } = useSession();
  const [form, setForm] = useState<Form>(() => Object.fromEntries(
    fields.map(([name]) => [name, part?.[name] ?? empty[name]])) as Form);
  const [error, setError] = useState<ApiError | null>(null);
  const save = async (event: Event) => {
    event.preventDefault();
    const body = { ...form, name: form.name || form.part_number };
    try {
      if (part) await client.put(`/api/product/${part.id}`, body);
      else await client.post("/api/product/create", body);
      onSaved();
      onClose();
    } catch (problem) {
      setError(problem as ApiError);
    }
  };
  return (
    <Dialog title={part ? part.part_number : "New part"} onClose={onClose}>
      <form class="form" onSubmit={save}>
        {fields.map(([name, text]) => (
          <Field key={name} label={text}>
            <input required={name === "part_number"} value={form[name]}
              onInput={(event) => setForm({ ...form, [name]: event.currentTarget.value })} />
          </Field>
        ))}
        {error && <p class="form-error" role="alert">{error.message} {error.hint}</p>}
        <footer><button class="primary">Save</button><button type="button" onClick={onClose}>Close</button></footer>
      </form>
    </Dialog>
  );
}
