// Short messages at the corner: what was done, what failed and what to do about it.
import { ApiError } from "../api/client.ts";
import { createStore, useStore, type Store } from "../lib/store.ts";

export interface Toast {
  id: number;
  kind: "done" | "failed";
  text: string;
  hint: string;
}

export interface Toasts {
  list: Store<Toast[]>;
  done(text: string, hint?: string): void;
  failed(error: unknown): void;
  dismiss(id: number): void;
}

const doneStaysFor = 5000;

export function createToasts(): Toasts {
  const list = createStore<Toast[]>([]);
  let last = 0;
  const dismiss = (id: number) => list.set((before) => before.filter((toast) => toast.id !== id));
  const add = (kind: Toast["kind"], text: string, hint: string) => {
    const id = ++last;
    list.set((before) => [...before.slice(-3), { id, kind, text, hint }]);
    return id;
  };
  return {
    list, dismiss,
    done(text, hint = "") {
      const id = add("done", text, hint);
      setTimeout(() => dismiss(id), doneStaysFor);
    },
    failed(error) {
      const text = error instanceof Error ? error.message : String(error);
      add("failed", text, error instanceof ApiError ? error.hint : "");
    },
  };
}

export function ToastList({ toasts }: { toasts: Toasts }) {
  const list = useStore(toasts.list);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {list.map((toast) => (
        <div key={toast.id} class={`toast toast-${toast.kind}`}>
          <div>
            <strong>{toast.text}</strong>
            {toast.hint && <p>{toast.hint}</p>}
          </div>
          <button class="icon" aria-label="Dismiss" onClick={() => toasts.dismiss(toast.id)}>×</button>
        </div>
      ))}
    </div>
  );
}
