// The model's parameters with interval and origin.
import { plain, unitText } from "../lib/format.ts";
import { spreadText, type ModelParameter } from "./verification.ts";

export function ParameterTable({ parameters }: { parameters: ModelParameter[] }) {
  return (
    <section class="card" aria-label="Parameters">
      <h2>Parameters</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Table of parameters">
        <table class="errors">
          <thead><tr><th>Name</th><th>Value</th><th>95 % interval</th><th>From</th></tr></thead>
          <tbody>
            {parameters.map((one) => (
              <tr key={one.name} class={one.origin === "default" ? "muted" : ""}>
                <th>{one.name}</th>
                <td>{plain(one.value, 4)} {unitText(one.unit)}</td>
                <td title={`${plain(one.low, 4)} … ${plain(one.high, 4)}`}>{spreadText(one)}</td>
                <td class="origin">{one.origin}{one.note && <small>{one.note}</small>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
