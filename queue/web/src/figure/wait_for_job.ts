// Waits until a job has ended; events wake the wait, a timer covers those that were missed.
import type { Job } from "../api/types.ts";
import { hasEnded } from "../api/types.ts";
import type { Session } from "../ui/session.ts";

const pause = 700;

export function waitForJob(session: Session, id: number): Promise<Job> {
  return new Promise((resolve, reject) => {
    const finish = (run: () => void) => {
      stop();
      clearInterval(timer);
      run();
    };
    const look = () => session.client.get<Job>(`/api/job/${id}`).then(
      (job) => hasEnded(job.status) && finish(() => resolve(job)),
      (error) => finish(() => reject(error)));
    const stop = session.listen((event) => {
      if (/completed|failed|status/.test(event.type) && JSON.stringify(event.payload).includes(String(id))) void look();
    });
    const timer = setInterval(() => void look(), pause);
    void look();
  });
}
