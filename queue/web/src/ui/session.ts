// What every view needs: the client, the events, whether the service is there, and where to put
// messages.
import { createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { Client } from "../api/client.ts";
import { EventStream, type Connection } from "../api/events.ts";
import type { ServiceEvent } from "../api/types.ts";
import { createStore, type Store } from "../lib/store.ts";
import { Uploads } from "../upload/uploads.ts";
import { createToasts, type Toasts } from "./toasts.tsx";

export interface Session {
  client: Client;
  connection: Store<Connection>;
  toasts: Toasts;
  uploads: Uploads;
  listen(listener: (event: ServiceEvent) => void): () => void;
  close(): void;
}

export function createSession(token: string, onUnauthorized: () => void): Session {
  const client = new Client(token, onUnauthorized);
  const connection = createStore<Connection>("connecting");
  let missed = false;
  const listeners = new Set<(event: ServiceEvent) => void>();
  const tell = (event: ServiceEvent) => listeners.forEach((listener) => listener(event));
  const stream = new EventStream({
    url: (since) => client.socketUrl("/ws/system", since),
    onEvent: tell,
    onConnection: (state) => {
      connection.set(state);
      // After a break views ask again, whatever a service that is perhaps another one sends.
      if (state === "lost") missed = true;
      if (state === "open" && missed) tell({ type: "snapshot", payload: {}, seq: 0 });
    },
  });
  stream.open();
  return {
    client, connection, toasts: createToasts(), uploads: new Uploads(client),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => stream.close(),
  };
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("a view was drawn outside of a session");
  return session;
}

// Calls `listener` (always the latest one given) for every event while the view is shown.
export function useEvents(listener: (event: ServiceEvent) => void): void {
  const session = useSession();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => session.listen((event) => latest.current(event)), [session]);
}
