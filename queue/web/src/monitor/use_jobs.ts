// Loads a page of jobs and keeps it live.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../api/client.ts";
import type { Job, ServiceEvent } from "../api/types.ts";
import { useEvents, useSession } from "../ui/session.ts";
import { applyEvents, newestFirst, type JobFilter, type JobPage, type Sort } from "./job_list.ts";

interface Wanted {
  filter: JobFilter;
  sort: Sort;
  page: number;
  perPage: number;
}

export interface LiveJobs {
  jobs: Job[];
  total: number;
  loading: boolean;
  error: Error | null;
  reload: () => void;
}

const eventPause = 200; // ms: events in between are drawn together
const reloadPause = 400; // ms between two questions to the service, however many events come

export function useJobs(wanted: Wanted): LiveJobs {
  const { client } = useSession();
  const [page, setPage] = useState<JobPage | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [loading, setLoading] = useState(true);
  const key = JSON.stringify(wanted);
  const latestKey = useRef(key);
  latestKey.current = key;

  const reload = useCallback(() => {
    setLoading(true);
    loadPage(client, JSON.parse(key) as Wanted).then((loaded) => {
      if (latestKey.current !== key) return;
      setPage(loaded);
      setError(null);
      setLoading(false);
    }, (problem: Error) => {
      if (latestKey.current !== key) return;
      setError(problem);
      setLoading(false);
    });
  }, [client, key]);
  useEffect(reload, [reload]);
  useLiveEvents(wanted.filter, setPage);
  useEffect(() => {
    if (!page?.stale) return;
    const timer = setTimeout(reload, reloadPause);
    return () => clearTimeout(timer);
  }, [page?.stale, reload]);
  return { jobs: page?.jobs ?? [], total: page?.total ?? 0, loading: loading && !page, error, reload };
}

function useLiveEvents(filter: JobFilter,
  setPage: (change: (before: JobPage | null) => JobPage | null) => void): void {
  const waiting = useRef<ServiceEvent[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEvents((event) => {
    waiting.current.push(event);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      const events = waiting.current.splice(0);
      setPage((before) => before && applyEvents(before, events, filter));
    }, eventPause);
  });
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);
}

async function loadPage(client: Client, wanted: Wanted): Promise<JobPage> {
  const { text, ...filter } = wanted.filter;
  const answer = await client.get<{ jobs: Job[]; total: number }>("/api/jobs", {
    ...filter, q: text, ...sortQuery(wanted.sort),
    page: wanted.page, per_page: wanted.perPage,
  });
  return { jobs: answer.jobs, total: answer.total, stale: false };
}

// Newest first is what the service does by itself.
function sortQuery(sort: Sort): { sort?: string; order?: string } {
  if (sort.column === newestFirst.column && sort.descending === newestFirst.descending) return {};
  return { sort: sort.column, order: sort.descending ? "desc" : "asc" };
}
