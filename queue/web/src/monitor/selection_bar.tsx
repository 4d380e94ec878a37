// What may be done with the chosen jobs. Always there, so that the table does not jump.
import type { Job, Priority } from "../api/types.ts";
import { priorities } from "../api/types.ts";
import { plural } from "../lib/format.ts";
import { Select } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { actOnAll, allows, type JobAction } from "./job_actions.ts";

const actions: [JobAction, string][] = [
  ["start", "Start"], ["cancel", "Cancel"], ["retry", "Retry"], ["delete", "Delete"],
];
const priorityOptions = [["", "Priority…"] as const,
  ...priorities.map((priority) => [priority, priority] as const)];

export function SelectionBar({ chosen, onDone, onClear }: {
  chosen: Job[]; onDone: () => void; onClear: () => void;
}) {
  const { client, toasts } = useSession();
  const run = (action: JobAction) => void actOnAll(client, chosen, action, toasts).then(onDone);
  const able = (action: JobAction) => chosen.some((job) => allows(job, action));
  return (
    <div class="selection-bar" role="toolbar" aria-label="Chosen jobs">
      <span class="selection-count">
        {plural(chosen.length, "job")} chosen
      </span>
      {actions.map(([action, text]) => (
        <button key={action} disabled={!able(action)} onClick={() => run(action)}>{text}</button>
      ))}
      <Select label="Set priority" value={"" as Priority | ""} options={priorityOptions}
        disabled={!able("normal")}
        onChange={(priority) => priority && run(priority)} />
      <button class="quiet" disabled={!chosen.length} onClick={onClear}>Clear</button>
    </div>
  );
}
