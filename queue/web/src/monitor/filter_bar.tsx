// What the table shows: free text, status, priority.
import { jobStatuses, priorities, type JobStatus, type Priority } from "../api/types.ts";
import { Select, statusText } from "../ui/parts.tsx";
import { everything, type JobFilter } from "./job_list.ts";

const anyStatus = [["", "any status"] as const,
  ...jobStatuses.map((status) => [status, statusText(status)] as const)];
const anyPriority = [["", "any priority"] as const,
  ...priorities.map((priority) => [priority, priority] as const)];

export function FilterBar({ filter, onChange }: {
  filter: JobFilter; onChange: (filter: JobFilter) => void;
}) {
  const narrowed = filter.text || filter.status || filter.priority || filter.batch || filter.product;
  return (
    <div class="filter-bar" role="search">
      <input id="job-search" type="search" placeholder="Part, file or number  ( / )" aria-label="Search jobs"
        value={filter.text}
        onInput={(event) => onChange({ ...filter, text: event.currentTarget.value })} />
      <Select label="Status" value={filter.status ?? ""} options={anyStatus}
        onChange={(status) => onChange({ ...filter, status: (status || null) as JobStatus | null })} />
      <Select label="Priority" value={filter.priority ?? ""} options={anyPriority}
        onChange={(value) => onChange({ ...filter, priority: (value || null) as Priority | null })} />
      {filter.batch !== null && <span class="chip">batch {filter.batch}</span>}
      {filter.product !== null && <span class="chip">part {filter.product}</span>}
      <button class="quiet" disabled={!narrowed}
        onClick={() => onChange({ ...everything, queue: filter.queue })}>Show all</button>
    </div>
  );
}
