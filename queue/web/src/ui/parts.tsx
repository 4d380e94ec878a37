// The small pieces that every view is made of.
import type { ComponentChildren } from "preact";
import { ApiError } from "../api/client.ts";
import type { JobStatus } from "../api/types.ts";

const statusWords: Record<JobStatus, string> = {
  pending: "held back", queued: "in line", processing: "running",
  completed: "completed", failed: "failed", cancelled: "cancelled",
};

export function statusText(status: JobStatus): string {
  return statusWords[status];
}

export function StatusBadge({ status }: { status: JobStatus }) {
  return <span class={`badge badge-${status}`}><i aria-hidden="true" />{statusWords[status]}</span>;
}

export function VerdictBadge({ verdict }: { verdict: string | undefined }) {
  if (!verdict) return null;
  return <span class={`verdict verdict-${verdict}`}>{verdict}</span>;
}

export function ProgressBar({ percent, label }: { percent: number; label: string }) {
  return (
    <div class="progress" role="progressbar" aria-label={label} aria-valuemin={0}
      aria-valuemax={100} aria-valuenow={percent}>
      <div style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div class="empty failure" role="alert">
      <h2>{error.message}</h2>
      {error instanceof ApiError && error.hint && <p>{error.hint}</p>}
      {retry && <button onClick={retry}>Try again</button>}
    </div>
  );
}

// Grey lines where text will be, so that nothing jumps when it comes.
export function Skeleton({ lines }: { lines: number }) {
  return (
    <div class="skeleton" aria-busy="true" aria-label="Loading">
      {Array.from({ length: lines }, (_, i) => <div key={i} />)}
    </div>
  );
}

export function Field({ label, children, hint }: {
  label: string; children: ComponentChildren; hint?: string;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      {children}
      {hint && <small>{hint}</small>}
    </label>
  );
}

export function Select<T extends string>({ label, value, options, onChange, disabled }: {
  label: string; value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void;
  disabled?: boolean;
}) {
  return (
    <select aria-label={label} value={value} disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value as T)}>
      {options.map(([name, text]) => <option key={name} value={name}>{text}</option>)}
    </select>
  );
}
