// Filters, actions, table and pages together.
import { useState } from "preact/hooks";
import { Empty, Failure, Skeleton } from "../ui/parts.tsx";
import { FilterBar } from "./filter_bar.tsx";
import { newestFirst, type JobFilter } from "./job_list.ts";
import { JobTable } from "./job_table.tsx";
import { Pager } from "./pager.tsx";
import { nothing } from "./selection.ts";
import { SelectionBar } from "./selection_bar.tsx";
import { useJobs } from "./use_jobs.ts";

export function JobsView({ start, queueNames }: {
  start: JobFilter; queueNames: Map<number, string>;
}) {
  const [filter, setFilter] = useState(start);
  const [sort, setSort] = useState(newestFirst);
  const [page, setPage] = useState(1);
  const [perPage, setPerPage] = useState(50);
  const [selection, setSelection] = useState(nothing);
  const live = useJobs({ filter, sort, page, perPage });
  const chosen = live.jobs.filter((job) => selection.ids.has(job.id));
  const restart = (change: () => void) => {
    change();
    setPage(1);
    setSelection(nothing);
  };
  return (
    <section class="jobs-view" aria-label="Jobs">
      <div class="jobs-tools">
        <FilterBar filter={filter} onChange={(next) => restart(() => setFilter(next))} />
        <SelectionBar chosen={chosen} onDone={live.reload} onClear={() => setSelection(nothing)} />
      </div>
      <div class="table-frame">
        {live.error && <Failure error={live.error} retry={live.reload} />}
        {live.loading && <Skeleton lines={12} />}
        {!live.loading && !live.error && live.total === 0 && <NoJobs filtered={isNarrowed(filter)} />}
        {live.jobs.length > 0 && <JobTable jobs={live.jobs} queueNames={queueNames}
          selection={selection} onSelection={setSelection}
          sort={sort} onSort={(next) => restart(() => setSort(next))} />}
      </div>
      <Pager page={page} perPage={perPage} total={live.total} onPage={setPage}
        onPerPage={(size) => restart(() => setPerPage(size))} />
    </section>
  );
}

function isNarrowed(filter: JobFilter): boolean {
  return Object.entries(filter).some(([name, value]) => name !== "queue" && value !== null && value !== "");
}

function NoJobs({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return <Empty title="No job fits these filters"><p>“Show all” takes them away.</p></Empty>;
  }
  return (
    <Empty title="Nothing in line">
      <p>Drop datasheets or pictures of graphs anywhere on this page, paste a picture from the
        clipboard, or give an address above. Each becomes a job, and its curves appear here.</p>
    </Empty>
  );
}
