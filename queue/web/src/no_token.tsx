// Shown without a token, or with one that the service refuses: says what to do.
import { useState } from "preact/hooks";

export function NoToken({ refused }: { refused: boolean }) {
  const [text, setText] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    const token = text.trim().replace(/^.*#\/?token=/, "");
    if (token) location.hash = "#token=" + encodeURIComponent(token);
  };
  return (
    <main class="no-token">
      <h1><Logo /> Curvespice</h1>
      <h2>{refused ? "The service does not know this key" : "This page needs its key"}</h2>
      <p>
        The service opens only to the person who started it. Run this in a terminal, and the page
        opens with its key:
      </p>
      <pre><code>curvespice open</code></pre>
      <p>
        {refused
          ? "The key changes when the state folder is made anew: an old tab or bookmark keeps the old one."
          : "The key stays in this tab and is gone when it is closed."}
      </p>
      <form onSubmit={submit}>
        <label class="field">
          <span>Or paste the key: the line in the file <code>token</code> of the state folder</span>
          <input type="password" autocomplete="off" value={text}
            onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <button class="primary" disabled={!text.trim()}>Open</button>
      </form>
    </main>
  );
}

export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="5" />
      <path d="M4 19h4c6 0 6-14 12-14" />
    </svg>
  );
}
