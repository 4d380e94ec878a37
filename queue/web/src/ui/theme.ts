// Light or dark: what the system says, until the person says otherwise.
import { createStore } from "../lib/store.ts";

export type Theme = "light" | "dark";
const key = "curvespice-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme {
  const kept = localStorage.getItem(key);
  if (kept === "light" || kept === "dark") return kept;
  return system.matches ? "dark" : "light";
}

export const theme = createStore<Theme>(chosen());

function apply(): void {
  document.documentElement.dataset["theme"] = theme.get();
}

export function startTheme(): void {
  apply();
  theme.listen(apply);
  system.addEventListener("change", () => theme.set(chosen()));
}

export function toggleTheme(): void {
  const next: Theme = theme.get() === "dark" ? "light" : "dark";
  localStorage.setItem(key, next);
  theme.set(next);
}
