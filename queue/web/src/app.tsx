// The frame around the views: the bar at the top, the view that the address names, messages.
import { useEffect, useMemo, useState } from "preact/hooks";
import { forgetToken, takeToken } from "./api/token.ts";
import { routeStore } from "./lib/route.ts";
import { createStore, useStore } from "./lib/store.ts";
import { NoToken } from "./no_token.tsx";
import { TopBar } from "./top_bar.tsx";
import { ToastList } from "./ui/toasts.tsx";
import { createSession, SessionContext } from "./ui/session.ts";
import { View } from "./view.tsx";

const place = { location, history, storage: sessionStorage };
const token = createStore(takeToken(place));
// Before the routes hear of it: a new link may be opened in a tab that already shows the page.
addEventListener("hashchange", () => token.set(takeToken(place)));
const route = routeStore();

export function App() {
  const secret = useStore(token);
  const [refused, setRefused] = useState(false);
  const current = useStore(route);
  const session = useMemo(() => secret === null ? null : createSession(secret, () => {
    forgetToken(sessionStorage);
    setRefused(true);
    token.set(null);
  }), [secret]);
  useEffect(() => () => session?.close(), [session]);
  if (!session) return <NoToken refused={refused} />;
  return (
    <SessionContext.Provider value={session}>
      <TopBar route={current} />
      <main id="view" tabIndex={-1}><View route={current} /></main>
      <ToastList toasts={session.toasts} />
    </SessionContext.Provider>
  );
}
