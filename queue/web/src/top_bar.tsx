import { Logo } from "./no_token.tsx";
import type { Route } from "./lib/route.ts";
import { useStore } from "./lib/store.ts";
import { theme, toggleTheme } from "./ui/theme.ts";
import { useSession } from "./ui/session.ts";

const views = [
  ["queue", "Queue"], ["review", "Review"], ["digitize", "Digitize"], ["products", "Parts"],
  ["libraries", "Libraries"],
] as const;
const connectionWords = {
  connecting: "connecting", open: "live", lost: "service lost: trying again",
};

export function TopBar({ route }: { route: Route }) {
  const session = useSession();
  const connection = useStore(session.connection);
  const shade = useStore(theme);
  const here = route.parts[0] ?? "queue";
  return (
    <header class="top-bar">
      <a class="skip" href="#view" onClick={skip}>Skip to content</a>
      <a class="brand" href="#/queue"><Logo /><span>Curvespice</span></a>
      <nav aria-label="Views">
        {views.map(([name, text]) => (
          <a key={name} href={"#/" + name} aria-current={name === here ? "page" : undefined}>{text}</a>
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
