const root = "/api/v1";

/** The watcher did not answer, or not with what was asked for. */
export class Refusal extends Error {
  /** @param status Of HTTP; 0 where nobody answered. */
  constructor(
    readonly status: number,
    why: string,
  ) {
    super(why);
  }
}

/** What was answered before and its tag: the same is not sent again. */
const known = new Map<string, { tag: string; document: unknown }>();

/** Reads a document of the API. */
export async function read<T>(path: string): Promise<T> {
  const before = known.get(path);
  const answer = await send(path, { headers: before ? { "If-None-Match": before.tag } : {} });
  if (answer.status === 304 && before) return before.document as T;
  const document = await documentOf(answer);
  const tag = answer.headers.get("ETag");
  if (tag) known.set(path, { tag, document });
  return document as T;
}

/**
 * Writes, with the header that a page of another origin cannot send.
 * @param over Aborted where nobody waits for the answer any more.
 */
export async function write<T>(method: "POST" | "DELETE", path: string, body?: object, over?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { "X-Watcher": "1" };
  if (body) headers["Content-Type"] = "application/json";
  return (await documentOf(await send(path, { method, headers, body: body && JSON.stringify(body), signal: over }))) as T;
}

/** Ends the session on the watcher, wherever its cookie may have been copied to. */
export async function logOut(): Promise<void> {
  await write("DELETE", "/session");
}

/** Gives the token once, for a cookie that no script can read. */
export async function logIn(token: string): Promise<void> {
  await documentOf(await send("/session", { method: "POST", headers: { "X-Watcher": "1", Authorization: `Bearer ${token}` } }));
}

async function send(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(root + path, { ...request, redirect: "error" });
  } catch {
    throw new Refusal(0, "the watcher does not answer");
  }
}

async function documentOf(answer: Response): Promise<unknown> {
  const document = await answer.json().catch(() => undefined);
  if (answer.ok && document !== undefined) return document;
  throw new Refusal(answer.status, (document as { detail?: string } | undefined)?.detail ?? `the watcher answered ${answer.status}`);
}
