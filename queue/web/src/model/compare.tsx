// Another version of the same part's model, chosen from the jobs that made one.
import { useState } from "preact/hooks";
import type { Job } from "../api/types.ts";
import type { Client } from "../api/client.ts";
import { fileUrl } from "../figure/load_figure.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { Select } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { ParameterTable } from "./parameter_table.tsx";
import type { ModelParameter, Verification } from "./verification.ts";

const latest = 200;

export function ComparedParameters({ job, parameters }: { job: Job; parameters: ModelParameter[] }) {
  const { client } = useSession();
  const [chosen, setChosen] = useState("");
  const others = useLoaded(`versions/${job.id}`, () => otherVersions(client, job));
  const other = useLoaded(`version/${chosen}`, async () => (chosen === "" ? null
    : JSON.parse(await client.text(fileUrl(Number(chosen), "verification.json"))) as Verification));
  return (
    <>
      {(others.value?.length ?? 0) > 0 && (
        <label class="compare">Compare with{" "}
          <Select label="Compare with" value={chosen} onChange={setChosen}
            options={[["", "no other version"], ...others.value!.map((one) => [String(one.id), `job ${one.id}`] as const)]} />
        </label>
      )}
      <ParameterTable parameters={parameters}
        other={other.value && { name: `job ${chosen}`, parameters: other.value.parameters }} />
    </>
  );
}

async function otherVersions(client: Client, job: Job): Promise<Job[]> {
  const { jobs } = await client.get<{ jobs: Job[] }>("/api/jobs", { status: "completed", per_page: latest });
  return jobs.filter((one) => one.kind === "model" && one.part === job.part && one.id !== job.id);
}
