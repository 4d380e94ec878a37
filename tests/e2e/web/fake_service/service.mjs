// A stand-in for `curvespice serve` that follows docs/openapi.yaml: for walks that need outcomes on
// demand (failures, slow jobs, a service that goes away), without C++ in the loop.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Events } from "./events.mjs";
import { routes } from "./routes.mjs";
import { Problem, Store } from "./store.mjs";
import { acceptSocket } from "./websocket.mjs";
import { Worker } from "./worker.mjs";

export class FakeService {
  constructor({ page, outcome = () => ({ status: "completed", verdict: "accepted" }), pause = 30 }) {
    this.page = page;
    this.token = "stand-in-token";
    this.store = new Store();
    this.events = new Events(this.store);
    this.worker = new Worker(this.store, { outcome, pause });
    this.routes = routes(this.store);
    this.port = 0;
  }

  async start() {
    this.server = createServer((request, response) => this.serve(request, response));
    this.server.on("upgrade", (request, socket) => this.upgrade(request, socket));
    await new Promise((resolve) => this.server.listen(this.port, "127.0.0.1", resolve));
    this.port = this.server.address().port;
    this.worker.start();
    return `http://127.0.0.1:${this.port}`;
  }

  // The sockets break as in a crash; what the store knows stays.
  async stop() {
    this.worker.stop();
    this.events.dropAll();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  upgrade(request, socket) {
    const url = new URL(request.url, "http://x");
    if (url.searchParams.get("token") !== this.token) return socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
    const since = url.searchParams.get("since");
    const accepted = acceptSocket(request, socket);
    socket.on("close", () => this.events.sockets.delete(accepted));
    this.events.add(accepted, since === null ? null : Number(since));
  }

  async serve(request, response) {
    const url = new URL(request.url, "http://x");
    try {
      if (!url.pathname.startsWith("/api/")) return await this.servePage(url.pathname, response);
      if (request.headers.authorization !== `Bearer ${this.token}`)
        throw new Problem(401, "unauthorized", "The token is missing or wrong.", "Open the page with `curvespice open`.");
      answer(response, await this.dispatch(request, url));
    } catch (error) {
      const { status = 500, code = "internal", message, hint = "" } = error;
      send(response, status, "application/json", JSON.stringify({ error: { code, message, hint } }));
    }
  }

  async dispatch(request, url) {
    const raw = await readAll(request);
    for (const [method, pattern, handler] of this.routes) {
      const values = method === request.method && match(pattern, url.pathname);
      if (!values) continue;
      const json = (request.headers["content-type"] ?? "").includes("json") && raw.length > 0;
      return handler({ ...values, query: url.searchParams, raw, request, body: json ? JSON.parse(raw) : {} });
    }
    throw new Problem(404, "not_found", `There is no ${url.pathname}.`, "See /docs.");
  }

  async servePage(path, response) {
    const name = path === "/" ? "index.html" : path.replace(/^\/web\//, "");
    const type = { html: "text/html", js: "text/javascript", css: "text/css" }[name.split(".").pop()];
    if (!type || name.includes("/")) return send(response, 404, "text/plain", "not found");
    send(response, 200, type + "; charset=utf-8", await readFile(join(this.page, name)));
  }
}

function match(pattern, path) {
  const names = [];
  const source = pattern.replace(/\{(\w+)\}/g, (_, name) => (names.push(name), "([^/]+)"));
  const found = new RegExp(`^${source}$`).exec(path);
  return found && Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1])]));
}

async function readAll(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function answer(response, value) {
  if (value?.bytes) return send(response, 200, value.mime, value.bytes);
  const [status, body] = Array.isArray(value) ? value : [200, value];
  send(response, status, "application/json", JSON.stringify(body));
}

function send(response, status, type, body) {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(body);
}
