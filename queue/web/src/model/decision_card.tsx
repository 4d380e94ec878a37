// Approve or reject, with a comment; below, who decided what and when.
import { useState } from "preact/hooks";
import { clockTime } from "../lib/format.ts";
import { decide, keepReviewerName, reviewerName, type Decision, type Review } from "../review/reviews.ts";
import { Field, VerdictBadge } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";

const words: Record<Decision, string> = { accepted: "approved", rejected: "rejected" };

export function DecisionCard({ job, reviews, onDecided }: { job: number; reviews: Review[]; onDecided: () => void }) {
  const { client, toasts } = useSession();
  const [comment, setComment] = useState("");
  const [name, setName] = useState(reviewerName());
  const run = (decision: Decision) => {
    keepReviewerName(name.trim());
    decide(client, job, "model", decision, comment.trim()).then(() => {
      setComment("");
      toasts.done(`Model ${words[decision]}`);
      onDecided();
    }, toasts.failed);
  };
  return (
    <section class="card decision-card" aria-label="Decision">
      <h2>Decision</h2>
      <Field label="Comment">
        <textarea rows={2} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
      </Field>
      <Field label="Your name">
        <input value={name} autocomplete="name" onInput={(event) => setName(event.currentTarget.value)} />
      </Field>
      <div class="decision-buttons">
        <button class="primary" disabled={!name.trim()} onClick={() => run("accepted")}>Approve</button>
        <button disabled={!name.trim() || !comment.trim()} title="A rejection needs a comment"
          onClick={() => run("rejected")}>Reject</button>
      </div>
      {reviews.length === 0 && <p class="muted">Nobody has decided yet.</p>}
      <ol class="audit">
        {reviews.slice().reverse().map((one) => (
          <li key={one.id}>
            <VerdictBadge verdict={words[one.decision]} /> {one.reviewer || "someone"}, {clockTime(one.created_at)}
            {one.comment && <p>{one.comment}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
