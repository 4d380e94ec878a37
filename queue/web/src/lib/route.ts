// Which view the address names: "#/job/7/figure/2?from=queue" -> ["job", "7", "figure", "2"].
import { createStore, type Store } from "./store.ts";

export interface Route {
  parts: string[];
  query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  return { parts: path.split("/").filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(query) };
}

export function routeStore(): Store<Route> {
  const store = createStore(parseRoute(location.hash));
  addEventListener("hashchange", () => store.set(parseRoute(location.hash)));
  return store;
}

export function go(path: string): void {
  location.hash = "#/" + path;
}
