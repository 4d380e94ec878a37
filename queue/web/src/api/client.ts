// The service's REST routes. Every call gives the JSON of the contract or throws an ApiError whose
// message and hint are the service's own words.
export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: nobody answered
    readonly code: string,
    message: string,
    readonly hint: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

type Query = Record<string, string | number | boolean | undefined | null>;

export class Client {
  constructor(
    private readonly token: string,
    private readonly onUnauthorized: () => void = () => {},
    private readonly base = "",
  ) {}

  get<T>(path: string, query?: Query): Promise<T> {
    return this.json<T>("GET", path + queryString(query));
  }
  post<T>(path: string, body?: unknown): Promise<T> {
    return this.json<T>("POST", path, body ?? {});
  }
  put<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>("PUT", path, body);
  }
  remove<T>(path: string, query?: Query): Promise<T> {
    return this.json<T>("DELETE", path + queryString(query));
  }

  async text(path: string): Promise<string> {
    return (await this.send("GET", path)).text();
  }
  async blob(path: string): Promise<Blob> {
    return (await this.send("GET", path)).blob();
  }

  // XMLHttpRequest, because fetch cannot tell how much of a body has been sent.
  upload<T>(path: string, form: FormData, onProgress: (fraction: number) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.base + path);
      request.setRequestHeader("Authorization", `Bearer ${this.token}`);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      };
      request.onerror = () => reject(nobodyAnswered());
      request.onload = () => {
        const body = parse(request.responseText);
        if (request.status < 300) resolve(body as T);
        else reject(this.failure(request.status, body));
      };
      request.send(form);
    });
  }

  socketUrl(path: string, since: number | null): string {
    const origin = (this.base || location.origin).replace(/^http/, "ws");
    return origin + path + queryString({ token: this.token, since });
  }

  private async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    return (await response.json()) as T;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response: Response;
    try {
      const text = body === undefined ? undefined : JSON.stringify(body);
      response = await fetch(this.base + path, { method, headers, ...(text ? { body: text } : {}) });
    } catch {
      throw nobodyAnswered();
    }
    if (!response.ok) throw this.failure(response.status, parse(await response.text()));
    return response;
  }

  private failure(status: number, body: unknown): ApiError {
    if (status === 401) this.onUnauthorized();
    const error = (body as { error?: Record<string, string> } | null)?.error ?? {};
    return new ApiError(status, error["code"] ?? "unknown",
      error["message"] ?? `The service answered with status ${status}.`,
      error["hint"] ?? "", error["field"]);
  }
}

export function queryString(query?: Query): string {
  const parts = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length ? "?" + parts.join("&") : "";
}

function nobodyAnswered(): ApiError {
  return new ApiError(0, "unreachable", "The service does not answer.",
    "Start it with `curvespice serve`; this page connects again by itself.");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
