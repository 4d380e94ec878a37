import { Logo } from "./no_token.tsx";
import type { Route } from "./lib/route.ts";
import { useStore } from "./lib/store.ts";
import { theme, toggleTheme } from "./ui/theme.ts";
import { useSession } from "./ui/session.ts";

const views = [
  ["queue", "Queue"], ["review", "Review"], ["digitize", "Digitize"], ["products", "Parts"],
  ["libraries", "Libraries"],
] as const;
// Views that are reached through another one.
const within: Record<string, string> = { job: "queue", product: "products" };
const connectionWords = {
  connecting: "connecting", open: "live", lost: "service lost: trying again",
};

export function TopBar({ route }: { route: Route }) {
  const session = useSession();
  const connection = useStore(session.connection);
  const shade = useStore(theme);
  const name = route.parts[0] ?? "queue";
  const here = within[name] ?? name;
  return (
    <header class="top-bar">
      <a class="skip" href="#view" onClick={skip}>Skip to content</a>
      <a class="brand" href="#/queue"><Logo /><span>Curvespice</span></a>
      <nav aria-label="Views">
        {views.map(([view, text]) => (
          <a key={view} href={"#/" + view} aria-current={view === here ? "page" : undefined}>{text}</a>
        ))}
      </nav>
      <span class={`connection connection-${connection}`} role="status">
        <i aria-hidden="true" />{connectionWords[connection]}
      </span>
      <button class="quiet" onClick={toggleTheme}
        aria-label={shade === "dark" ? "Switch to light" : "Switch to dark"}>
        {shade === "dark" ? "Light" : "Dark"}
      </button>
    </header>
  );
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("view")?.focus();
}
