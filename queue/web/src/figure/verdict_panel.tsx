// The engine's verdict with its reasons; pointing at one shows in the picture what it speaks of.
import { VerdictBadge } from "../ui/parts.tsx";
import type { Editor } from "./editor.ts";
import type { Extraction } from "./extraction.ts";
import { targetOf } from "./reason_target.ts";

export function VerdictPanel({ extraction, editor }: { extraction: Extraction; editor: Editor }) {
  const show = (reason: string) => editor.highlight(targetOf(reason));
  const hide = () => editor.highlight(null);
  return (
    <section class="panel" aria-label="Verdict">
      <header>
        <h2>Verdict</h2>
        <VerdictBadge verdict={extraction.status} />
      </header>
      <p class="muted">
        read from {extraction.method === "vector" ? "lines of the page" : "pixels"}, confidence{" "}
        {Math.round(100 * extraction.confidence)} %
      </p>
      {extraction.reasons.length > 0 && (
        <ul class="reasons">
          {extraction.reasons.map((reason) => (
            <li key={reason}>
              <button class={`reason ${reason.startsWith("note:") ? "reason-note" : ""}`} onMouseEnter={() => show(reason)} onMouseLeave={hide}
                onFocus={() => show(reason)} onBlur={hide}>{reason}</button>
            </li>
          ))}
        </ul>
      )}
      {extraction.status === "accepted" && extraction.reasons.length === 0 &&
        <p>Axes, units and curves are proven.</p>}
    </section>
  );
}
