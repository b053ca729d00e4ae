// Talking to the sandbox.

export async function get(path, params) {
  const answer = await fetch(`/sandbox/api/${path}?${new URLSearchParams(params)}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export async function post(path, wish) {
  const answer = await fetch(`/sandbox/api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export async function upload(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);
  const answer = await fetch("/sandbox/api/file", { method: "POST", headers: { "X-Sandbox": "1" }, body: form });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export const fileURL = (id) => `/sandbox/api/file?id=${encodeURIComponent(id)}`;

// listen follows what one person sees. The browser reconnects by itself and
// says where it was; on states whether the line is up.
export function listen(as, after, handlers) {
  const source = new EventSource(`/sandbox/api/events?${new URLSearchParams({ as, after })}`);
  for (const kind of ["message", "answer", "typing", "draft", "world", "reset"]) {
    source.addEventListener(kind, (event) => {
      if (event instanceof MessageEvent) handlers[kind](JSON.parse(event.data));
    });
  }
  source.onopen = () => handlers.line(true);
  source.onerror = () => handlers.line(false);
  return () => source.close();
}
