// Events of the service over a WebSocket that comes back by itself. After a break it asks for what
// came after the last `seq` it saw; a snapshot tells that this was too long ago.
import type { ServiceEvent } from "./types.ts";

export type Connection = "connecting" | "open" | "lost";

export interface EventStreamOptions {
  url: (since: number | null) => string;
  onEvent: (event: ServiceEvent) => void;
  onConnection: (connection: Connection) => void;
  makeSocket?: (url: string) => WebSocket;
  wait?: (milliseconds: number, run: () => void) => () => void; // gives a function that stops it
}

const firstDelay = 500;
const longestDelay = 10_000;

export class EventStream {
  private socket: WebSocket | null = null;
  private since: number | null = null;
  private delay = firstDelay;
  private stopWaiting: (() => void) | null = null;
  private closed = false;

  constructor(private readonly options: EventStreamOptions) {}

  open(): void {
    this.options.onConnection("connecting");
    const make = this.options.makeSocket ?? ((url: string) => new WebSocket(url));
    const socket = make(this.options.url(this.since));
    this.socket = socket;
    socket.onopen = () => {
      this.delay = firstDelay;
      this.options.onConnection("open");
    };
    socket.onmessage = (message) => this.receive(String(message.data));
    socket.onclose = () => this.retry();
  }

  close(): void {
    this.closed = true;
    this.stopWaiting?.();
    this.socket?.close();
  }

  private receive(text: string): void {
    const event = JSON.parse(text) as ServiceEvent;
    // A service that started anew may count from one again: its snapshot is the truth.
    if (event.type !== "snapshot" && this.since !== null && event.seq <= this.since) return;
    this.since = event.seq;
    this.options.onEvent(event);
  }

  private retry(): void {
    if (this.closed) return;
    this.options.onConnection("lost");
    const wait = this.options.wait ?? waitWithTimer;
    this.stopWaiting = wait(this.delay, () => this.open());
    this.delay = Math.min(this.delay * 2, longestDelay);
  }
}

function waitWithTimer(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
