import assert from "node:assert/strict";
import { test } from "node:test";
import { EventStream, type Connection } from "../../../queue/web/src/api/events.ts";

interface FakeSocket {
  url: string;
  onopen?: () => void;
  onmessage?: (message: { data: string }) => void;
  onclose?: () => void;
  close(): void;
}

function stream() {
  const sockets: FakeSocket[] = [];
  const seen: number[] = [];
  const states: Connection[] = [];
  const waits: { delay: number; run: () => void }[] = [];
  const events = new EventStream({
    url: (since) => `ws://x?since=${since}`,
    onEvent: (event) => seen.push(event.seq),
    onConnection: (state) => states.push(state),
    makeSocket: (url) => {
      const socket: FakeSocket = { url, close: () => socket.onclose?.() };
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    wait: (delay, run) => (waits.push({ delay, run }), () => {}),
  });
  events.open();
  const send = (type: string, seq: number) =>
    sockets.at(-1)!.onmessage?.({ data: JSON.stringify({ type, payload: {}, seq }) });
  return { events, sockets, seen, states, waits, send };
}

test("asks for what came after the last event when it connects again", () => {
  const { sockets, send, waits } = stream();
  assert.equal(sockets[0]!.url, "ws://x?since=null");
  sockets[0]!.onopen?.();
  send("snapshot", 40);
  send("queue:job_added", 41);
  sockets[0]!.onclose?.();
  waits[0]!.run();
  assert.equal(sockets[1]!.url, "ws://x?since=41");
});

test("an event that comes twice is heard once", () => {
  const { send, seen } = stream();
  for (const seq of [1, 2, 2, 1, 3]) send("queue:job_added", seq);
  assert.deepEqual(seen, [1, 2, 3]);
});

test("a snapshot is heard although a service that started anew counts from one", () => {
  const { send, seen } = stream();
  send("queue:job_added", 500);
  send("snapshot", 3);
  send("queue:job_added", 4);
  assert.deepEqual(seen, [500, 3, 4]);
});

test("waits longer from try to try, and briefly again after success", () => {
  const { sockets, waits, states } = stream();
  for (let i = 0; i < 7; i++) {
    sockets.at(-1)!.onclose?.();
    waits.at(-1)!.run();
  }
  assert.deepEqual(waits.map((wait) => wait.delay), [500, 1000, 2000, 4000, 8000, 10000, 10000]);
  sockets.at(-1)!.onopen?.();
  sockets.at(-1)!.onclose?.();
  assert.equal(waits.at(-1)!.delay, 500);
  assert.equal(states.at(-1), "lost");
});

test("a stream that was closed stays closed", () => {
  const { events, waits } = stream();
  events.close();
  assert.equal(waits.length, 0);
});
