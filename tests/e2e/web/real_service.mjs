// The real service as a walk needs it: an empty state folder, a free port, its token; stopped at the
// end with its workers.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const program = process.env.CURVESPICE ?? fileURLToPath(new URL("../../../build/bin/curvespice", import.meta.url));

export class RealService {
  async start() {
    this.state ??= await mkdtemp(join(tmpdir(), "curvespice-state-"));
    this.port ??= await freePort();
    this.child = spawn(program, ["serve", "--state", this.state, "--port", String(this.port)], { stdio: ["ignore", "pipe", "pipe"] });
    this.words = "";
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on("data", (data) => (this.words += data));
    await this.answers();
    this.token = (await readFile(join(this.state, "token"), "utf8")).trim();
    return `http://127.0.0.1:${this.port}`;
  }

  async answers() {
    for (let i = 0; i < 100; i++) {
      if (this.child.exitCode !== null) throw new Error(`the service ended with ${this.child.exitCode}: ${this.words}`);
      const ok = await fetch(`http://127.0.0.1:${this.port}/health`).then((answer) => answer.ok, () => false);
      if (ok && existsSync(join(this.state, "token"))) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`the service does not answer: ${this.words}`);
  }

  // As `kill -9` does, or kindly.
  async end(signal = "SIGTERM") {
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill(signal);
    await ended;
  }

  async stop() {
    if (this.child?.exitCode === null && this.child.signalCode === null) await this.end();
    await rm(this.state, { recursive: true, force: true });
  }

  get(path) {
    return this.call(path, {});
  }
  post(path, body) {
    return this.call(path, { method: "POST", body: JSON.stringify(body) });
  }

  async call(path, request) {
    const headers = { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" };
    return (await fetch(`http://127.0.0.1:${this.port}${path}`, { ...request, headers })).json();
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
