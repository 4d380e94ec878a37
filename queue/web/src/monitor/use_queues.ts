// The queues with their counts, asked for again (at most twice a second) when jobs change state.
import { useEffect, useRef } from "preact/hooks";
import type { Queue } from "../api/types.ts";
import { useLoaded, type Loaded } from "../lib/use_loaded.ts";
import { useEvents, useSession } from "../ui/session.ts";

const pause = 500;

export function useQueues(): Loaded<Queue[]> {
  const { client } = useSession();
  const queues = useLoaded("queues", async () =>
    (await client.get<{ queues: Queue[] }>("/api/queues")).queues);
  useReloadOnEvents(queues.reload, (type) => type !== "job:progress_updated");
  return queues;
}

export function useReloadOnEvents(reload: () => void, concerns: (type: string) => boolean): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEvents((event) => {
    if (!concerns(event.type)) return;
    timer.current ??= setTimeout(() => {
      timer.current = null;
      reload();
    }, pause);
  });
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);
}
