// Makes a queue, changes it, or deletes it after saying what becomes of its jobs.
import { useState } from "preact/hooks";
import type { Queue, QueueCreate } from "../api/types.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Select } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { ApiError } from "../api/client.ts";

type Settings = { max_attempts?: number; timeout_ms?: number };
type Fate = "refuse" | "cancel" | "move";

export function QueueDialog({ queue, others, onClose, onChanged }: {
  queue: Queue | null; others: Queue[]; onClose: () => void; onChanged: () => void;
}) {
  const session = useSession();
  const [form, setForm] = useState<QueueCreate>(() => startValues(queue));
  const [error, setError] = useState<ApiError | null>(null);
  const set = (members: Partial<QueueCreate>) => setForm({ ...form, ...members });
  const settings = form.settings as Settings;

  const save = async (event: Event) => {
    event.preventDefault();
    try {
      if (queue) await session.client.put(`/api/queue/${queue.id}`, form);
      else await session.client.post("/api/queue/create", form);
      onChanged();
      onClose();
    } catch (problem) {
      setError(problem as ApiError);
    }
  };

  return (
    <Dialog title={queue ? `Queue ${queue.name}` : "New queue"} onClose={onClose}>
      <form class="form" onSubmit={save}>
        <Field label="Name">
          <input required maxLength={100} value={form.name} autofocus
            onInput={(event) => set({ name: event.currentTarget.value })} />
        </Field>
        <Field label="Description">
          <input maxLength={2000} value={form.description ?? ""}
            onInput={(event) => set({ description: event.currentTarget.value })} />
        </Field>
        <div class="form-row">
          <Field label="Jobs start">
            <Select label="Jobs start" value={form.mode ?? "automatic"} onChange={(mode) => set({ mode })}
              options={[["automatic", "by themselves"], ["manual", "by hand"]]} />
          </Field>
          <Field label="Order">
            <Select label="Order" value={form.priority ?? "fifo"} onChange={(priority) => set({ priority })}
              options={[["fifo", "first in, first out"], ["priority", "by priority"]]} />
          </Field>
        </div>
        <div class="form-row">
          <NumberField label="Jobs at once" value={form.max_concurrent_jobs ?? 2} low={1} high={256}
            onChange={(max_concurrent_jobs) => set({ max_concurrent_jobs })} />
          <NumberField label="Attempts" value={settings.max_attempts ?? 3} low={1} high={20}
            onChange={(max_attempts) => set({ settings: { ...settings, max_attempts } })} />
          <NumberField label="Time limit, s" value={(settings.timeout_ms ?? 600_000) / 1000} low={1} high={86_400}
            onChange={(seconds) => set({ settings: { ...settings, timeout_ms: seconds * 1000 } })} />
        </div>
        {error && <p class="form-error" role="alert">{error.message} {error.hint}</p>}
        <footer>
          <button class="primary">{queue ? "Save" : "Create queue"}</button>
          <button type="button" onClick={onClose}>Close</button>
        </footer>
      </form>
      {queue && <DeleteQueue queue={queue} others={others} onError={setError}
        onDeleted={() => { onChanged(); onClose(); }} />}
    </Dialog>
  );
}

function startValues(queue: Queue | null): QueueCreate {
  if (!queue) return { name: "", mode: "automatic", priority: "fifo", max_concurrent_jobs: 2, settings: {} };
  const { name, description, mode, priority, max_concurrent_jobs, settings } = queue;
  return { name, description, mode, priority, max_concurrent_jobs, settings };
}

function NumberField({ label, value, low, high, onChange }: {
  label: string; value: number; low: number; high: number; onChange: (value: number) => void;
}) {
  return (
    <Field label={label}>
      <input type="number" min={low} max={high} required value={value}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)} />
    </Field>
  );
}

function DeleteQueue({ queue, others, onDeleted, onError }: {
  queue: Queue; others: Queue[]; onDeleted: () => void; onError: (error: ApiError) => void;
}) {
  const { client } = useSession();
  const [fate, setFate] = useState<Fate>("refuse");
  const [to, setTo] = useState("");
  const targets = others.filter((other) => other.id !== queue.id);
  const remove = () =>
    client.remove(`/api/queue/${queue.id}`, { jobs: fate, to: fate === "move" ? to : undefined })
      .then(onDeleted, onError);
  return (
    <details class="danger">
      <summary>Delete this queue</summary>
      <div class="form-row">
        <Select label="What becomes of its jobs" value={fate} onChange={setFate} options={[
          ["refuse", "only if no job waits or runs"], ["cancel", "cancel its jobs and delete them"],
          ...(targets.length ? [["move", "move its jobs to"] as const] : []),
        ]} />
        {fate === "move" && <Select label="To queue" value={to} onChange={setTo}
          options={[["", "choose a queue"], ...targets.map((other) => [String(other.id), other.name] as const)]} />}
        <button type="button" class="danger" disabled={fate === "move" && !to} onClick={remove}>Delete</button>
      </div>
    </details>
  );
}
