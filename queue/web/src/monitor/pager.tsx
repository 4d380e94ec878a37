import { count } from "../lib/format.ts";
import { Select } from "../ui/parts.tsx";

export const pageSizes = [50, 100, 200] as const;

export function Pager({ page, perPage, total, onPage, onPerPage }: {
  page: number; perPage: number; total: number;
  onPage: (page: number) => void; onPerPage: (perPage: number) => void;
}) {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const first = total === 0 ? 0 : (page - 1) * perPage + 1;
  const last = Math.min(total, page * perPage);
  return (
    <nav class="pager" aria-label="Pages">
      <span>{count(first)}–{count(last)} of {count(total)}</span>
      <button disabled={page <= 1} onClick={() => onPage(1)} aria-label="First page">«</button>
      <button disabled={page <= 1} onClick={() => onPage(page - 1)} aria-label="Previous page">‹</button>
      <label>Page <input type="number" min={1} max={pages} value={page}
        onChange={(event) => onPage(within(event.currentTarget.valueAsNumber, pages))} /> of {count(pages)}</label>
      <button disabled={page >= pages} onClick={() => onPage(page + 1)} aria-label="Next page">›</button>
      <button disabled={page >= pages} onClick={() => onPage(pages)} aria-label="Last page">»</button>
      <Select label="Rows on a page" value={String(perPage)} onChange={(value) => onPerPage(Number(value))}
        options={pageSizes.map((size) => [String(size), `${size} rows`] as const)} />
    </nav>
  );
}

function within(page: number, pages: number): number {
  return Number.isFinite(page) ? Math.min(pages, Math.max(1, Math.round(page))) : 1;
}
