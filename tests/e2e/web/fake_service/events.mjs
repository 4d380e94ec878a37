// Sequence numbers, the recent past, and the sockets that listen.
const kept = 1000;

export class Events {
  constructor(store) {
    this.seq = 0;
    this.past = [];
    this.sockets = new Set();
    store.observers.push((type, job) => this.publish(type, payloadOf(type, job)));
  }

  publish(type, payload) {
    const event = { type, payload, seq: ++this.seq };
    this.past.push(event);
    if (this.past.length > kept) this.past.shift();
    for (const socket of this.sockets) socket.send(JSON.stringify(event));
  }

  add(socket, since) {
    this.sockets.add(socket);
    const first = this.past[0]?.seq ?? this.seq + 1;
    if (since !== null && since >= first - 1 && since <= this.seq) {
      for (const event of this.past.filter((one) => one.seq > since)) socket.send(JSON.stringify(event));
    } else {
      socket.send(JSON.stringify({ type: "snapshot", payload: {}, seq: this.seq }));
    }
  }

  dropAll() {
    for (const socket of this.sockets) socket.close();
    this.sockets.clear();
  }
}

function payloadOf(type, job) {
  if (type !== "job:progress_updated") return { job: { ...job } };
  return { job_id: job.id, queue_id: job.queue_id, progress: job.progress, step: job.step };
}
