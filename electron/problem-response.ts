export interface ShellProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** RFC 9457 problem details in the same form as the server's, for what fails before the server. */
export function problemResponse({ code, status, title, detail }: ShellProblem): Response {
  const body = JSON.stringify({ type: `urn:problem:${code}`, title, status, code, detail });
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } });
}
