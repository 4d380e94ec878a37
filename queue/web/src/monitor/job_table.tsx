// The table: columns that sort, rows that are chosen with the mouse or the keyboard.
import { useCallback, useRef } from "preact/hooks";
import type { Job } from "../api/types.ts";
import type { Sort, SortColumn } from "./job_list.ts";
import { JobRow } from "./job_row.tsx";
import { extend, selectAll, toggle, type Selection } from "./selection.ts";

const columns: [SortColumn | null, string][] = [
  ["id", "Job"], ["part", "Part or file"], [null, "Queue"], ["status", "Status"],
  ["progress", "Progress or result"], ["priority", "Priority"], ["duration", "Time"],
];

export function JobTable({ jobs, queueNames, selection, onSelection, sort, onSort }: {
  jobs: Job[]; queueNames: Map<number, string>;
  selection: Selection; onSelection: (change: (before: Selection) => Selection) => void;
  sort: Sort; onSort: (sort: Sort) => void;
}) {
  const shown = useRef<number[]>([]);
  shown.current = jobs.map((job) => job.id);
  const select = useCallback((id: number, run: boolean) =>
    onSelection((before) => run ? extend(before, id, shown.current) : toggle(before, id)),
  [onSelection]);
  const all = jobs.length > 0 && jobs.every((job) => selection.ids.has(job.id));
  return (
    <table class="jobs" onKeyDown={moveWithArrows}>
      <thead>
        <tr>
          <th class="cell-check">
            <input type="checkbox" aria-label="Select all on this page" checked={all}
              onClick={() => onSelection((before) => selectAll(before, shown.current))} />
          </th>
          {columns.map(([column, text]) => (
            <HeadCell key={text} column={column} text={text} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} queueName={queueNames.get(job.queue_id) ?? ""}
            selected={selection.ids.has(job.id)} onSelect={select} />
        ))}
      </tbody>
    </table>
  );
}

function HeadCell({ column, text, sort, onSort }: {
  column: SortColumn | null; text: string; sort: Sort; onSort: (sort: Sort) => void;
}) {
  if (!column) return <th>{text}</th>;
  const chosen = sort.column === column;
  const order = chosen ? (sort.descending ? "descending" : "ascending") : "none";
  const next = { column, descending: chosen ? !sort.descending : column === "id" };
  return (
    <th aria-sort={order}>
      <button class="sort" onClick={() => onSort(next)}>
        {text}<span aria-hidden="true">{chosen ? (sort.descending ? "▾" : "▴") : ""}</span>
      </button>
    </th>
  );
}

// Up and down move between the rows' check boxes; space then chooses, as everywhere.
function moveWithArrows(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = (event.target as HTMLElement).closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const box = next?.querySelector<HTMLElement>("input, a");
  if (!box) return;
  event.preventDefault();
  box.focus();
}
