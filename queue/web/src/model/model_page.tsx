// The review of a model: figures against simulation, errors, parameters, the decision.
import type { Job, Result } from "../api/types.ts";
import type { Extraction } from "../figure/extraction.ts";
import { fileUrl } from "../figure/load_figure.ts";
import { save } from "../lib/save.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { jobTitle } from "../monitor/job_row.tsx";
import { reviewsOf } from "../review/reviews.ts";
import { Empty, Failure, Skeleton, VerdictBadge } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import type { Client } from "../api/client.ts";
import { DecisionCard } from "./decision_card.tsx";
import { FigureCheck } from "./figure_check.tsx";
import { ComparedParameters } from "./compare.tsx";
import type { Verification } from "./verification.ts";

interface LoadedModel {
  job: Job;
  verification: Verification | null;
  axes: Map<string, Extraction["axes"]>; // by artifact name
  figureNumbers: Map<string, number>; // of the job, from 1
  files: string[];
}

export function ModelPage({ id }: { id: number }) {
  const { client } = useSession();
  const model = useLoaded(`model/${id}`, () => loadModel(client, id));
  const reviews = useLoaded(`reviews/${id}`, async () =>
    (await reviewsOf(client, id)).filter((one) => one.subject === "model"));
  if (model.error) return <Failure error={model.error} retry={model.reload} />;
  if (!model.value) return <Skeleton lines={10} />;
  const { job, verification, axes, figureNumbers, files } = model.value;
  if (!verification) {
    return <Empty title="This job made no model"><p><a href={`#/job/${id}`}>See what it found</a></p></Empty>;
  }
  return (
    <div class="page">
      <header class="page-head">
        <h1>{verification.part || jobTitle(job)}</h1>
        <VerdictBadge verdict={verification.verdict} />
        <span class="muted"><a href={`#/job/${id}`}>job {id}</a>, {verification.device}, proved with {verification.simulator}</span>
        <span class="page-tools"><Downloads job={id} files={files} model={verification.model_file} /></span>
      </header>
      <p>{verification.summary}</p>
      <div class="model-columns">
        <div class="model-figures">
          {verification.figures.map((check) => (
            <FigureCheck key={check.artifact} check={check} axes={axes.get(check.artifact) ?? null}
              link={figureNumbers.has(check.artifact) ? `#/job/${id}/figure/${figureNumbers.get(check.artifact)}` : null} />
          ))}
        </div>
        <div class="model-side">
          <DecisionCard job={id} reviews={reviews.value ?? []} onDecided={reviews.reload} />
          <ComparedParameters job={job} parameters={verification.parameters} />
        </div>
      </div>
    </div>
  );
}

async function loadModel(client: Client, id: number): Promise<LoadedModel> {
  const [job, result] = await Promise.all([
    client.get<Job>(`/api/job/${id}`), client.get<Result>(`/api/job/${id}/result`),
  ]);
  const files = result.files.map((file) => file.name);
  const read = async <T,>(name: string) => JSON.parse(await client.text(fileUrl(id, name))) as T;
  const found = files.find((name) => /(^|\/)verification\.json$/.test(name));
  const verification = found ? await read<Verification>(found) : null;
  const axes = new Map<string, Extraction["axes"]>();
  await Promise.all((verification?.figures ?? []).filter((check) => check.curves.length > 0).map(async ({ artifact }) => {
    if (files.includes(`${artifact}.json`)) axes.set(artifact, (await read<Extraction>(`${artifact}.json`)).axes);
  }));
  const figureNumbers = new Map(result.figures.map((figure, i) => [String(figure["json"]).replace(/\.json$/, ""), i + 1]));
  return { job, verification, axes, figureNumbers, files };
}

function Downloads({ job, files, model }: { job: number; files: string[]; model: string }) {
  const { client, toasts } = useSession();
  const wanted = [[model, "Model"], ["report.html", "Report"]].filter(([name]) => files.includes(name!));
  return (
    <>
      {wanted.map(([name, text]) => (
        <button key={name} onClick={() => client.blob(fileUrl(job, name!)).then((blob) => save(blob, name!), toasts.failed)}>
          {text} ↓
        </button>
      ))}
    </>
  );
}
