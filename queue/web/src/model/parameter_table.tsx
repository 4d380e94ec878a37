// The model's parameters with interval and origin.
import { plain, unitText } from "../lib/format.ts";
import { changeText, spreadText, type ModelParameter } from "./verification.ts";

export interface OtherVersion {
  name: string; // "job 7"
  parameters: ModelParameter[];
}

export function ParameterTable({ parameters, other }: { parameters: ModelParameter[]; other?: OtherVersion | null }) {
  return (
    <section class="card" aria-label="Parameters">
      <h2>Parameters</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Table of parameters">
        <table class="errors">
          <thead><tr><th>Name</th><th>Value</th><th>95 % interval</th><th>From</th>{other && <th>{other.name}</th>}</tr></thead>
          <tbody>
            {parameters.map((one) => (
              <tr key={one.name} class={one.origin === "default" ? "muted" : ""}>
                <th>{one.name}</th>
                <td>{plain(one.value, 4)} {unitText(one.unit)}</td>
                <td title={`${plain(one.low, 4)} … ${plain(one.high, 4)}`}>{spreadText(one)}</td>
                <td class="origin">{one.origin}{one.note && <small>{one.note}</small>}</td>
                {other && <OtherValue own={one} other={other.parameters.find((two) => two.name === one.name)} />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function OtherValue({ own, other }: { own: ModelParameter; other: ModelParameter | undefined }) {
  if (!other) return <td class="muted">–</td>;
  if (other.value === own.value) return <td class="muted">same</td>;
  return <td>{plain(other.value, 4)} <small>{changeText(own.value, other.value)}</small></td>;
}
